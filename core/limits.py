"""How often something may be done: counted in the cache, which may vanish; then nobody is held up."""

import hashlib

from django.core.cache import cache


def is_within(what: str, most: int, seconds: int) -> bool:
    """Count it once more; False when it was done more than `most` times since the first of these seconds."""
    key = f"limit:{hashlib.sha256(what.encode()).hexdigest()}"
    cache.add(key, 0, seconds)
    try:
        return cache.incr(key) <= most
    except ValueError:  # the time ended between the two
        return True
