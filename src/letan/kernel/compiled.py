"""Machine code for loops over arrays, with the types kept."""

from collections.abc import Callable
from typing import TypeVar, cast

from numba import njit

_Function = TypeVar("_Function", bound=Callable[..., object])


def compiled(function: _Function) -> _Function:
    """Compile a function of numbers and arrays at its first call; the result is cached on disk.

    The annotations are for the reader and the type checker; numba infers its own types.
    """
    return cast(_Function, njit(cache=True)(function))
