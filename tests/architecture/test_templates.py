"""House rules of pages: strict content policy, words through gettext, no decisions and no surprises in templates."""
import gzip
import re
from pathlib import Path

import pytest
from django.conf import settings
from django.template.loader import get_template

ROOT = Path(settings.BASE_DIR)
FOLDER = ROOT / "templates"
PAGES = sorted(FOLDER.rglob("*.html"))
NAMES = [str(path.relative_to(FOLDER)) for path in PAGES]
# Mail programs ignore style sheets, so mails alone may carry style attributes.
MAY_STYLE = "emails/"
LONGER_ALLOWED = {"components/gallery.html"}
# The gallery shows samples; the others are lists of bare attributes.
UNTRANSLATED_ALLOWED = {
    "components/gallery.html", "components/control_attributes.html", "components/button_attributes.html",
}
SAFE_ALLOWED: set[str] = set()
PROPER_NAMES = {"CSV", "Minamin", "SHA", "PDF", "JSON", "Excel"}
LIMIT_LINES = 100
LIMIT_SIGNS = 140

INLINE_SCRIPT = re.compile(r"<script(?![^>]*\bsrc=)(?![^>]*application/json)[^>]*>", re.I)
HANDLER = re.compile(
    r"""[\s"']on[a-z]+\s*=|javascript:|\bhx-on|hx-vals\s*=\s*["']js:|hx-trigger\s*=\s*["'][^"']*\[""", re.I
)
STYLE = re.compile(r"<style\b|\sstyle\s*=", re.I)
UNSAFE = re.compile(r"\|\s*(safe|safeseq)\b|\{%\s*autoescape\s+off")
STATE = re.compile(
    r"\{%-?\s*(?:el)?if\b[^%]*(?:\b(?:state|status_code)\s*(?:==|!=|in\b|not "
    r"in\b)|(?:==|!=)\s*(?:\w+\.)*(?:state|status_code)\b)"
)
ICON = re.compile(r"""\{%\s*icon\s+["']([a-z0-9-]+)["']|\bicon=["']([a-z0-9-]+)["']""")
SPOKEN = re.compile(r"""\s(?:title|alt|aria-label|placeholder|summary)=(["'])(.*?)\1""", re.S)


def text_of(name: str) -> str:
    source = (FOLDER / name).read_text()
    return re.sub(r"\{#.*?#\}|\{%\s*comment.*?endcomment\s*%\}|<!--.*?-->", "", source, flags=re.S)


def outside_gettext(source: str) -> str:
    """What is left for a reader's eye when every tag, variable and translated block is taken out."""
    source = re.sub(r"\{%\s*block (main_class|split_class|body_attrs)\b.*?endblock[^%]*%\}", " ", source, flags=re.S)
    source = re.sub(r"\{%-?\s*blocktrans.*?endblocktrans(?:late)?\s*-?%\}", " ", source, flags=re.S)
    source = re.sub(r"<(script|style|svg)\b.*?</\1>", " ", source, flags=re.S | re.I)
    spoken = " ".join(value for _, value in SPOKEN.findall(re.sub(r"\{[%{].*?[%}]\}", " ", source, flags=re.S)))
    source = re.sub(r"\{[%{].*?[%}]\}", " ", source, flags=re.S)
    return re.sub(r"<[^>]*>|&[a-z#0-9]+;", " ", source, flags=re.S) + " " + spoken


@pytest.mark.parametrize("name", NAMES)
def test_template_compiles(name):
    get_template(name)


@pytest.mark.parametrize("name", NAMES)
def test_template_has_no_inline_script_handler_or_style(name):
    source = text_of(name)
    assert not INLINE_SCRIPT.search(source)
    assert not HANDLER.search(source)
    assert name.startswith(MAY_STYLE) or not STYLE.search(source)


@pytest.mark.parametrize("name", NAMES)
def test_template_marks_nothing_safe(name):
    assert name in SAFE_ALLOWED or not UNSAFE.search(text_of(name))


@pytest.mark.parametrize("name", NAMES)
def test_template_compares_no_state(name):
    assert not STATE.search(text_of(name)), "a template is handed available_actions; it never compares states"


@pytest.mark.parametrize("name", NAMES)
def test_template_says_everything_through_gettext(name):
    words = set(re.findall(r"[^\W\d_]{3,}", outside_gettext(text_of(name)))) - PROPER_NAMES
    assert name in UNTRANSLATED_ALLOWED or not words


@pytest.mark.parametrize("name", NAMES)
def test_template_names_only_icons_of_the_sprite(name):
    sprite = (ROOT / "static/icons/sprite.svg").read_text()
    known = set(re.findall(r'<symbol id="([^"]+)"', sprite))
    used = {first or second for first, second in ICON.findall(text_of(name))}
    assert used <= known


def test_templates_are_short(capsys):
    lengths = {name: len((FOLDER / name).read_text().splitlines()) for name in NAMES}
    ordered = sorted(lengths.values())
    with capsys.disabled():
        longest = max(lengths, key=lengths.get)
        print(
            f"\ntemplates: {len(ordered)}, median {ordered[len(ordered) // 2]} lines, longest {longest} "
            f"{lengths[longest]}"
        )
    assert not [name for name, lines in lengths.items() if lines > LIMIT_LINES and name not in LONGER_ALLOWED]


def too_long(source: str) -> list[int]:
    """Numbers of the lines that are too long."""
    return [number for number, line in enumerate(source.splitlines(), 1) if len(line) > LIMIT_SIGNS]


def test_lines_of_templates_and_mails_are_short():
    files = [path for path in sorted(FOLDER.rglob("*")) if path.is_file()]
    found = {str(path.relative_to(FOLDER)): too_long(path.read_text()) for path in files}
    assert not {name: numbers for name, numbers in found.items() if numbers}


def test_a_long_line_would_be_found():
    assert too_long(f"<p>\n{'x' * LIMIT_SIGNS}\n{'x' * (LIMIT_SIGNS + 1)}\n</p>") == [3]


def test_style_and_script_keep_their_budget(capsys):
    sheets = sorted((ROOT / "static/css").glob("*.css"))
    style = len(gzip.compress(b"".join(sheet.read_bytes() for sheet in sheets)))
    script = (ROOT / "static/js/portal.js").stat().st_size
    with capsys.disabled():
        print(f"\nstyle sheets: {len(sheets)} files, {style} bytes gzip; portal.js {script} bytes")
    assert style <= 15 * 1024
    assert script <= 4 * 1024
    assert not [sheet.name for sheet in sheets if len(sheet.read_text().splitlines()) > 400]


def test_every_style_sheet_is_linked():
    linked = set(re.findall(r"css/([a-z]+\.css)", (FOLDER / "base.html").read_text()))
    assert linked == {sheet.name for sheet in (ROOT / "static/css").glob("*.css")}


INCLUDE = re.compile(r'{%-?\s*include\s+"([^"]+)"([^%]*)%}')
POSTS = re.compile(r"{%-?\s*(?:csrf_token|post_button|whole_form|decision_bar|undo_strip)\b")


def names_that_post(texts: dict[str, str]) -> set[str]:
    """Templates with a form that posts, by themselves or through what they include."""
    found = {name for name, text in texts.items() if POSTS.search(text)}
    while more := {
        name for name, text in texts.items() if any(one[1] in found for one in INCLUDE.finditer(text))
    } - found:
        found |= more
    return found


def without_token(texts: dict[str, str]) -> list[str]:
    """Includes that shut the token of forms out, so that every post of theirs would be refused."""
    posting = names_that_post(texts)
    return [
        f"{name}: {one[0]}" for name, text in texts.items() for one in INCLUDE.finditer(text)
        if one[1] in posting and re.search(r"\bonly\s*$", one[2]) and "csrf_token=csrf_token" not in one[2]
    ]


def test_a_form_in_an_included_template_has_its_token():
    assert without_token({name: text_of(name) for name in NAMES}) == []


def test_a_form_without_its_token_would_be_found():
    texts = {
        "a": '{% include "b" only %}', "b": '{% include "c" with x=1 csrf_token=csrf_token only %}',
        "c": "{% post_button url %}", "d": '{% include "a" %}',
    }
    assert without_token(texts) == ['a: {% include "b" only %}']
