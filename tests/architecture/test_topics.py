"""Every mail that goes to somebody with an account belongs to exactly one topic, which its reader can set."""

from pathlib import Path

import pytest
from django.utils.translation import gettext_lazy

from accounts.enums import Role
from notifications.topics import KINDS, TOPICS, kinds_of, topics_for

TEMPLATES = Path(__file__).resolve().parents[2] / "templates" / "emails"
TO_ADDRESSES = {
    "companies/firm_invited": "to the contact person of a firm that has no account yet",
    "companies/member_invited": "to somebody who has no account yet",
    "leads/answer": "to whoever wrote to us without an account",
    "leads/received": "to whoever wrote to us without an account",
    "leads/referred": "to the contact person whose chamber told us of the firm",
    "events/second_contact": "to whoever was named by a delegate",
    "mou/report_forwarded": "to an address that somebody typed",
    "notifications/digest": "holds mails of all topics",
}
# Parts of other mails begin with a line below.
MAILS = {
    f"{path.parent.name}/{path.stem}" for path in TEMPLATES.glob("*/*.txt") if not path.stem.startswith("_")
}


def test_every_mail_has_its_topic():
    assert set(KINDS) == MAILS - set(TO_ADDRESSES)


def test_every_topic_is_known_and_used():
    assert {kind.topic for kind in KINDS.values()} == set(TOPICS)


@pytest.mark.parametrize("topic", TOPICS)
def test_a_topic_says_what_always_comes_at_once(topic):
    urgent = any(kind.urgent for kind in KINDS.values() if kind.topic == topic)
    assert urgent == bool(TOPICS[topic].always)


@pytest.mark.parametrize("role", Role)
def test_every_role_is_offered_what_it_can_survey(role):
    assert 5 <= len(topics_for(role)) <= 10


def test_texts_of_topics_are_translated_when_they_are_read():
    texts = [text for topic in TOPICS.values() for text in (topic.label, topic.note, topic.always) if text]
    assert all(isinstance(text, type(gettext_lazy(""))) for text in texts)


@pytest.mark.parametrize("wrong", [{"firm": "a b", "office": "b"}, {"firm": "a", "urgent": "b"}])
def test_two_topics_or_none_are_refused(wrong):
    with pytest.raises(ValueError, match="two topics or none"):
        kinds_of("companies", **wrong)
