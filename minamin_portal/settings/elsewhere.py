"""Servers of others that the portal asks, each only where the operator connects it."""
from .environment import env

# State registers, by country: which adapter (companies/registers; without one nobody is asked), another address
# than its usual one, and the key that the register gave. docs/registers.md says how to get one.
REGISTERS = {
    "JP": {
        "adapter": env.str("REGISTER_JP", default=""),
        "url": env.str("REGISTER_JP_URL", default=""),
        "key": env.str("REGISTER_JP_KEY", default=""),
    },
    "KZ": {
        "adapter": env.str("REGISTER_KZ", default=""),
        "url": env.str("REGISTER_KZ_URL", default=""),
        "key": env.str("REGISTER_KZ_KEY", default=""),
    },
}

# Translations by an OpenAI-compatible endpoint (core/translating); without address and model nothing leaves the house.
# TRANSLATION_PAIRS: JSON of what differs for a pair of languages, {"ja-kk": {"model": "…"}, "ru-kk": false}.
TRANSLATION = {
    "usual": {
        "url": env.str("TRANSLATION_URL", default=""),
        "key": env.str("TRANSLATION_KEY", default=""),
        "model": env.str("TRANSLATION_MODEL", default=""),
        "timeout": env.float("TRANSLATION_TIMEOUT", default=20),
        "tries": env.int("TRANSLATION_TRIES", default=2),
    },
    # Of all pairs together, from midnight to midnight in UTC; what is over waits until the next day.
    "tokens_a_day": env.int("TRANSLATION_TOKENS_A_DAY", default=200_000),
    "pairs": env.json("TRANSLATION_PAIRS", default={}),
}
