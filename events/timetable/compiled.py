"""Numba, with compiled code kept on disk where that is possible: beside the source, or in the user's cache."""
from collections.abc import Callable

import numba


def compiled(function: Callable) -> Callable:
    """Machine code without the interpreter's lock, so that other threads go on meanwhile."""
    try:
        return numba.njit(cache=True, nogil=True, error_model="numpy")(function)
    except RuntimeError:  # no folder may be written to: compiled anew in each process
        return numba.njit(nogil=True, error_model="numpy")(function)
