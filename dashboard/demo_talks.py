"""Conversations: before contacts are open, what is asked, answered, waits and is met with silence; afterwards files, a
call, a day for a decision, a sample, messages.
"""
from datetime import datetime, timedelta
from io import BytesIO
from zoneinfo import ZoneInfo

from PIL import Image, ImageDraw

from accounts.models import User
from core.days import local_day
from core.files.services import inspect_files
from core.workdays import add_workdays
from matching.models import Introduction, Match
from matching.services import answer_on_behalf
from talks.data.papers import papers_for
from talks.enums import Asker
from talks.models import Asked
from talks.services import (
    answer_question,
    ask_questions,
    ask_translation,
    name_day,
    propose_call,
    request_sample,
    share_file,
    write_remark,
    write_translation,
)

HOUR = timedelta(hours=1)
ANSWERS = {
    "capacity": {"number": "4", "unit": "sets", "per": "month"},
    "lead_time": {"number": "90"},
    "basis": {"choices": ["FOB", "CIF"]},
    "certificates": {"choices": ["iso9001", "ce"]},
    "spoken": {"codes": ["ja", "en"]},
}
OF_AIGUL = ["need", "first_order", "voltage", "payment", "decision"]
OF_NOBODY = ["need", "ready"]
HELLO = "Сәлеметсіз бе! Цехымыздың суретін жібердік, каталогымыз кейінірек келеді."
HELLO_IN_JAPANESE = "こんにちは。当社の作業場の写真をお送りしました。カタログは後ほどお送りします。"
THANKS = "写真をありがとうございます。カタログをお待ちしています。"
OF_THE_OTHER = ["need", "ready", "way", "customs"]


def load(people: dict[str, User], *, now: datetime) -> None:
    sato, tanaka = people["sato@minamin.example"], people["tanaka@firm.example"]
    answered, waiting = _match("j01", "k03"), _match("j03", "k01")
    ask_questions(answered, keys=list(ANSWERS), to=Asker.JAPAN, by=sato, now=now - 30 * HOUR)
    for asked in Asked.objects.filter(thread__match=answered):
        answer_question(asked, value=ANSWERS[asked.key], by=tanaka, now=now - 6 * HOUR)
    ask_questions(answered, keys=OF_THE_OTHER, by=tanaka, now=now - 5 * HOUR)
    ask_questions(_match("j05", "k04"), keys=OF_NOBODY, to=Asker.CENTRAL_ASIA, by=sato, now=now - 15 * 24 * HOUR)
    ask_questions(waiting, keys=OF_AIGUL, to=Asker.CENTRAL_ASIA, by=sato, now=now - 4 * HOUR)
    _released(people, now=now)


def _released(people: dict[str, User], *, now: datetime) -> None:
    """Both letters came; the firm in Kazakhstan sends its pictures and reads when the one in Japan can talk."""
    sato, tanaka, aigul = (people[f"{name}.example"] for name in ("sato@minamin", "tanaka@firm", "aigul@firm"))
    _agreed("j03", "k01", by=sato, now=now - 50 * HOUR)
    _agreed("j01", "k03", by=sato, now=now - 50 * HOUR)
    theirs, ours = _match("j03", "k01"), _match("j01", "k03")
    _translated(theirs, aigul, sato, now=now - 40 * HOUR)
    share_file(theirs, file=("altai.png", _picture()), sort="picture", by=aigul, now=now - 39 * HOUR)
    name_day(theirs, reason="budget", until=local_day(now, "Asia/Almaty") + timedelta(days=12), by=aigul, now=now)
    share_file(ours, file=("hokuriku.png", _picture()), sort="catalogue", by=tanaka, now=now - 20 * HOUR)
    _sample(ours, by=tanaka, now=now - 3 * HOUR)
    day = add_workdays(local_day(now, "Asia/Tokyo"), 3, ("JP", "KZ"))
    times = [datetime(day.year, day.month, day.day, hour, tzinfo=ZoneInfo("Asia/Tokyo")) for hour in (14, 16)]
    propose_call(
        ours, times=times, minutes=45, interpreter=True, languages=["ja", "ru"], place="", by=tanaka, now=now - HOUR
    )
    inspect_files(now=now)


def _translated(match: Match, theirs: User, staff: User, *, now: datetime) -> None:
    """Staff have translated one message; another waits for them."""
    said = write_remark(match, text=HELLO, by=theirs, now=now)
    row = ask_translation(said, language="ja", by=staff, now=now + HOUR)
    write_translation(row, text=HELLO_IN_JAPANESE, by=staff, now=now + 2 * HOUR)
    answer = write_remark(match, text=THANKS, by=staff, now=now + 3 * HOUR)
    ask_translation(answer, language="kk", by=theirs, now=now + 4 * HOUR)


def _sample(match: Match, *, by: User, now: datetime) -> None:
    """Honey to try the machine with; the farm has not answered."""
    request_sample(
        match, goods="充填テスト用の蜂蜜", hs_code="040900", quantity="20", unit="kg", pays_goods="buyer",
        pays_freight="buyer", papers=papers_for(["040900"]),
        address="〒933-0000 富山県高岡市 株式会社北陸充填機 試験室",
        phone="+81 766 00 0000", language="ja", by=by, now=now,
    )


def _agreed(japan: str, partner: str, *, by: User, now: datetime) -> None:
    """Whoever has not answered has written a letter."""
    introduction = Introduction.objects.with_firms().get(
        match__japan__import_key=japan, match__partner__import_key=partner
    )
    for firm in introduction.match.firms:
        if not introduction.has_consent_of(firm):
            answer_on_behalf(
                introduction, firm=firm, answer="agreed", contact_agrees=True, code="", by=by, now=now, note="",
                said_by=firm.contact.name, channel="letter", said_on=local_day(now, "Asia/Almaty"), file=None,
            )


def _picture() -> bytes:
    image, out = Image.new("RGB", (640, 400), "#e8eef4"), BytesIO()
    ImageDraw.Draw(image).rectangle((80, 60, 560, 340), outline="#1f3a5f", width=6)
    image.save(out, "PNG")
    return out.getvalue()


def _match(japan: str, partner: str) -> Match:
    return Match.objects.with_lines().get(japan__import_key=japan, partner__import_key=partner)
