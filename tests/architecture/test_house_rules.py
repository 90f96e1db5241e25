"""The house rules of docs/architecture.md, read from the source:
imports go down only, one place moves states, names hold.
"""
import ast
import re
import statistics
from pathlib import Path

import pytest
from django.apps import apps

ROOT = Path(__file__).resolve().parents[2]
# From the ground up; apps of one floor do not know each other.
HOUSE = [
    ["core"], ["accounts"], ["notifications"], ["companies"], ["matching", "events", "leads"],
    ["meetings", "talks"], ["mou"], ["office"], ["dashboard"], ["minamin_portal"],
]
FLOORS = [app for floor in HOUSE for app in floor]
FLOOR = {app: number for number, floor in enumerate(HOUSE) for app in floor}
BANNED_NAMES = {"utils", "helpers", "common", "misc", "manager", "handler", "handlers", "managers"}
MODULES = [
    (app, path) for app in FLOORS for path in sorted((ROOT / app).rglob("*.py")) if "migrations" not in path.parts
]
TREES = {path: ast.parse(path.read_text(encoding="utf-8")) for _app, path in MODULES}


def imported(node: ast.AST) -> list[str]:
    if isinstance(node, ast.Import):
        return [alias.name for alias in node.names]
    if isinstance(node, ast.ImportFrom) and not node.level:
        return [node.module or ""]
    return []


def upward(app: str, tree: ast.AST) -> list[str]:
    """Names of higher floors and of neighbours that a module imports, or names as 'app.Model'."""
    found = [name for node in ast.walk(tree) for name in imported(node)]
    found += [
        node.value
        for node in ast.walk(tree)
        if isinstance(node, ast.Constant) and isinstance(node.value, str)
        and re.fullmatch(r"[a-z_]+\.[A-Z]\w+", node.value)
    ]
    heads = [(name, name.split(".")[0]) for name in found]
    return [name for name, head in heads if head != app and FLOOR.get(head, -1) >= FLOOR[app]]


def test_imports_go_down_only():
    wrong = [f"{path.relative_to(ROOT)}: {name}" for app, path in MODULES for name in upward(app, TREES[path])]
    assert wrong == []


def test_an_upward_import_would_be_found():
    tree = ast.parse("def f():\n    from matching.models import Match\nx = 'mou.Obligation'\n")
    assert upward("companies", tree) == ["matching.models", "mou.Obligation"]
    assert upward("events", tree) == ["matching.models", "mou.Obligation"], "a neighbour counts as above"


def test_only_the_lifecycle_assigns_states():
    wrong = []
    for _app, path in MODULES:
        if path.relative_to(ROOT).as_posix() in ("core/lifecycle.py",):
            continue
        for node in ast.walk(TREES[path]):
            targets = node.targets if isinstance(node, ast.Assign) else []
            wrong += [
                f"{path.relative_to(ROOT)}:{node.lineno}"
                for target in targets
                if isinstance(target, ast.Attribute) and target.attr == "state"
            ]
    assert wrong == []


def compares_state(node: ast.AST) -> bool:
    """`row.state == …`, `row.state in …`, `state not in …`, from either side."""
    sides = [node.left, *node.comparators] if isinstance(node, ast.Compare) else []
    return any("state" in (getattr(side, "attr", ""), getattr(side, "id", "")) for side in sides)


def test_views_compare_no_states():
    """What may be done, allowed_actions, a predicate of permissions or a property of the row says."""
    found = {
        path.relative_to(ROOT).as_posix() for _app, path in MODULES
        if ("views" in path.parts or path.stem == "views") and any(map(compares_state, ast.walk(TREES[path])))
    }
    assert found == set()


def test_a_compared_state_would_be_found():
    sources = [
        "row.state == 'draft'", "'draft' != row.state", "x if state in OPEN else y", "a and row.state not in OPEN"
    ]
    assert all(any(map(compares_state, ast.walk(ast.parse(source)))) for source in sources)
    assert not any(
        map(compares_state, ast.walk(ast.parse("rows.filter(state='draft')\n'publish' in can\nname == 'state'")))
    )


def test_only_the_outbox_updates_states_in_bulk():
    """Deliveries move by conditional UPDATE (docs/decisions/0004); nobody else does."""
    pattern = re.compile(r"\.update\([^)]*\bstate=")
    found = {
        path.relative_to(ROOT).as_posix() for _app, path in MODULES if pattern.search(path.read_text(encoding="utf-8"))
    }
    assert found <= {"notifications/services/outbox.py", "notifications/services/held.py"}


def test_languages_are_changed_in_one_place():
    """Django remembers every language it is told, for the life of the process: `core.i18n.speaking` knows ours."""
    pattern = re.compile(
        r"translation\.(override|activate)\(|from django\.utils\.translation import .*\b(override|activate)\b"
    )
    found = {
        path.relative_to(ROOT).as_posix() for _app, path in MODULES if pattern.search(path.read_text(encoding="utf-8"))
    }
    assert found == {"core/i18n.py", "accounts/middleware.py", "accounts/views/settings.py"}


def test_no_signal_receivers_between_our_apps():
    # A field's own method of that name is none.
    pattern = re.compile(r"@receiver|(?<!def )\b(post_save|pre_save|post_delete|m2m_changed)\b")
    found = [str(path.relative_to(ROOT)) for _app, path in MODULES if pattern.search(path.read_text(encoding="utf-8"))]
    assert found == []


def test_modules_have_names_that_say_something():
    wrong = [str(path.relative_to(ROOT)) for _app, path in MODULES if path.stem in BANNED_NAMES]
    assert wrong == []


def test_crossing_foreign_keys_have_no_reverse_name(settings):
    wrong = []
    for model in apps.get_models():
        app = model._meta.app_label
        if app not in FLOORS:
            continue
        for field in model._meta.get_fields():
            crosses = (
                getattr(field, "remote_field", None) and field.concrete and field.related_model._meta.app_label != app
            )
            if crosses and not field.remote_field.hidden and field.related_model._meta.app_label in FLOORS:
                wrong.append(f"{model.__name__}.{field.name}")
    assert wrong == []


def test_constraints_are_named_in_words(settings):
    names = [c.name for model in apps.get_models() if model._meta.app_label in FLOORS for c in model._meta.constraints]
    assert names
    assert all(re.fullmatch(r"[a-z]+(_[a-z0-9]+){2,}", name) for name in names)


def test_every_app_has_its_rooms():
    rooms = ["apps.py", "enums.py", "states.py", "models", "services", "permissions", "messages", "urls.py", "tasks.py"]
    missing = [
        f"{app}/{room}"
        for app in ("companies", "matching", "events", "leads", "meetings", "mou")
        for room in rooms
        if (app, room) != ("meetings", "permissions")  # whoever runs the event decides, and the two people of a meeting
        and not ((ROOT / app / room).exists() or (ROOT / app / f"{room}.py").exists())
    ]
    assert missing == []


def test_migrations_are_named_by_hand():
    pattern = re.compile(r"\d{4}_(auto|.*_alter_.*_and_more|initial)")
    wrong = [path.name for app in FLOORS for path in (ROOT / app).glob("migrations/0*.py") if pattern.match(path.stem)]
    assert wrong == []


def test_views_call_no_orm_by_bare_pk():
    """Rows are fetched through visible_to, of_member or another question of the queryset, never objects.get(pk=…)."""
    pattern = re.compile(r"objects\.get\(\s*pk=|get_object_or_404\(\s*[A-Z]\w+\s*,")
    wrong = [
        str(path.relative_to(ROOT)) for _app, path in MODULES
        if "views" in path.as_posix().removeprefix(ROOT.as_posix()) and pattern.search(path.read_text(encoding="utf-8"))
    ]
    assert wrong == []


def test_nothing_names_a_machine_or_registry():
    pattern = re.compile(r"/work/|pypi\.org|--(extra-)?index-url|registry\.npmjs")
    wrong = []
    for path in ROOT.rglob("*"):
        parts = path.relative_to(ROOT).parts
        if parts[0] == "var" or any(part.startswith(".") for part in parts) or path.suffix not in {
            ".py", ".md", ".txt", ".toml", ".yml", ".lock", ".html", ""
        }:
            continue
        if path.is_file() and path != Path(__file__) and pattern.search(
            path.read_text(encoding="utf-8", errors="ignore")
        ):
            wrong.append(str(path.relative_to(ROOT)))
    assert wrong == []


@pytest.mark.parametrize("limit", [400])
def test_sizes_of_files_and_functions(limit, capsys):
    files = sorted(len(path.read_text(encoding="utf-8").splitlines()) for _app, path in MODULES)
    functions = sorted(
        node.end_lineno - node.lineno + 1
        for tree in TREES.values()
        for node in ast.walk(tree)
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
    )
    with capsys.disabled():
        print(
            f"\n  files {len(files)}, lines {sum(files)}, median {statistics.median(files):.0f}, p95 "
            f"{files[int(0.95 * len(files))]}, "
            f"max {files[-1]}; functions {len(functions)}, median {statistics.median(functions):.0f}, "
            f"p95 {functions[int(0.95 * len(functions))]}, max {functions[-1]}"
        )
    assert files[-1] <= limit
    assert functions[-1] <= 50
