"""How numbers of several classes or labels become one."""

from __future__ import annotations

#: What `average` may be, besides None.
AVERAGES = ("micro", "macro", "weighted", "samples")

#: The library's code of each.
CODES = {None: 0, "micro": 1, "macro": 2, "weighted": 3, "samples": 4}
