"""Runs and refreshes with invented vectors: what a line is about, a test says."""
from django.utils import timezone

from companies.models import ProductLine
from matching import services
from matching.models import MatchRun
from matching.services import refreshing, runs

from .scoring.build import NO_MEANS, vector


class Engine:
    """`topics`: text of a line → what it is about."""

    def __init__(self, monkeypatch):
        self.topics: dict[str, str] = {}
        monkeypatch.setattr(runs, "encode_lines", lambda **_given: {"encoded": len(self.topics)})
        monkeypatch.setattr(refreshing, "encode_lines", lambda **_given: {})
        for module in (runs, refreshing):
            monkeypatch.setattr(module, "load_vectors", lambda *_firms: self.vectors())
        monkeypatch.setattr(runs, "line_means", lambda *_given: NO_MEANS)

    def vectors(self) -> dict:
        return {
            str(line.pk): vector(self.topics[line.text], line.profile.language)
            for line in ProductLine.objects.select_related("profile") if line.text in self.topics
        }

    def run(self) -> MatchRun:
        run = services.request_run(now=timezone.now())
        services.work_on_runs()
        run.refresh_from_db()
        assert run.state == "done", run.figures
        return run
