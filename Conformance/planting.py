"""Small faults to plant into a function, to see whether the judges notice.

A fault is a place in what the function returns (0 for the whole, else the position in a tuple) and
a kind: `value` moves a number by 1e-5·max(1, |x|), `count` a count by 1. Of an array one element
alone is moved, the middle one.
"""

from __future__ import annotations

import functools
import re
from typing import NamedTuple

import numpy as np


class Fault(NamedTuple):
    """A fault in what one function returns."""

    function: str
    place: int
    kind: str

    def __str__(self) -> str:
        return "a count off by 1" if self.kind == "count" else "a value off by 1e-5·max(1, x)"


#: The fault that is planted now.
now: Fault | None = None


def moved(number, kind: str):
    """`number`, off by as little as the kind of fault says."""
    if kind == "count":
        return number + 1
    return number + 1e-5 * max(1.0, abs(number)) if np.isfinite(number) else number


def faulty(result, kind: str):
    """`result` with the fault in one number."""
    if isinstance(result, str):
        # Of a report's first row the first number is a rate, the last one a count.
        pattern = r" +\d+(?=\n)" if kind == "count" else r"\d+\.\d+"
        return re.sub(pattern, lambda found: next_number(found.group()), result, count=1)
    if isinstance(result, dict):
        first = next(iter(result))
        column = "support" if kind == "count" else "precision"
        return {**result, first: {**result[first], column: moved(result[first][column], kind)}}
    if isinstance(result, np.ndarray):
        changed = result.copy()
        if changed.size:
            changed.flat[changed.size // 2] = moved(changed.flat[changed.size // 2], kind)
        return changed
    return moved(result, kind)


def next_number(text: str) -> str:
    """A decimal number that is one greater in its last place, in the same width."""
    places = len(text.partition(".")[2])
    digits = str(int(text.replace(".", "")) + 1).rjust(places + 1, "0")
    grown = f"{digits[:-places]}.{digits[-places:]}" if places else digits
    return grown.rjust(len(text))


def planted(name: str, function):
    """`function`, which gives its results with the fault of `now` while that is of its name."""

    @functools.wraps(function)
    def with_fault(*args, **kwargs):
        result = function(*args, **kwargs)
        if now is None or now.function != name:
            return result
        if not isinstance(result, tuple):
            return faulty(result, now.kind)
        parts = list(result)
        if parts[now.place] is not None:
            parts[now.place] = faulty(parts[now.place], now.kind)
        return tuple(parts)

    return with_fault
