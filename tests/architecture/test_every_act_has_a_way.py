"""No act stands in a table that nobody can carry out, and no service that nothing calls. Read from the source."""
import ast
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.apps import apps

ROOT = Path(__file__).resolve().parents[2]
APPS = [path.parent.name for path in sorted(ROOT.glob("*/apps.py"))]


def trees_of(app: str) -> dict[Path, ast.Module]:
    paths = [path for path in sorted((ROOT / app).rglob("*.py")) if "migrations" not in path.parts]
    return {path: ast.parse(path.read_text(encoding="utf-8")) for path in paths}


TREES = {app: trees_of(app) for app in APPS}
MODELS = [model for model in apps.get_models() if hasattr(model, "lifecycle")]


def functions_of(tree: ast.AST) -> Iterator[ast.FunctionDef]:
    return (node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef))


def calls_of(node: ast.AST) -> Iterator[tuple[str, ast.Call]]:
    for call in ast.walk(node):
        if isinstance(call, ast.Call):
            yield getattr(call.func, "id", getattr(call.func, "attr", "")), call


def movers_of(trees: dict) -> set[str]:
    """`move`, and functions that hand their own parameter `action` on."""
    known = {"move"}
    for function in (function for tree in trees.values() for function in functions_of(tree)):
        inner = [call.args[1] for name, call in calls_of(function) if name == "move" and len(call.args) > 1]
        if "action" in {one.arg for one in function.args.args} & {getattr(given, "id", "") for given in inner}:
            known.add(function.name)
    return known


def texts_of(node: ast.AST) -> set[str]:
    return {one.value for one in ast.walk(node) if isinstance(one, ast.Constant) and isinstance(one.value, str)}


def moved_in(tree: ast.Module, movers: set[str]) -> Iterator[tuple[str, str]]:
    """(model, action) of every move; model "" where the source does not say it.

    Where the action is not written in the call, every text of the module counts.
    """
    for function in functions_of(tree):
        kinds = {one.arg: getattr(one.annotation, "id", "") for one in [*function.args.args, *function.args.kwonlyargs]}
        for name, call in calls_of(function):
            if name not in movers or len(call.args) < 2:
                continue
            actions = texts_of(call.args[1]) or (texts_of(tree) if function.name not in movers else set())
            yield from ((kinds.get(getattr(call.args[0], "id", ""), ""), action) for action in actions)


def unmoved(model: str, lifecycle: dict, moves: set[tuple[str, str]]) -> list[str]:
    return [action for action in lifecycle if not {(model, action), ("", action)} & moves]


def moves_of(trees: dict) -> set[tuple[str, str]]:
    movers = movers_of(trees)
    return {found for tree in trees.values() for found in moved_in(tree, movers)}


@pytest.mark.parametrize("model", MODELS, ids=lambda model: model._meta.label)
def test_every_action_of_a_table_is_moved_by_a_service(model):
    """The rows of an app are moved by its own services only."""
    assert unmoved(model.__name__, model.lifecycle, moves_of(TREES[model._meta.app_label])) == []


def test_an_action_nobody_moves_would_be_found():
    source = '''
WAYS = {"well": "finish"}
def end(row: Case, action, *, by):
    move(row, action, by=by)
def begin(row: Case, *, by):
    move(row, "begin", by=by)
    move(row.other, "stop" if by else "go_on", by=by)
def other(row: Letter):
    move(row, "send")
def close(row: Case, how, *, by):
    end(row, "close", by=by)
'''
    table = dict.fromkeys(["begin", "stop", "go_on", "close", "send", "finish", "burn"])
    moves = moves_of({Path("x.py"): ast.parse(source)})
    assert unmoved("Case", table, moves) == ["send", "finish", "burn"]
    dynamic = source + "def conclude(row: Case, how):\n    move(row, WAYS[how])\n"
    assert unmoved("Case", table, moves_of({Path("x.py"): ast.parse(dynamic)})) == ["burn"]


def faces() -> list[str]:
    """app.service of everything that an app's `services` shows."""
    trees = [(app, TREES[app].get(ROOT / app / "services" / "__init__.py")) for app in APPS]
    imports = [(app, node) for app, tree in trees if tree for node in tree.body if isinstance(node, ast.ImportFrom)]
    return [f"{app}.{alias.asname or alias.name}" for app, node in imports for alias in node.names]


def used_names(tree: ast.AST) -> set[str]:
    names = {node.attr for node in ast.walk(tree) if isinstance(node, ast.Attribute)}
    return names | {node.id for node in ast.walk(tree) if isinstance(node, ast.Name)}


def is_caller(path: Path) -> bool:
    """Not a face, which only hands on, and not the demonstration, which does what pages should."""
    return path.name != "__init__.py" and not path.name.startswith("demo")


AT_THE_PROMPT = trees_of("minamin_portal")  # no app, but what brings a backup back calls services too
CALLERS = [*TREES.values(), AT_THE_PROMPT]
USED = {path: used_names(tree) for trees in CALLERS for path, tree in trees.items() if is_caller(path)}


@pytest.mark.parametrize("service", faces())
def test_every_service_has_a_page_a_task_or_another_service(service):
    """What nothing calls is either missing its page or should not be there."""
    name = service.partition(".")[2]
    assert [path for path, names in USED.items() if name in names], f"nothing calls {service}"
