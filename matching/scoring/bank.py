"""Our own phrases, read by the bundled encoders: the world outside the portal's own lines, the same on every day.

180 goods and services in five languages, each language saying the same (encoding/defaults/phrases.tsv). They give the
means of the first weeks, the company that every line is compared with, and how far right pairs of two languages stand
out. `python -m matching.encoding.bank` makes the file anew after an encoder changed.
"""
from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path

import numpy as np

BANK_FILE = Path(__file__).with_name("bank.npz")
LANGUAGES = ("en", "ja", "kk", "ru", "uz")
Bank = Mapping[str, Mapping[str, np.ndarray]]


@lru_cache(maxsize=1)
def shipped_bank() -> Bank:
    """{encoder: {language: (phrases, dims) float32}}, the same phrase in the same row."""
    bank: dict[str, dict[str, np.ndarray]] = {}
    with np.load(BANK_FILE) as stored:
        for key in set(stored.files) - {"versions"}:
            encoder, _, language = key.partition("/")
            bank.setdefault(encoder, {})[language] = stored[key].astype(np.float32)
    return bank


def bank_versions() -> dict[str, str]:
    """{encoder: version} that read the phrases."""
    with np.load(BANK_FILE) as stored:
        return dict(entry.split("=", 1) for entry in stored["versions"].tolist())
