"""What the activity log admits: ids, states, codes, numbers, dates.
Texts stand beside it (core.models.ActivityWords).
"""

import re
from typing import Any

SIGNS = "A-Za-z0-9_.:+-"
LONGEST = 100
NO_CODE = f"[^{SIGNS}]"  # for the database: a pattern that counts signs costs it twenty times as much


def require_codes(data: dict[str, Any]) -> None:
    """Raises ValueError naming the key, never the value, which may be somebody's name."""
    for key, value in data.items():
        if not (_is_code(key) and _holds_codes(value)):
            raise ValueError(f"The activity log holds codes only: {key!r} of `data` belongs in `words`.")


def _holds_codes(value: Any) -> bool:
    if isinstance(value, dict):
        return all(_is_code(key) and _holds_codes(one) for key, one in value.items())
    if isinstance(value, list | tuple):
        return all(map(_holds_codes, value))
    return value is None or isinstance(value, bool | int | float) or _is_code(value)


def _is_code(value: Any) -> bool:
    return isinstance(value, str) and len(value) <= LONGEST and not re.search(NO_CODE, value)
