"""An act and what it says are one transaction: whoever writes and tells does both in `transaction.atomic` or `each`.

Read from the source of all services. A function's effects are its own and those of the functions it calls; what a
callee does in a transaction of its own is one effect, that stands or falls by itself.
"""

import ast
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).resolve().parents[2]
WRITES = {"move", "record", "store_file"}
WRITING_METHODS = {
    "save", "create", "bulk_create", "bulk_update", "update", "delete", "update_or_create", "get_or_create"
}
TELLS = {"say", "say_to_address", "queue_message"}
READS = {"not_reminded_of"}  # of the outbox
# In several transactions by design, and why that loses no word.
IN_STEPS = {
    "events.work_on_prints": "only the progress is written outside; a file is kept and told of at once",
    "matching.encode_lines": "each line is kept, and spoken of, in a transaction of its own",
    "matching.react": "the reader of the log calls it in a transaction",
    "matching.refresh_firms": "each text by itself; the suggestions and their words are one transaction",
    "matching.work_on_runs": "a run begins and ends by itself; its suggestions and their words are one transaction",
    "mou.collect_evidence": "the reader of the log calls it in a transaction",
    "mou.work_on_reports": "only the progress is written outside; a report is issued and announced at once",
}

Effects = frozenset[str]


class Function(NamedTuple):
    app: str
    module: str
    node: ast.FunctionDef


def functions_of(app: str, module: str, source: str) -> Iterator[Function]:
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.FunctionDef):
            yield Function(app, module, node)


def all_functions() -> list[Function]:
    found = []
    for path in [*sorted(ROOT.glob("*/services/**/*.py")), *sorted(ROOT.glob("*/services.py"))]:
        module = path.relative_to(ROOT)
        found += functions_of(module.parts[0], module.as_posix(), path.read_text(encoding="utf-8"))
    return found


def is_atomic(node: ast.FunctionDef) -> bool:
    return any(ast.unparse(one).startswith("transaction.atomic") for one in node.decorator_list)


def is_transaction(node: ast.AST) -> bool:
    contexts = [ast.unparse(one.context_expr) for one in node.items] if isinstance(node, ast.With) else []
    return any(one.startswith("transaction.atomic") for one in contexts)


def is_sweep(node: ast.AST) -> bool:
    if not (isinstance(node, ast.Call) and getattr(node.func, "id", "") == "each"):
        return False
    return not any(one.arg == "atomic" for one in node.keywords)


class Reader:
    def __init__(self, functions: list[Function]):
        self.by_module = {(one.module, one.node.name): one for one in functions}
        self.by_app = {(one.app, one.node.name): one for one in functions if not one.node.name.startswith("_")}

    def find(self, caller: Function, name: str) -> Function | None:
        return self.by_module.get((caller.module, name)) or self.by_app.get((caller.app, name))

    def effects(self, function: Function, seen: frozenset = frozenset()) -> list[Effects]:
        """One set of 'writes' and 'tells' for each thing that stands or falls by itself."""
        key = (function.module, function.node.name)
        if key in seen:
            return []
        found = [one for part in function.node.body for one in self._of(part, function, seen | {key})]
        return [frozenset().union(*found)] if is_atomic(function.node) and found else found

    def _of(self, node: ast.AST, caller: Function, seen: frozenset) -> list[Effects]:
        if isinstance(node, ast.FunctionDef) or is_sweep(node):
            return []
        found = self._own(node, caller, seen) if isinstance(node, ast.Call) else []
        found += [one for part in ast.iter_child_nodes(node) for one in self._of(part, caller, seen)]
        return [frozenset().union(*found)] if is_transaction(node) and found else found

    def _own(self, call: ast.Call, caller: Function, seen: frozenset) -> list[Effects]:
        name, owner = getattr(call.func, "attr", ""), ast.unparse(getattr(call.func, "value", ast.Constant("")))
        if owner == "messages":
            return [] if name in READS else [frozenset({"tells"})]
        plain = getattr(call.func, "id", "")
        if plain in WRITES or name in WRITING_METHODS:
            return [frozenset({"writes"})]
        if plain in TELLS:
            return [frozenset({"tells"})]
        handed_on = [getattr(one, "id", "") for one in call.args] if plain == "each" else []
        callees = [self.find(caller, one) for one in (plain, *handed_on) if one]
        return [effect for callee in callees if callee for effect in self.effects(callee, seen)]


def faces() -> set[tuple[str, str]]:
    """(app, function): what views, tasks and other apps are given. The rest is called from within these."""
    found = set()
    for path in ROOT.glob("*/services/__init__.py"):
        tree = ast.parse(path.read_text(encoding="utf-8"))
        names = [one.name for node in ast.walk(tree) if isinstance(node, ast.ImportFrom) for one in node.names]
        found |= {(path.relative_to(ROOT).parts[0], name) for name in names}
    return found


def torn(functions: list[Function], face: set[tuple[str, str]]) -> list[str]:
    """Services whose writes and words may part."""
    reader, found = Reader(functions), []
    for one in functions:
        effects = reader.effects(one) if (one.app, one.node.name) in face else []
        if len(effects) > 1 and frozenset().union(*effects) >= {"writes", "tells"}:
            found.append(f"{one.app}.{one.node.name}")
    return found


def test_an_act_and_what_it_says_are_one_transaction():
    assert set(torn(all_functions(), faces())) == set(IN_STEPS)


def test_the_faces_are_read():
    assert {("companies", "publish_profile"), ("matching", "approve_match"), ("mou", "remind")} <= faces()


def read(source: str) -> list[str]:
    functions = list(functions_of("app", "app/services.py", source))
    return [one.partition(".")[2] for one in torn(functions, {("app", one.node.name) for one in functions})]


def test_torn_services_would_be_found():
    torn_ones = """
def directly(row): move(row, "end"); messages.ended(row)
def through_another(row): _end(row); messages.ended(row)
def _end(row): row.save()
@transaction.atomic
def whole(row): move(row, "end"); messages.ended(row)
def twice(row): whole(row); messages.again(row)
def in_a_long_sweep(rows): each("job", rows, lambda row: (row.save(), messages.ended(row)), now=now, atomic=False)
def handed_on(rows):
    def act(row): row.save(); messages.ended(row)
    each("job", rows, act, now=now, atomic=False)
"""
    assert read(torn_ones) == ["directly", "through_another", "twice", "in_a_long_sweep", "handed_on", "act"]


def test_whole_services_are_not_called_torn():
    whole = """
@transaction.atomic
def decorated(row): move(row, "end"); messages.ended(row)
def by_itself(row): decorated(row)
def in_a_block(row):
    with transaction.atomic():
        row.save(); messages.ended(row)
def in_a_sweep(rows): each("job", rows, lambda row: (row.save(), messages.ended(row)), now=now)
def silent(row): move(row, "end")
"""
    assert read(whole) == []
