"""What is evidence that two firms belong together: numbers of line pairs in, a verdict out.

Market, role, size and language are alike in most pairs: they exclude and rank, they are no evidence. Evidence is a pair
of lines that stands out against our own phrases and the pool, in the languages of the two, and customs codes. Measured
so, the best of strangers reaches the same in every pair of languages, and one bar serves for all.
"""
import numpy as np

# How far two lines' codes agree; UNKNOWN when one of them has none.
UNKNOWN, DIFFERENT, CHAPTER, HEADING, SAME = range(-1, 4)
# What more lines than six against six find by chance was not measured.
DOUBLINGS = 5


def margins(
    near: np.ndarray, ours: tuple[np.ndarray, np.ndarray], theirs: tuple[np.ndarray, np.ndarray], alone: float
) -> np.ndarray:
    """By how much each pair of lines stands out, float32 (ours, theirs): similarity less the nearest company of both
    lines. Where many offer the same, that company is as near as the partner: then the one of our phrases counts, less
    `alone`. `ours` and `theirs`: their (close, bank) company in the language of the other line.
    """
    (our_close, our_bank), (their_close, their_bank) = ours, theirs
    close = (our_close + their_close) / np.float32(2)
    bank = (our_bank + their_bank) / np.float32(2)
    return near - np.minimum(close, bank + np.float32(alone))


def line_evidence(margin: np.ndarray, level: np.ndarray, gate: dict) -> np.ndarray:
    """Of each pair of lines: what its texts and its codes say together; codes that are not given say nothing."""
    codes = np.array(
        [gate["different"], gate["chapter"], gate["heading"], gate["same"], 0], dtype=np.float32
    )  # the last for UNKNOWN, -1
    return margin + codes[level]


def weighed(evidence: np.ndarray, compared: np.ndarray, gate: dict) -> np.ndarray:
    """What a matched pair of lines adds. `compared`: (columns,) how many pairs of lines the two profiles have; of many,
    one stands out by chance.
    """
    doublings = np.minimum(np.frexp(compared)[1] - 1, DOUBLINGS)
    chance = gate["usual"] - gate["chance"] * doublings
    return np.maximum(evidence + chance.astype(np.float32), np.float32(gate["floor"]))


def passes(evidence: np.ndarray, gate: dict) -> np.ndarray:
    return evidence >= gate["enough"]
