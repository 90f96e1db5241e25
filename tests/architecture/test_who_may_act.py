"""Every public service with an actor asks a predicate of permissions about `by`, itself or through what it calls."""

import ast
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
}
# Not there yet: may only shrink.
WAITING = {
    "events": (
        "accept_invitation accept_offer ask_late book_session decline_offer leave_session name_substitute plan_event "
        "return_original take_back_substitute withdraw_registration"
    ).split(),
    "meetings": (
        "accept_meeting answer_proposal confirm_meeting decline_meeting follow_up propose_time request_meeting "
        "set_absences set_listed"
    ).split(),
    "mou": (
        "add_document add_material add_participant amend_memorandum cancel_session correct_attendance "
        "countersign_all create_bulletin edit_bulletin edit_session enrol hold_session leave name_responsible "
        "plan_session publish_bulletin put_in_force renew_memorandum republish_bulletin retry_report "
        "sign_memorandum submit_all terminate_memorandum withdraw_bulletin word_commitment word_memorandum "
        "write_wording"
    ).split(),
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


def asks(call: ast.AST) -> bool:
    """`can_run(by, …)`, or `permit(by, can_run, …)`."""
    if not isinstance(call, ast.Call) or not call.args or not is_by(call.args[0]):
        return False
    names = [getattr(one, "id", getattr(one, "attr", "")) for one in [call.func, *call.args[1:2]]]
    return names[0] in PREDICATES or (names[0] == "permit" and names[1] in PREDICATES)


def reaches_a_predicate(name: str, inside: dict[str, ast.FunctionDef], seen: frozenset = frozenset()) -> bool:
    calls = [node for node in ast.walk(inside[name]) if isinstance(node, ast.Call)]
    seen = seen | {name}
    called = {call.func.id for call in calls if isinstance(call.func, ast.Name)} & set(inside) - seen
    return any(map(asks, calls)) or any(reaches_a_predicate(one, inside, seen) for one in called)


def silent(app: str) -> set[str]:
    """Public services with an actor that ask nothing; what begins with can_ is a question itself."""
    inside, face = public_services(app)
    acts = {name for name in face if takes_actor(inside[name]) and not name.startswith(("can_", "is_"))}
    return {name for name in acts if not reaches_a_predicate(name, inside)}


@pytest.mark.parametrize("app", APPS)
def test_every_service_asks_who_may_act(app):
    assert sorted(silent(app)) == sorted({*OWN.get(app, {}), *WAITING.get(app, ())})


def test_a_service_that_asks_nothing_would_be_found():
    sources = {
        "asks": "def asks(row, *, by):\n    permit(by, can_review, row)",
        "through": "def through(row, *, by):\n    _helper(row, by)",
        "_helper": "def _helper(row, by):\n    if not can_review(by):\n        raise E",
        "other": "def other(row, *, by):\n    permit(by, somebody)\n    can_review(row)",
        "loop": "def loop(row, *, by):\n    loop(row, by=by)",
    }
    inside = {name: ast.parse(text).body[0] for name, text in sources.items()}
    assert {name for name in inside if reaches_a_predicate(name, inside)} == {"asks", "through", "_helper"}
