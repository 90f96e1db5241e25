"""Vectors of texts, read once by the product's encoders and kept in var/vectors.sqlite for the next benchmark."""
import resource
import sqlite3
from collections.abc import Iterable
from pathlib import Path

import numpy as np

from matching.encoding import Encoded, EncodingPool, TextNotEncodable, prepare, reading

ROOT = Path(__file__).resolve().parents[1]
CACHE = ROOT / "var" / "vectors.sqlite"
# As the bundled encoders of these versions read them.
Vectors = dict[str, dict[str, np.ndarray]]


def read_texts(texts: Iterable[tuple[str, str]], cache: Path = CACHE) -> tuple[Vectors, float]:
    """{text: {encoder: (pieces, dims)}} of (text, language) pairs, and the CPU-seconds spent on those not yet kept."""
    asked = {text: read for text, language in texts if (read := _read(text, language))}
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    cache.parent.mkdir(exist_ok=True)
    with EncodingPool() as pool, sqlite3.connect(cache) as kept:
        kept.execute("create table if not exists vectors (name, text, pieces, data, primary key (name, text))")
        names = {encoder: f"{encoder} {version}" for encoder, version in pool.encoders.items()}
        found = {text: _kept(kept, names, read) for text, read in asked.items()}
        missing = {asked[text] for text, vectors in found.items() if not vectors}
        for result in pool.encode_safely((read, read) for read in sorted(missing)):
            if isinstance(result, Encoded):
                for encoder, table in result.vectors.items():
                    row = names[encoder], result.id, len(table), table.astype("<f4").tobytes()
                    kept.execute("insert or replace into vectors values (?, ?, ?, ?)", row)
        found = {text: vectors or _kept(kept, names, asked[text]) for text, vectors in found.items()}
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    used = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return {text: vectors for text, vectors in found.items() if vectors}, used


def _read(text: str, language: str) -> str:
    try:
        return prepare(reading(text, language))
    except TextNotEncodable:
        return ""


def _kept(kept: sqlite3.Connection, names: dict[str, str], text: str) -> dict[str, np.ndarray]:
    """Of all encoders or none."""
    found = {}
    for encoder, name in names.items():
        row = kept.execute("select pieces, data from vectors where name = ? and text = ?", (name, text)).fetchone()
        if row is None:
            return {}
        found[encoder] = np.frombuffer(row[1], dtype="<f4").reshape(row[0], -1)
    return found
