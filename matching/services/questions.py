"""What staff ask the engine on a page: a worker answers, because the answer needs everybody's lines."""
import csv
from datetime import datetime
from functools import cached_property, partial

from django.utils import timezone

from companies.models import Firm
from core.activity import ref
from core.errors import permit
from core.models import Activity, ActivityQuerySet
from core.sweeps import each
from core.wake import nudge_once

from ..computed.expected import Ranked, rank_expected, read_pairs
from ..computed.weights import completed
from ..models import EngineQuestion, MatchRun, WeightSet
from ..permissions import can_propose
from ..scoring.comparing import Change, Comparison, compare
from ..scoring.engine import score_pair
from ..scoring.pair_score import PairScore
from ..scoring.ranking import evident_rank
from ..scoring.sides import Pool
from .reactions import RESCORE
from .runs import load_pool

EXPECTED, WEIGHTS = "expected", "weights"


def ask_pair(japan: Firm, partner: Firm, *, by, now: datetime) -> EngineQuestion:
    """Why these two are matched or not; answered anew when something about them has changed since."""
    subject = f"{japan.pk} {partner.pk}"
    return _ask(subject, Activity.objects.about_any([ref(japan), ref(partner)]), by, now)


def ask_expected(*, by, now: datetime) -> EngineQuestion:
    """Where the pairs that a person would make rank; answered anew after each run."""
    return _ask(EXPECTED, Activity.objects.none(), by, now)


def ask_weights(weights: WeightSet, *, by, now: datetime) -> EngineQuestion:
    """What this version would do to the lists; answered anew after each run."""
    return _ask(f"{WEIGHTS} {weights.pk}", Activity.objects.none(), by, now)


def is_answered(question: EngineQuestion) -> bool:
    return question.answered_at is not None


def _ask(subject: str, touching: ActivityQuerySet, by, now: datetime) -> EngineQuestion:
    permit(by, can_propose)
    question, _ = EngineQuestion.objects.get_or_create(subject=subject, defaults={"asked_at": now})
    if not question.is_waiting and _is_old(question, touching):
        question.asked_at = now
        question.save(update_fields=["asked_at"])
    if question.is_waiting:
        nudge_once("matching.answer_questions")
    return question


def _is_old(question: EngineQuestion, touching: ActivityQuerySet) -> bool:
    since = question.answered_at
    return (
        MatchRun.objects.filter(state="done", finished_at__gt=since).exists()
        or touching.filter(verb__in=RESCORE, at__gt=since).exists()
    )


def answer_questions() -> None:
    """Worker's part: all that wait, from one reading of the pool."""
    answering = Answering()
    each("matching.answer_questions", EngineQuestion.objects.waiting(), answering.answer, now=timezone.now())


class Answering:
    """Whatever is asked, the pool is read once and only when it is needed."""

    @cached_property
    def read_at(self) -> datetime:
        """Before the pool is: what is asked again meanwhile, because something changed, waits on."""
        return timezone.now()

    @cached_property
    def pool(self) -> Pool:
        return load_pool()

    def answer(self, question: EngineQuestion) -> None:
        answered_at = self.read_at
        answer = self.answer_to(*question.subject.split())
        EngineQuestion.objects.filter(pk=question.pk).update(answered_at=answered_at, answer=answer)

    def answer_to(self, first: str, *rest: str) -> dict:
        return {EXPECTED: self.expected, WEIGHTS: self.weights}.get(first, partial(self.pair, first))(*rest)

    def weights(self, pk: str) -> dict:
        new = WeightSet.objects.get(pk=pk)
        found = compare(self.pool, completed(new.data), seed=new.version)
        return {"against": self.pool.weights["version"], "comparison": found}

    def pair(self, japan: str, partner: str) -> dict:
        score = score_pair(self.pool, japan, partner)
        return {"pair": score and score.as_dict(), "ranks": self._ranks(score)}

    def _ranks(self, score: PairScore | None) -> dict:
        """Among the partners with evidence, where the pair itself has it."""
        if score is None or score.exclusions or not score.evident:
            return {}
        japan, partner = score.japan, score.central_asia
        return {
            "japan": evident_rank(self.pool, japan, partner), "partner": evident_rank(self.pool, partner, japan)
        }

    def expected(self) -> dict:
        try:
            pairs = read_pairs()
        except (OSError, KeyError, csv.Error):  # an office without such a list
            return {"rows": []}
        return {"rows": rank_expected(self.pool, pairs)}


def pair_answer(question: EngineQuestion) -> PairScore | None:
    """The answer to `ask_pair`; None stands for a firm that the engine does not know."""
    plain = question.answer.get("pair")
    return PairScore.from_dict(plain) if plain else None


def ranks_answer(question: EngineQuestion) -> dict[str, list[int]]:
    """By side: the place among the partners with evidence, and how many there are."""
    return question.answer.get("ranks") or {}


def weights_answer(question: EngineQuestion) -> Comparison | None:
    """The answer to `ask_weights`."""
    plain = question.answer.get("comparison")
    return Comparison(*plain[:-1], [Change(*one) for one in plain[-1]]) if plain else None


def expected_answer(question: EngineQuestion) -> list[Ranked]:
    return [Ranked(*row) for row in question.answer.get("rows", ())]
