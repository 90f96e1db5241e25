"""What the papers are made of: a delegation, a proxy, badges; and what stands on their pages."""

import io
from datetime import UTC, datetime
from typing import Any

import pypdf

from core.multilingual import Texts

AS_OF = datetime(2026, 11, 20, 9, tzinfo=UTC)
LINK = "https://portal.example/check/7f3c1c5a-9d10-4e2b-9a01-2b1f00000012/"
TAKASAKI = {
    "name": "髙﨑 健一郎", "name_latin": "TAKASAKI Kenichiro", "position": "会長",
    "organisation": "一般社団法人みなみん", "is_head": True,
}
ABDIKADYROVA = {
    "name": "Әбдіқадырова Гүлшат", "name_latin": "ABDIKADYROVA Gulshat", "position": "Директор",
    "organisation": "«Атамекен»", "is_head": False,
}
KIM = {
    "name": "Kim Aleksei", "name_latin": "Kim Aleksei", "position": "Adviser",
    "organisation": "Sakura Ltd", "is_head": False,
}


def stop(starts_at: str, ends_at: str, **named) -> dict[str, Any]:
    return {
        "starts_at": f"{starts_at}:00+00:00", "ends_at": f"{ends_at}:00+00:00", "zone": "Asia/Almaty",
        "place": "Esentai Tower", "what": "Talks", "host": "Atameken",
    } | named


def letter(**changes) -> dict[str, Any]:
    return {
        "number": "L-2026-0042", "title": "Business mission", "host": "Atameken", "host_person": "Дана Сейтқали",
        "host_email": "dana@atameken.example", "host_phone": "+7 7172 70 00 00", "purpose": "Talks on food machinery",
        "from_country": "JP", "to_country": "KZ", "starts_on": "2026-12-07", "ends_on": "2026-12-11",
        "guests": [TAKASAKI, ABDIKADYROVA, KIM],
        "stops": [
            stop("2026-12-07T04:00", "2026-12-07T06:30"),
            stop(
                "2026-12-10T20:00", "2026-12-11T00:30", zone="Asia/Tokyo", place="Kanazawa",
                what="Plant tour", host="Hokuriku",
            ),
        ],
        "link": LINK, "issued_at": "2026-11-19T20:00:00+00:00",
    } | changes


def proxy(**changes) -> dict[str, Any]:
    return {
        "number": "P-2026-0007",
        "event_titles": Texts().with_wordings({"ja": "ビジネスフォーラム", "en": "Business forum"}, by=None, at=None),
        "starts_at": "2026-12-07T04:00:00+00:00",
        "zone": "Asia/Almaty", "place": "Esentai Tower", "original": TAKASAKI,
        "substitute": ABDIKADYROVA, "reason": "Illness",
        "consented_by": "Ержан Қасымбеков", "consented_at": "2026-11-18T20:12:00+00:00", "link": LINK,
        "issued_at": "2026-11-20T02:00:00+00:00",
    } | changes


def badge(number: int = 1, **changes) -> dict[str, Any]:
    return {
        "name": f"濵田 {number}", "name_latin": f"HAMADA {number}", "organisation": "Hokuriku Seimitsu",
        "organisation_latin": "",
        "country": "JP", "role": "Speaker", "code": f"{number:06d}", "link": f"{LINK}?{number}", "language": "en",
    } | changes


def reader(pdf: bytes) -> pypdf.PdfReader:
    return pypdf.PdfReader(io.BytesIO(pdf))


def text_of(pdf: bytes) -> str:
    """All pages as one line; pieces of a broken word are joined."""
    text = " ".join(page.extract_text() for page in reader(pdf).pages)
    return " ".join(text.replace("\u200b", "").split())


def squeezed(text: str) -> str:
    """Without any gap, for texts that a narrow column has broken."""
    return "".join(text.replace("\u200b", "").split())


def is_accessible(pdf: bytes, language: str) -> bool:
    catalogue = reader(pdf).trailer["/Root"]
    return bool(
        catalogue["/MarkInfo"]["/Marked"] and catalogue["/StructTreeRoot"] and catalogue["/Lang"] == language
        and b"pdfuaid:part" in pdf
    )
