"""Two processes that share the tests must find the same ones: nothing collected depends on the moment or on chance."""
import ast
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
UNSTEADY = {
    "TimestampSigner", "localdate", "localtime", "monotonic", "now", "randint", "time_ns", "today", "token_hex",
    "token_urlsafe", "urandom", "uuid1", "uuid4",
}


def collected(node: ast.AST) -> Iterator[ast.Call]:
    """Calls that run when a module is imported: bodies of functions are not among them, their decorators are."""
    if isinstance(node, ast.Lambda):
        return
    inside: list[ast.AST] = list(ast.iter_child_nodes(node))
    if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
        inside = [*node.decorator_list, *node.args.defaults]
    if isinstance(node, ast.Call):
        yield node
    for child in inside:
        yield from collected(child)


def unsteady(source: str) -> list[int]:
    def name(call: ast.Call) -> str:
        return call.func.attr if isinstance(call.func, ast.Attribute) else getattr(call.func, "id", "")

    return [call.lineno for call in collected(ast.parse(source)) if name(call) in UNSTEADY]


def test_a_case_drawn_while_collecting_is_seen():
    decorated = "@pytest.mark.parametrize('x', [uuid4()])\ndef test_a(x):\n    now()\n"
    assert unsteady(decorated + "STAMP = TimestampSigner().sign('x')\n") == [1, 4]


def test_no_test_is_drawn_while_collecting():
    found = {path.name: unsteady(path.read_text(encoding="utf-8")) for path in sorted(ROOT.rglob("*.py"))}
    assert {name: lines for name, lines in found.items() if lines} == {}
