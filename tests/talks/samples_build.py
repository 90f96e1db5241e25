"""A sample between Hokuriku, which sends it, and Altai, which asks for it, walked as far as a test needs."""
from datetime import date, datetime
from typing import Any

from matching.models import Match
from talks import services
from talks.models import Sample

TERMS = {"pays_goods": "seller", "pays_freight": "buyer", "papers": ["proforma"]}
WHAT = {
    "goods": "Filling machine", "hs_code": "842230", "quantity": "2", "unit": "pcs", "phone": "+7 701 555 0102",
    "address": "Altai Textile, 1 Abai street, Almaty 050000, Kazakhstan",
}
ORDER = {
    "quantity": "10", "unit": "pcs", "price": "1500.5", "currency": "USD", "basis": "CIF", "place": "Aktau",
    "day": date(2027, 3, 1),
}
VERDICT = {"verdict": "as_described", "flaws": [], "wish": "order"}
TODAY = date(2026, 11, 24)
STEPS = ("agreed", "sent", "received", "judged", "order_proposed", "ordered", "delivered", "repeated")


def requested(match: Match, buyer, *, now: datetime, **given: Any) -> Sample:
    return services.request_sample(match, **(WHAT | TERMS | given), by=buyer, now=now)


def step(sample: Sample, state: str, buyer, seller, *, now: datetime) -> None:
    """To `state` from the one before it, by the side whose step it is."""
    when = {"now": now}
    acts = {
        "agreed": lambda: services.agree_sample(sample, by=seller, **when),
        "sent": lambda: services.send_sample(sample, sent_on=TODAY, carrier="EMS", tracking="EM1", by=seller, **when),
        "received": lambda: services.receive_sample(sample, received_on=TODAY, by=buyer, **when),
        "judged": lambda: services.judge_sample(sample, **VERDICT, by=buyer, **when),
        "order_proposed": lambda: services.propose_order(sample, **ORDER, by=buyer, **when),
        "ordered": lambda: services.agree_order(sample, by=seller, **when),
        "delivered": lambda: services.deliver_order(sample, delivered_on=TODAY, by=seller, **when),
        "repeated": lambda: services.repeat_order(sample, by=buyer, **when),
    }
    acts[state]()


def walked(sample: Sample, state: str, buyer, seller, *, now: datetime) -> Sample:
    """From "requested" on to `state`."""
    for one in STEPS[: STEPS.index(state) + 1]:
        step(sample, one, buyer, seller, now=now)
    sample.refresh_from_db()
    return sample
