"""Numba, with compiled code kept on disk where that is possible: beside the source, or in the user's cache."""
from collections.abc import Callable
from typing import Any

import numba

# Without the interpreter's lock, so that other threads go on meanwhile.
OPTIONS = {"nogil": True, "error_model": "numpy"}
# A door for the interpreter takes longer to compile than most functions behind it.
INNER = OPTIONS | {"no_cpython_wrapper": True, "no_cfunc_wrapper": True}


def compiled(function: Callable) -> Callable:
    """Machine code that only compiled code calls."""
    return kept(function, INNER)


def entrance(function: Callable) -> Callable:
    """Machine code that Python calls."""
    return kept(function, OPTIONS)


def kept(function: Callable, options: dict[str, Any]) -> Callable:
    try:
        return numba.njit(cache=True, **options)(function)
    except RuntimeError:  # no folder may be written to: compiled anew in each process
        return numba.njit(**options)(function)
