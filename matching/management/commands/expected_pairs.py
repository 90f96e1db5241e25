import json
from pathlib import Path

from django.core.management.base import BaseCommand

from matching.services import load_pool

from ...computed.expected import PAIRS_FILE, expected_of, rank_expected, read_pairs


class Command(BaseCommand):
    help = "Print where the match engine ranks the pairs a person would make; the last line is JSON."

    def add_arguments(self, parser) -> None:
        parser.add_argument("pairs", nargs="?", type=Path, default=PAIRS_FILE)

    def handle(self, *args, pairs: Path, **options) -> None:
        expected = expected_of(rank_expected(load_pool(), read_pairs(pairs)))
        for row in expected.rows:
            self.stdout.write(f"{row.forward or '–':>3} {row.backward or '–':>3}  {row.japan} × {row.partner}")
        self.stdout.write(json.dumps(expected.figures))
