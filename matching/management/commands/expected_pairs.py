import json
from pathlib import Path

from django.core.management.base import BaseCommand

from matching.services import score_everybody

from ...computed.expected import PAIRS_FILE, rank_expected, read_pairs


class Command(BaseCommand):
    help = "Print where the match engine ranks the pairs a person would make; the last line is JSON."

    def add_arguments(self, parser) -> None:
        parser.add_argument("pairs", nargs="?", type=Path, default=PAIRS_FILE)

    def handle(self, *args, pairs: Path, **options) -> None:
        expected = rank_expected(score_everybody(), read_pairs(pairs))
        for row in expected.rows:
            self.stdout.write(f"{row.forward or '–':>3} {row.backward or '–':>3}  {row.japan} × {row.partner}")
        self.stdout.write(json.dumps(expected.figures))
