"""Makes scoring/default_means.npz from our own phrases:
`python -m matching.encoding.default_means`, after an encoder changed.
"""
import csv
import sys
from pathlib import Path

import numpy as np

from ..scoring.means import DEFAULT_FILE
from .pool import Encoded, EncodingPool

PHRASES = Path(__file__).with_name("defaults") / "phrases.tsv"


def phrases() -> dict[str, list[str]]:
    """{language: phrases}: the same sixty goods and services in every language."""
    with PHRASES.open(encoding="utf-8", newline="") as lines:
        rows = list(csv.DictReader(lines, delimiter="\t"))
    return {language: [row[language] for row in rows] for language in rows[0]}


def mean_vectors(pool: EncodingPool) -> dict[str, np.ndarray]:
    """{"encoder/language": mean, float32}."""
    means = {}
    for language, texts in phrases().items():
        results = list(pool.encode_safely((str(place), text) for place, text in enumerate(texts)))
        vectors = [result.vectors for result in results if isinstance(result, Encoded)]
        for encoder in vectors[0]:
            means[f"{encoder}/{language}"] = np.mean([vector[encoder] for vector in vectors], axis=0, dtype=np.float64)
    return {key: mean.astype(np.float32) for key, mean in means.items()}


def main() -> None:
    with EncodingPool() as pool:
        means = mean_vectors(pool)
        versions = np.array([f"{name}={version}" for name, version in sorted(pool.encoders.items())])
    np.savez(DEFAULT_FILE, versions=versions, **means)
    sys.stdout.write(f"{DEFAULT_FILE.name}: {len(means)} means, {', '.join(versions)}\n")


if __name__ == "__main__":
    main()
