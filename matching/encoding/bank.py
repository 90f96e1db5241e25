"""Makes scoring/bank.npz from our own phrases: `python -m matching.encoding.bank`, after an encoder changed."""
import csv
import sys
from pathlib import Path

import numpy as np

from ..scoring.bank import BANK_FILE
from .pool import EncodingPool

PHRASES = Path(__file__).with_name("defaults") / "phrases.tsv"


def phrases() -> dict[str, list[str]]:
    """{language: phrases}: the same goods and services in every language."""
    with PHRASES.open(encoding="utf-8", newline="") as lines:
        rows = list(csv.DictReader(lines, delimiter="\t"))
    return {language: [row[language] for row in rows] for language in rows[0]}


def read_phrases(pool: EncodingPool) -> dict[str, np.ndarray]:
    """{"encoder/language": (phrases, dims) float16}."""
    bank = {}
    for language, texts in phrases().items():
        vectors = [result.vectors for result in pool.encode_safely(enumerate(texts))]
        for encoder in vectors[0]:
            bank[f"{encoder}/{language}"] = np.stack([one[encoder][0] for one in vectors]).astype(np.float16)
    return bank


def main() -> None:
    with EncodingPool() as pool:
        bank = read_phrases(pool)
        versions = np.array([f"{name}={version}" for name, version in sorted(pool.encoders.items())])
    np.savez_compressed(BANK_FILE, versions=versions, **bank)
    sys.stdout.write(f"{BANK_FILE.name}: {len(bank)} tables, {', '.join(versions)}\n")


if __name__ == "__main__":
    main()
