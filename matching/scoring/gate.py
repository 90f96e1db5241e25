"""What is evidence that two firms belong together: numbers of line pairs in, a verdict out.

Market, role, size and language are alike in most pairs: they exclude and rank, they are no evidence. Evidence is a pair
of lines that stands out against our own phrases and the pool, in the languages of the two, and customs codes.
"""
import numpy as np

# How far two lines' codes agree; UNKNOWN when one of them has none.
UNKNOWN, DIFFERENT, CHAPTER, HEADING, SAME = range(-1, 4)


def margins(
    near: np.ndarray, ours: tuple[np.ndarray, np.ndarray], theirs: tuple[np.ndarray, np.ndarray], shift: np.ndarray
) -> np.ndarray:
    """By how much each pair of lines stands out, float32 (ours, theirs): similarity less the company of both lines.
    `ours` and `theirs`: their (close, bank) company in the language of the other line; `shift`: by pair of languages.
    """
    (our_close, our_bank), (their_close, their_bank) = ours, theirs
    pool = (our_close + their_close) / np.float32(2)
    bank = (our_bank + their_bank) / np.float32(2)
    return near - (2 * pool + bank) / np.float32(3) + shift


def line_evidence(margin: np.ndarray, level: np.ndarray, gate: dict) -> np.ndarray:
    """Of each pair of lines: what its texts and its codes say together. A line that nobody could read says nothing with
    its text (margin 0), codes that are not given say nothing either.
    """
    bonus = np.array(
        [gate["different"], gate["chapter"], gate["heading"], gate["same"], 0], dtype=np.float32
    )  # the last for UNKNOWN, -1
    codes = np.where(margin < gate["contrary"], np.minimum(bonus[level], 0), bonus[level])
    return np.maximum(margin, np.float32(gate["floor"])) + codes


def passes(evidence: np.ndarray, gate: dict) -> np.ndarray:
    return evidence >= gate["enough"]
