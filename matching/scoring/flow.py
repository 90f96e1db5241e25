"""Minimum-cost flow by successive shortest paths, for small whole numbers: all cheapest paths of a round at once."""
from heapq import heappop, heappush

FAR = float("inf")


class Network:
    """Arcs are kept in pairs: arc `a` and its way back `a ^ 1`."""

    def __init__(self, nodes: int):
        self._out: list[list[int]] = [[] for _ in range(nodes)]
        self._head: list[int] = []
        self._left: list[int] = []
        self._cost: list[int] = []

    def connect(self, tail: int, head: int, capacity: int, cost: int) -> int:
        """The new arc's number."""
        arc = len(self._head)
        for start, end, left, price in ((tail, head, capacity, cost), (head, tail, 0, -cost)):
            self._out[start].append(len(self._head))
            self._head.append(end)
            self._left.append(left)
            self._cost.append(price)
        return arc

    def used(self, arc: int) -> int:
        return self._left[arc ^ 1]

    def fill(self, source: int, sink: int) -> None:
        """Send flow as long as it lowers the total cost. The arcs given must make no cycle."""
        potential = self._first_potential()
        while True:
            distance = self._distances(source, sink, potential)
            if distance[sink] == FAR:
                return
            # Beyond the sink's distance nothing matters: capping keeps the reduced costs of all arcs at or above zero.
            potential = [old + min(new, distance[sink]) for old, new in zip(potential, distance, strict=True)]
            if potential[sink] - potential[source] >= 0:
                return
            self._send(source, sink, potential)

    def _first_potential(self) -> list[int]:
        """Cheapest way to each node with negative costs allowed; three layers settle in three rounds."""
        potential = [0] * len(self._out)
        changed = True
        while changed:
            changed = False
            for tail, arcs in enumerate(self._out):
                for arc in arcs:
                    reached = potential[tail] + self._cost[arc]
                    if self._left[arc] and reached < potential[self._head[arc]]:
                        potential[self._head[arc]] = reached
                        changed = True
        return potential

    def _distances(self, source: int, sink: int, potential: list[int]) -> list[float]:
        """From the source, at reduced cost; right for all nodes nearer than the sink, too far for the others."""
        head, left, cost = self._head, self._left, self._cost
        distance = [FAR] * len(self._out)
        distance[source] = 0
        heap = [(0, source)]
        while heap:
            far, node = heappop(heap)
            if far >= distance[sink]:
                break
            if far > distance[node]:
                continue
            base = far + potential[node]
            for arc in self._out[node]:
                if left[arc]:
                    reached = base + cost[arc] - potential[head[arc]]
                    if reached < distance[head[arc]]:
                        distance[head[arc]] = reached
                        heappush(heap, (reached, head[arc]))
        return distance

    def _send(self, source: int, sink: int, potential: list[int]) -> None:
        """Fill all paths whose arcs cost nothing after the potentials, one by one, each node's dead ends only once."""
        tried = [0] * len(self._out)
        path: list[int] = []
        on_path = {source}
        node = source
        while True:
            if node == sink:
                for arc in path:
                    self._left[arc] -= 1
                    self._left[arc ^ 1] += 1
                path, on_path, node = [], {source}, source
                continue
            arc = self._next_arc(node, potential, tried, on_path)
            if arc is not None:
                path.append(arc)
                node = self._head[arc]
                on_path.add(node)
            elif path:
                on_path.discard(node)
                node = self._head[path.pop() ^ 1]
                tried[node] += 1
            else:
                return

    def _next_arc(self, node: int, potential: list[int], tried: list[int], on_path: set[int]) -> int | None:
        arcs, head, left, cost = self._out[node], self._head, self._left, self._cost
        here = potential[node]
        for place in range(tried[node], len(arcs)):
            arc = arcs[place]
            if left[arc] and here + cost[arc] == potential[head[arc]] and head[arc] not in on_path:
                tried[node] = place
                return arc
        tried[node] = len(arcs)
        return None
