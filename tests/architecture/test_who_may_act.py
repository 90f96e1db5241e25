"""Every public service with an actor asks a predicate of permissions about `by`, itself or through what it calls."""

import ast
import re
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
FACES = [*ROOT.glob("*/services.py"), *ROOT.glob("*/services/__init__.py")]
APPS = sorted(face.relative_to(ROOT).parts[0] for face in FACES)

# Acts with a person of whom there is nobody else to ask about.
OWN = {
    "accounts": {"record_consent": "the agreement of a third person, noted by the act of a firm, which asks"},
    "companies": {"add_member": "carries out an invitation that was taken, or sets the portal up"},
    "core": {"empty_words": "core knows no roles; whoever forgets a person asks"},
    "events": {"new_feed": "one's own calendar address", "revoke_feed": "one's own calendar address"},
    "matching": {"release_if_ready": "nobody decides it: it follows the last consent or answer"},
    "mou": {
        "countersign_chosen": "each row asks for itself; what the person may not decide is left out",
        "leave": "one's own place in a session",
        "submit_chosen": "each row asks for itself; what the person may not decide is left out",
    },
}


def functions_of(path: Path) -> dict[str, ast.FunctionDef]:
    body = ast.parse(path.read_text(encoding="utf-8")).body
    return {one.name: one for one in body if isinstance(one, ast.FunctionDef)}


def rooms(app: str, room: str) -> list[Path]:
    """The module, or all of the package."""
    return [path for path in [ROOT / app / f"{room}.py", *sorted((ROOT / app / room).rglob("*.py"))] if path.exists()]


PREDICATES = {
    name
    for app in APPS
    for path in rooms(app, "permissions")
    for name in functions_of(path)
    if not name.startswith("_")
}


def names_in(face: Path) -> set[str]:
    tree = ast.parse(face.read_text(encoding="utf-8"))
    imports = [node for node in ast.walk(tree) if isinstance(node, ast.ImportFrom)]
    return {alias.asname or alias.name for node in imports for alias in node.names}


def public_services(app: str) -> tuple[dict[str, ast.FunctionDef], set[str]]:
    """All functions of the room, and the names that its face gives away."""
    files = rooms(app, "services")
    inside = {name: node for path in files for name, node in functions_of(path).items()}
    face = ROOT / app / "services" / "__init__.py"
    return inside, (names_in(face) if face.exists() else set(inside)) & set(inside)


def takes_actor(node: ast.FunctionDef) -> bool:
    return any(one.arg == "by" for one in [*node.args.args, *node.args.kwonlyargs])


def is_by(node: ast.AST) -> bool:
    return isinstance(node, ast.Name) and node.id == "by"


def about_by(call: ast.AST) -> str:
    """The function that is asked about `by`: its name is the first argument's question."""
    is_question = isinstance(call, ast.Call) and call.args and is_by(call.args[0])
    return getattr(call.func, "id", "") if is_question else ""


def asks(node: ast.AST) -> bool:
    """`permit(by, can_run, …)`, or `if not can_run(by, …): raise …`: what it only does differently is no question."""
    if about_by(node) == "permit":
        return getattr(node.args[1], "id", "") in PREDICATES
    if not (isinstance(node, ast.If) and isinstance(node.body[0], ast.Raise)):
        return False
    refused = [part.operand for part in ast.walk(node.test) if isinstance(part, ast.UnaryOp)]
    return any(about_by(part) in PREDICATES for part in refused)


def reaches_a_predicate(name: str, inside: dict[str, ast.FunctionDef], seen: frozenset = frozenset()) -> bool:
    body, seen = list(ast.walk(inside[name])), seen | {name}
    calls = [node.func for node in body if isinstance(node, ast.Call)]
    called = {called.id for called in calls if isinstance(called, ast.Name)} & set(inside) - seen
    return any(map(asks, body)) or any(reaches_a_predicate(one, inside, seen) for one in called)


def acts_of(app: str) -> set[str]:
    """Public services with an actor; what begins with can_ is a question itself."""
    inside, face = public_services(app)
    return {name for name in face if takes_actor(inside[name]) and not name.startswith(("can_", "is_"))}


def silent(app: str) -> set[str]:
    """Acts that ask nothing."""
    inside, _face = public_services(app)
    return {name for name in acts_of(app) if not reaches_a_predicate(name, inside)}


@pytest.mark.parametrize("app", APPS)
def test_every_service_asks_who_may_act(app):
    assert sorted(silent(app)) == sorted(OWN.get(app, {}))


@pytest.mark.parametrize("app", [app for app in APPS if silent(app) != acts_of(app)])
def test_every_service_is_tested_with_whoever_may_not(app):
    told = (ROOT / "tests" / app / "test_who_may_act.py").read_text(encoding="utf-8")
    assert {name for name in acts_of(app) - silent(app) if not re.search(rf"\b{name}\b", told)} == set()


def test_a_service_that_asks_nothing_would_be_found():
    sources = {
        "asks": "def asks(row, *, by):\n    permit(by, can_review, row)",
        "through": "def through(row, *, by):\n    _helper(row, by)",
        "_helper": "def _helper(row, by):\n    if not can_review(by):\n        raise E",
        "other": "def other(row, *, by):\n    permit(by, somebody)\n    can_review(row)",
        "differs": "def differs(row, *, by):\n    if can_review(by):\n        row.settle()",
        "loop": "def loop(row, *, by):\n    loop(row, by=by)",
    }
    inside = {name: ast.parse(text).body[0] for name, text in sources.items()}
    assert {name for name in inside if reaches_a_predicate(name, inside)} == {"asks", "through", "_helper"}
