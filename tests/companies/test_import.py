"""Real input: the files of demo/ through the command and the services behind it."""
import io
from contextlib import contextmanager
from pathlib import Path
from types import SimpleNamespace

import pytest
from django.conf import settings
from django.core.management import CommandError, call_command

from companies import services
from companies.models import Contact, Firm, PartneringProfile, ProductLine, VerificationCheck
from companies.services.imports import preview, writing
from core.catalogues import compile_all
from core.intake.problems import FileUnreadable
from core.models import Activity
from notifications.models import Message
from tests import build
from tests.companies.asking import verbs

pytestmark = pytest.mark.django_db
DEMO = Path(settings.BASE_DIR) / "demo"
FIRMS, LINES = DEMO / "firms.csv", DEMO / "lines.csv"
TABLES = (Firm, Contact, PartneringProfile, ProductLine, VerificationCheck, Activity, Message)
REFUSED = {
    "en": ("firms.csv row 37: Row 18 is the same firm", "firms.csv row 38: The check digit does not match"),
    "ja": ("firms.csv", "チェックデジット"),
    "ru": ("firms.csv", "Контрольная цифра"),
}


def run(*args, **options) -> str:
    out = io.StringIO()
    call_command("import_firms", *map(str, args), stdout=out, **options)
    return out.getvalue()


def counts() -> dict[str, int]:
    return {model.__name__: model.objects.count() for model in TABLES}


@pytest.fixture
def imported(sato) -> str:
    return run(FIRMS, LINES)


def test_good_rows_get_in_whole(imported, sato):
    assert Firm.objects.filter(state="verified", verified_by=sato).count() == Firm.objects.count() == 36
    assert Contact.objects.count() == 36
    assert ProductLine.objects.count() == 42  # every line but the one without letters
    assert set(PartneringProfile.objects.values_list("state", flat=True)) == {"published"}
    assert "Imported: 78, unchanged: 0, refused: 4." in imported
    firm = Firm.objects.get(import_key="k01")
    assert (firm.legal_id, firm.city, firm.language, firm.sectors) == (
        "050340493133", "Өскемен", "kk", ["food", "machinery"]
    )
    assert verbs(firm) == ["check", "check", "admit_import"]
    assert verbs(firm.profiles.first()) == ["publish_import"]


def test_half_width_kana_and_hostile_signs_are_kept_as_plain_text(imported):
    assert ProductLine.objects.filter(text="自動車用ﾌﾟﾚｽ部品(ドアヒンジ、ブラケット)の量産").exists()
    hostile = ProductLine.objects.get(profile__firm__import_key="x04")
    assert hostile.text.startswith("ﷺ")
    assert hostile.text.endswith("xalol go‘sht mahsulotlari")


@pytest.mark.parametrize("language", REFUSED)
def test_bad_rows_are_refused_with_row_and_reason_in_the_readers_language(sato, language):
    compile_all()
    said = run(FIRMS, LINES, language=language)
    refused = [line for line in said.splitlines() if "csv" in line]
    assert len(refused) == 4
    for line, (file, row) in zip(
        refused, [("firms.csv", 37), ("firms.csv", 38), ("firms.csv", 39), ("lines.csv", 44)], strict=True
    ):
        assert file in line
        assert str(row) in line
    assert all(words in said for words in REFUSED[language])
    assert not Firm.objects.filter(import_key__in=["x01", "x02", "x03"]).exists()


def test_importing_twice_changes_nothing(imported):
    before, stamps = counts(), list(Firm.objects.order_by("pk").values_list("pk", "verified_at"))
    assert "Nothing changed. Unchanged: 78, refused: 4." in run(FIRMS, LINES)
    assert counts() == before
    assert list(Firm.objects.order_by("pk").values_list("pk", "verified_at")) == stamps


def test_a_dry_run_writes_nothing(sato):
    said = run(FIRMS, LINES, dry_run=True)
    assert "Nothing was written. New: 78, unchanged: 0, refused: 4." in said
    assert counts()["Firm"] == counts()["Activity"] == 0


def test_a_crash_in_the_middle_leaves_no_half_firm_and_a_second_run_completes(sato, monkeypatch):
    done, write = [], writing._write_profiles

    class PowerCut(BaseException):
        """Not an error anybody catches: the process is gone."""

    def crash(firm, lines, **who):
        if len(done) == 20:
            raise PowerCut
        done.append(firm)
        write(firm, lines, **who)

    monkeypatch.setattr(writing, "_write_profiles", crash)
    with pytest.raises(PowerCut):
        run(FIRMS, LINES)
    assert Firm.objects.count() == Contact.objects.count() == 20
    written = {firm.import_key for firm in done}
    assert set(Firm.objects.values_list("import_key", flat=True)) == written
    monkeypatch.undo()
    run(FIRMS, LINES)
    assert (Firm.objects.count(), ProductLine.objects.count()) == (36, 42)
    assert Activity.objects.filter(verb="companies.firm.admit_import").count() == 36


def test_later_lines_join_the_published_profile(imported, tmp_path):
    more = tmp_path / "lines.csv"
    more.write_text(
        LINES.read_text(encoding="utf-8") + "j01,offer,distribution,新しい充填機の部品,842290,KZ UZ\n", encoding="utf-8"
    )
    profiles = PartneringProfile.objects.count()
    assert "Imported: 1," in run(FIRMS, more)
    line = ProductLine.objects.get(text="新しい充填機の部品")
    assert PartneringProfile.objects.count() == profiles
    assert verbs(line.profile) == ["publish_import", "edit"]


@pytest.mark.parametrize("role, profiles", [("maker", 0), ("", 0), ("distributor", 1)])
def test_lines_of_another_role_make_a_profile_of_their_own(imported, tmp_path, role, profiles):
    before, more = PartneringProfile.objects.count(), tmp_path / "lines.csv"
    more.write_text(
        LINES.read_text(encoding="utf-8") + f"j01,offer,distribution,新しい充填機の部品,842290,KZ UZ,{role}\n",
        encoding="utf-8",
    )
    run(FIRMS, more)
    assert PartneringProfile.objects.count() == before + profiles
    assert ProductLine.objects.get(text="新しい充填機の部品").profile.trade_role == (role or "maker")


def test_a_line_that_names_its_firm_is_refused(sato, tmp_path):
    lines = tmp_path / "lines.csv"
    lines.write_text(
        "firm,kind,cooperation,text,hs_codes,markets\nk01,offer,supply,Altai Tamaq oil,1512,JP\n", encoding="utf-8"
    )
    (line,) = [said for said in run(FIRMS, lines).splitlines() if said.startswith("lines.csv row 2:")]
    assert "“Altai Tamaq” shows which firm this is" in line
    assert not ProductLine.objects.exists()


def test_a_firm_registered_by_itself_is_not_overwritten(altai, sato):
    said = run(FIRMS, LINES)
    assert "firms.csv row 18: Legal ID 050340493133 is already registered: ТОО «Алтай Тамақ»." in said
    assert "The row of firm k01 was refused." in said
    assert Firm.objects.get(legal_id="050340493133").import_key == ""


def test_a_key_that_belongs_to_another_firm_is_refused(imported, tmp_path):
    firms = tmp_path / "firms.csv"
    firms.write_text(
        "key,country,legal_id,name,contact_name,contact_email\nk01,UZ,301234567,Salom,Aziz,a@salom.example\n",
        encoding="utf-8",
    )
    assert "The key k01 belongs to another firm of the portal: ТОО «Алтай Тамақ»." in run(firms)


def test_merged_and_closed_firms_stay_as_they_are(imported, sato, mori, now):
    merged, into, closed = (Firm.objects.get(import_key=key) for key in ("k02", "k01", "k03"))
    build.merge(merged, into, sato, mori, now)
    services.cease_firm(closed, reason="Struck off", by=sato, now=now)
    before = counts()
    assert "Nothing changed." in run(FIRMS, LINES)
    assert counts() == before


def test_a_withdrawn_line_does_not_come_back(imported, sato, now):
    profile = PartneringProfile.objects.filter(firm__import_key="k01").first()
    services.withdraw_profile(profile, by=sato, now=now)
    assert "Nothing changed." in run(FIRMS, LINES)


def test_a_firm_registered_between_plan_and_writing_costs_only_its_own_row(sato, altai):
    Firm.objects.filter(pk=altai.pk).update(legal_id="941240000193")
    plan = preview.prepare_import(FIRMS.read_bytes(), "firms.csv", LINES.read_bytes(), "lines.csv")
    Firm.objects.filter(pk=altai.pk).update(legal_id="050340493133")
    result = services.import_files(plan, by=sato, now=altai.created_at)
    assert Firm.objects.count() == 36
    assert result["new"] + result["refused"] == 82
    assert result["refused"] > 4


def test_the_log_of_an_import_says_who(sato, mori):
    run(FIRMS, by=mori.email)
    assert set(Firm.objects.values_list("verified_by__email", flat=True)) == {mori.email}


def test_without_staff_the_command_says_how_to_make_one(db, tanaka):
    with pytest.raises(CommandError, match="createsuperuser"):
        run(FIRMS)
    with pytest.raises(CommandError, match="is not an active staff account"):
        run(FIRMS, by=tanaka.email)


@pytest.mark.parametrize("content", [b"", b"\xff\xfe\x00", b"name,city\nx,y\n", b"PK\x03\x04"])
def test_an_unreadable_file_is_refused_whole(sato, tmp_path, content):
    broken = tmp_path / "broken.csv"
    broken.write_bytes(content)
    with pytest.raises(CommandError, match=r"broken\.csv"):
        run(broken)
    with pytest.raises(FileUnreadable):
        preview.prepare_import(content, "broken.csv", None, "")


def test_a_file_that_is_not_there_is_said_plainly(sato, tmp_path):
    with pytest.raises(CommandError, match="cannot be read"):
        run(tmp_path / "nothing.csv")


def test_a_long_file_says_how_far_it_is(sato, monkeypatch):
    monkeypatch.setattr("companies.management.commands.import_firms.SPEAK_EVERY", 30)
    said = run(FIRMS, LINES)
    assert "of 78 rows written" in said


def test_another_import_at_the_same_time_is_told_to_wait(sato, monkeypatch):
    @contextmanager
    def taken(name):
        yield False

    monkeypatch.setattr("companies.management.commands.import_firms.only_one", taken)
    with pytest.raises(CommandError, match="Another import is running"):
        run(FIRMS)


def test_a_firm_that_cannot_be_written_costs_only_its_own_rows(sato, monkeypatch, now, caplog):
    plan, lost = preview.prepare_import(FIRMS.read_bytes(), "firms.csv", LINES.read_bytes(), "lines.csv"), []
    rotten, write = plan.firms[0].key, writing._write_firm

    def may_break(given, **more):
        if given.key == rotten:
            raise LookupError("rotten")
        return write(given, **more)

    monkeypatch.setattr(writing, "_write_firm", may_break)
    counts = writing.write_plan(plan, by=sato, now=now, lost=lost.append)
    assert (lost, Firm.objects.count()) == ([rotten], 35)
    assert rotten in caplog.text
    assert counts["refused"] == plan.counts()["refused"] + 1 + len(plan.lines[rotten])


def test_sectors_its_owner_chooses_while_an_import_adds_lines_are_kept(imported, aigul, now, monkeypatch):
    """The import adds to what stands in the row, not to what it read at its start."""
    mine = Firm.objects.get(import_key="k01")
    services.add_member(mine, user=aigul, role="owner", by=aigul, now=now)

    def owner_is_faster(*args, **more):
        services.save_business(mine, sectors=["energy"], by=aigul, now=now)

    monkeypatch.setattr(writing, "_write_group", owner_is_faster)
    line = SimpleNamespace(hs_codes=("0409",), kind="offer", cooperation="trade", markets=(), trade_role="")
    writing._write_profiles(Firm.objects.get(import_key="k01"), [line], by=aigul, now=now)
    assert Firm.objects.get(import_key="k01").sectors == ["agriculture", "energy", "food"]
