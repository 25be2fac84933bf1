"""How numbers of several classes or labels become one."""

from __future__ import annotations

#: What `average` may be; None is one number a class.
AVERAGES = ("micro", "macro", "weighted", "samples", None)

#: The library's code of each.
CODES = {None: 0, "micro": 1, "macro": 2, "weighted": 3, "samples": 4}
