"""scikit-learn's classification metrics, under its names and with its meaning, counted natively."""

from __future__ import annotations

__all__: list[str] = []
