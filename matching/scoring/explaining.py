"""What the pair of lines that carries a match says for itself: the findings behind its text and code points."""
from .factors import Finding, hs
from .profile import LineFacts

# Closeness from which the sentence says "match closely" and "are related".
CLOSE, RELATED = 0.7, 0.35


def text_finding(
    strength: float, closeness: float, ours: LineFacts, theirs: LineFacts, compared: bool, passed: bool
) -> Finding:
    """The points of all lines with the two that carry them. Nothing matches closely without evidence."""
    if not compared:
        return Finding(strength, "text.not_compared", (ours.text,), (theirs.text,))
    grade = "distant" if closeness < RELATED else "close" if passed and closeness >= CLOSE else "related"
    return Finding(strength, f"text.{grade}", (ours.text,), (theirs.text,))


def hs_finding(ours: LineFacts, theirs: LineFacts, weights: dict) -> Finding:
    return hs(ours.hs_codes, theirs.hs_codes, weights)
