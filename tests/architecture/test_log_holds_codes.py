"""What acts carry in `data`, by key: the guard of signs would take "Tanaka" for a code,
a reader of this list would not.
"""

import ast
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
APPS = [
    "core", "accounts", "notifications", "companies", "matching", "events", "meetings", "mou", "leads", "talks",
    "office", "dashboard",
]
KEYS = {
    "ids and refs": "activity change document firm from into line link member other row to",
    "codes": "channel code country form keys kind job language left_out number outcome pair plan quality result role "
    "answer side sort topics verb version ways weights",
    "names of fields": "fields",
    "numbers": "acts capacity commitment count days fit lines_added people plans rating slots tables",
    "days and times": "due_on on starts_at until waived",
    "yes or no": "both extra_seat second",
    "hashes": "sha256",
}


def assigned(tree: ast.AST) -> dict[str, list[ast.AST]]:
    """Name → what is assigned to it anywhere in the module, also within a tuple."""
    found: dict[str, list[ast.AST]] = {}
    for node in ast.walk(tree):
        for target in node.targets if isinstance(node, ast.Assign) else []:
            pairs = (
                zip(target.elts, node.value.elts, strict=False)
                if isinstance(target, ast.Tuple) and isinstance(node.value, ast.Tuple) else [(target, node.value)]
            )
            for name, value in pairs:
                if isinstance(name, ast.Name):
                    found.setdefault(name.id, []).append(value)
    return found


def called(call: ast.Call) -> str:
    return getattr(call.func, "id", "") or getattr(call.func, "attr", "")


def whole(value: ast.AST) -> set[str]:
    """Names whose whole value is handed over, not those of which one item is taken."""
    sides = (
        [value.left, value.right] if isinstance(value, ast.BinOp) else value.args if isinstance(value, ast.Call)
        else [value]
    )
    return {side.id for side in sides if isinstance(side, ast.Name)}


def keys_of_data(tree: ast.AST) -> set[str]:
    """Keys of every dict handed to the log as `data`, directly or by a local name."""
    values = [
        word.value
        for node in ast.walk(tree) if isinstance(node, ast.Call) and called(node) in ("record", "move", "write")
        for word in node.keywords if word.arg == "data"
    ]
    names = {name for value in values for name in whole(value)}
    values += [value for name, given in assigned(tree).items() if name in names for value in given]
    return {
        key.value for value in values for node in ast.walk(value) if isinstance(node, ast.Dict)
        for key in node.keys if isinstance(key, ast.Constant)
    }


def test_every_key_of_the_log_is_known_to_hold_no_words():
    paths = [path for app in APPS for path in (ROOT / app).rglob("*.py")]
    found = {path: keys_of_data(ast.parse(path.read_text(encoding="utf-8"))) for path in paths}
    known = set(" ".join(KEYS.values()).split())
    new = {f"{path.relative_to(ROOT)}: {key}" for path, keys in found.items() for key in keys - known}
    assert new == set(), "a text? hand it over as `words=`. No text: name the key above"


def test_a_key_is_found_however_it_is_handed_over():
    sources = [
        "activity.record(x, 'a', by=u, data={'title': t})", "data = {'title': t}\nmove(x, 'a', by=u, data=data)",
        "data, words = {'title': t}, {}\nwrite(x, 'a', data=data, words=words)",
        "moved = {'title': t}\nrecord(x, data=moved | {'n': 1})",
    ]
    assert all("title" in keys_of_data(ast.parse(source)) for source in sources)
    assert keys_of_data(ast.parse("record(x, 'a', by=u, words={'title': t})\ndata = {'title': t}")) == set()
