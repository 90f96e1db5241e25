"""Every text of code and templates is in the catalogues: what `make messages` would add is named here."""

import shutil
import subprocess
import sys
from pathlib import Path

import polib
import pytest

ROOT = Path(__file__).resolve().parents[2]
LANGUAGES = ("ja", "ru", "kk", "uz")
NOT_READ = shutil.ignore_patterns("var", "tests", "locale", ".*", "node_modules", "__pycache__")
pytestmark = pytest.mark.skipif(
    not shutil.which("xgettext"), reason="no gettext found (Debian: apt-get install gettext)"
)
PLANTED = 'from django.utils.translation import gettext as _\n\nTEXT = _("Planted here.")\n'
Key = tuple[str, str]


def keys(catalogue: Path) -> set[Key]:
    return {(entry.msgctxt or "", entry.msgid) for entry in polib.pofile(str(catalogue)) if not entry.obsolete}


def collected(home: Path) -> set[Key]:
    """What gettext finds in the sources that stand in `home`."""
    (home / "locale").mkdir()
    asked = [sys.executable, "manage.py", "makemessages", "-l", "ja", "--no-wrap"]
    subprocess.run(asked, cwd=home, check=True, capture_output=True, timeout=120)
    return keys(home / "locale" / "ja" / "LC_MESSAGES" / "django.po")


@pytest.fixture(scope="module")
def found(tmp_path_factory) -> set[Key]:
    home = tmp_path_factory.mktemp("sources") / "portal"
    shutil.copytree(ROOT, home, ignore=NOT_READ)
    (home / "core" / "planted.py").write_text(PLANTED)
    return collected(home)


def test_a_planted_text_is_found(found):
    assert ("", "Planted here.") in found


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_text_is_in_the_catalogue(found, language):
    known = keys(ROOT / "locale" / language / "LC_MESSAGES" / "django.po")
    assert sorted(found - known - {("", "Planted here.")}) == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_text_stays_in_the_catalogue_that_nobody_says(found, language):
    known = keys(ROOT / "locale" / language / "LC_MESSAGES" / "django.po")
    assert sorted(known - found) == []
