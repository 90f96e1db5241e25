"""Pictures of profiles and logos: what is taken, who sees which, what staff decide, eight and no more."""
import io

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from PIL import Image

from companies import services
from companies.errors import NotAnonymous, NotAPicture, PictureNotChecked, TooManyPictures
from companies.models import Firm, Picture
from core.errors import TransitionNotAllowed
from core.files.errors import FileTypeWrong
from core.files.services import inspect_files
from tests import files_build
from tests.refusing import refuses
from tests.rivals import Rivals

pytestmark = pytest.mark.django_db
PNG = ("line.png", files_build.picture())


def photograph(width: int = 3000, height: int = 2000) -> bytes:
    """With the place where it was taken."""
    out, exif = io.BytesIO(), Image.Exif()
    exif[0x8825] = {2: (50.0, 0.0, 0.0)}
    Image.new("RGB", (width, height), "green").save(out, "JPEG", exif=exif)
    return out.getvalue()


@pytest.fixture
def picture(offer, tanaka, now) -> Picture:
    made = services.add_picture(offer, file=PNG, alt="油の充填ライン", by=tanaka, now=now)
    inspect_files(now=now)
    return Picture.objects.get(pk=made.pk)


@pytest.fixture
def shown(picture, sato, now) -> Picture:
    services.decide_picture(picture, seen="waiting", by=sato, now=now)
    return picture


def own(row) -> str:
    return reverse("companies:picture", args=[row.pk])


def through(match, row) -> str:
    return reverse("matching:picture", args=[match.pk, row.pk])


def test_nobody_else_sees_a_picture_before_staff_have_looked(picture, match, aigul, as_):
    client = as_(aigul)
    assert client.get(through(match, picture)).status_code == 404
    assert through(match, picture) not in client.get(match.get_absolute_url()).content.decode()


def test_a_stranger_of_the_pair_sees_what_staff_have_shown(shown, match, aigul, as_):
    client = as_(aigul)
    page = client.get(match.get_absolute_url()).content.decode()
    assert through(match, shown) in page
    assert 'alt="油の充填ライン" lang="ja"' in page
    answer = client.get(through(match, shown))
    assert (answer.status_code, answer.headers["Content-Type"]) == (200, "image/png")
    assert "nosniff" in answer.headers["X-Content-Type-Options"]
    assert client.get(through(match, shown), HTTP_IF_NONE_MATCH=answer.headers["ETag"]).status_code == 304


def test_another_firm_gets_it_by_no_address(shown, match, bekzat, dana, as_):
    for person in (bekzat, dana):
        client = as_(person)
        assert client.get(own(shown)).status_code == 404
        assert client.get(through(match, shown)).status_code == 404


def test_the_other_firm_of_the_pair_gets_no_picture_of_another_profile(match, aigul, bekzat, detal, sato, as_, now):
    """Neither through the pair's address nor its own."""
    theirs = services.add_logo(detal, file=PNG, alt="Знак", by=bekzat, now=now)
    inspect_files(now=now)
    services.decide_picture(Picture.objects.get(pk=theirs.pk), seen="waiting", by=sato, now=now)
    client = as_(aigul)
    assert client.get(through(match, theirs)).status_code == 404
    assert client.get(own(theirs)).status_code == 404


def test_a_suspended_firm_shows_and_adds_nothing(shown, match, offer, hokuriku, tanaka, aigul, as_, now):
    Firm.objects.filter(pk=hokuriku.pk).update(state="suspended")
    assert as_(aigul).get(through(match, shown)).status_code == 404
    offer.firm.refresh_from_db()
    refuses(lambda: services.add_picture(offer, file=PNG, alt="x", by=tanaka, now=now))


def test_staff_keep_one_back_and_the_firm_reads_why(picture, match, offer, tanaka, aigul, sato, as_, now):
    url = reverse("companies:picture_decide", args=[picture.pk])
    assert as_(sato).post(url, {"seen": "waiting", "why": "unclear"}).status_code == 302
    assert "blurred" in as_(tanaka).get(reverse("companies:pictures", args=[offer.pk])).content.decode()
    assert as_(aigul).get(through(match, picture)).status_code == 404


def test_not_shown_needs_a_reason(picture, sato, as_):
    url = reverse("companies:picture_decide", args=[picture.pk])
    answer = as_(sato).post(url, {"seen": "waiting", "why": ""})
    assert answer.status_code == 422
    assert "required" in answer.content.decode()
    picture.refresh_from_db()
    assert picture.state == "waiting"


def test_of_two_who_decide_at_once_the_second_is_told(shown, mori, now):
    with pytest.raises(TransitionNotAllowed):
        services.decide_picture(shown, seen="waiting", why="unfit", by=mori, now=now)


def test_only_staff_decide(picture, tanaka, aigul, now):
    for person in (tanaka, aigul):
        refuses(lambda person=person: services.decide_picture(picture, seen="waiting", by=person, now=now))


def test_nothing_is_decided_before_the_file_was_looked_into(offer, tanaka, sato, now):
    waiting = services.add_picture(offer, file=PNG, alt="x", by=tanaka, now=now)
    with pytest.raises(PictureNotChecked):
        services.decide_picture(waiting, seen="waiting", by=sato, now=now)
    assert not Firm.objects.with_pictures_to_look_at().exists()


def test_a_large_photograph_is_made_small_and_forgets_where_it_was_taken(offer, tanaka, now):
    made = services.add_picture(offer, file=("photo.jpg", photograph()), alt="x", by=tanaka, now=now)
    inspect_files(now=now)
    made.file.refresh_from_db()
    with Image.open(io.BytesIO(bytes(made.file.content))) as kept:
        assert kept.size == (1600, 1067)
        assert not kept.getexif()


@pytest.mark.parametrize("content, said", [
    (files_build.picture() + files_build.pdf(), "mixes two file types"),
    (files_build.picture()[:-20], "damaged"),
])
def test_a_refused_file_says_why_to_the_firm_and_is_handed_to_nobody(offer, tanaka, sato, as_, now, content, said):
    made = services.add_picture(offer, file=("x.png", content), alt="x", by=tanaka, now=now)
    inspect_files(now=now)
    client = as_(tanaka)
    assert said in client.get(reverse("companies:pictures", args=[offer.pk])).content.decode()
    assert client.get(own(made)).status_code == 404
    assert as_(sato).get(own(made)).status_code == 404


def test_a_picture_of_too_many_dots_is_refused(offer, tanaka, now, monkeypatch):
    monkeypatch.setattr("core.files.rules.image_content.MOST_PIXELS", 10)
    made = services.add_picture(offer, file=PNG, alt="x", by=tanaka, now=now)
    inspect_files(now=now)
    made.file.refresh_from_db()
    assert made.file.state == "refused"


def test_only_pictures_are_taken(offer, tanaka, now):
    with pytest.raises(NotAPicture):
        services.add_picture(offer, file=("x.pdf", files_build.pdf()), alt="x", by=tanaka, now=now)
    with pytest.raises(FileTypeWrong):
        services.add_picture(offer, file=("x.png", b"MZ"), alt="x", by=tanaka, now=now)
    assert not Picture.objects.exists()


def test_words_beside_a_picture_name_nobody(offer, tanaka, now):
    with pytest.raises(NotAnonymous):
        services.add_picture(offer, file=PNG, alt="Hokuriku Filling Machinery", by=tanaka, now=now)


def test_wrong_input_keeps_what_was_typed(offer, tanaka, as_):
    url = reverse("companies:pictures", args=[offer.pk])
    answer = as_(tanaka).post(url, {"alt": "油の充填ライン", "file": SimpleUploadedFile("x.exe", b"MZ")})
    assert answer.status_code == 409
    assert "油の充填ライン" in answer.content.decode()


def test_a_ninth_is_refused_and_a_place_becomes_free_again(offer, tanaka, as_, now):
    made = [services.add_picture(offer, file=PNG, alt=f"picture {n}", by=tanaka, now=now) for n in range(8)]
    with pytest.raises(TooManyPictures):
        services.add_picture(offer, file=PNG, alt="ninth", by=tanaka, now=now)
    client = as_(tanaka)
    assert client.post(reverse("companies:picture_remove", args=[made[0].pk])).status_code == 302
    services.add_picture(offer, file=PNG, alt="ninth", by=tanaka, now=now)
    assert client.get(own(made[0])).status_code == 404


def test_they_change_places(offer, tanaka, as_, now):
    for alt in "甲乙丙":
        services.add_picture(offer, file=PNG, alt=f"写真{alt}", by=tanaka, now=now)
    last = Picture.objects.get(alt="写真丙")
    as_(tanaka).post(reverse("companies:picture_earlier", args=[last.pk]))
    assert [one.alt[-1] for one in Picture.objects.standing()] == ["甲", "丙", "乙"]
    services.move_picture(Picture.objects.get(alt="写真甲"), earlier=True, by=tanaka, now=now)
    assert [one.alt[-1] for one in Picture.objects.standing()] == ["甲", "丙", "乙"]


def test_a_new_logo_takes_the_place_of_the_former(hokuriku, tanaka, as_):
    client, url = as_(tanaka), reverse("companies:logo")
    for alt in ("旧", "新"):
        client.post(url, {"alt": alt, "file": SimpleUploadedFile(*PNG)})
    assert [one.alt for one in Picture.objects.standing().filter(firm=hokuriku)] == ["新"]
    assert client.get(url).status_code == 200


def test_pages_ask_alike_for_one_and_three(picture, offer, tanaka, as_, now):
    client, url = as_(tanaka), reverse("companies:pictures", args=[offer.pk])
    client.get(url)
    with CaptureQueriesContext(connection) as of_one:
        client.get(url)
    for _number in range(2):
        services.add_picture(offer, file=PNG, alt="x", by=tanaka, now=now)
    with CaptureQueriesContext(connection) as of_three:
        assert len(client.get(url).context["rows"]) == 3
    assert len(of_three) == len(of_one)
    assert not [query for query in of_three if '"core_storedfile"."content"' in query["sql"]]


BROKEN = {
    "picture_is_of_a_profile_or_a_logo": {"profile": None},
    "picture_has_one_of_eight_places": {"place": 9},
    "picture_state_is_known": {"state": "unheard_of"},
    "picture_kept_back_says_why": {"why": "unfit"},
    "picture_shown_was_looked_at": {"state": "shown"},
    "picture_says_what_it_shows": {"alt": ""},
}


@pytest.mark.parametrize("name", BROKEN)
def test_rules_of_the_database(picture, name):
    with pytest.raises(IntegrityError, match=name), transaction.atomic():
        Picture.objects.filter(pk=picture.pk).update(**BROKEN[name])


def test_one_logo_and_one_picture_a_place(picture, offer, hokuriku, tanaka, now):
    logo = services.add_logo(hokuriku, file=PNG, alt="x", by=tanaka, now=now)
    other = services.add_picture(offer, file=PNG, alt="x", by=tanaka, now=now)
    with pytest.raises(IntegrityError, match="picture_alone_in_its_place"), transaction.atomic():
        Picture.objects.filter(pk=other.pk).update(place=picture.place)
    with pytest.raises(IntegrityError, match="picture_one_logo_per_firm"), transaction.atomic():
        Picture.objects.filter(pk=other.pk).update(firm=logo.firm, profile=None)


def add(offer, tanaka, now, alt: str):
    return lambda: services.add_picture(offer, file=PNG, alt=alt, by=tanaka, now=now)


@pytest.mark.django_db(transaction=True)
def test_two_at_once_get_no_ninth_place(offer, tanaka, now):
    rivals = Rivals()
    for number in range(7):
        add(offer, tanaka, now, f"picture {number}")()
    with transaction.atomic():
        add(offer, tanaka, now, "eighth")()
        rivals.wait_behind("other", add(offer, tanaka, now, "ninth"))
    assert isinstance(rivals.join()["other"], TooManyPictures)


@pytest.mark.django_db(transaction=True)
def test_without_the_lock_the_database_stops_the_second(offer, tanaka, now, monkeypatch):
    """It would take the same place."""
    monkeypatch.setattr("companies.services.pictures.lock", lambda row: row)
    rivals = Rivals()
    with transaction.atomic():
        add(offer, tanaka, now, "first")()
        rivals.wait_behind("other", add(offer, tanaka, now, "second"))
    assert isinstance(rivals.join()["other"], IntegrityError)
