"""Rows of two classes with their scores, as the library takes them."""

from __future__ import annotations

from typing import Any, NamedTuple

import numpy as np

from assay import _native
from assay.metrics import _checks as checks
from assay.metrics import _scores as scores
from assay.metrics import _targets as targets


class ScoredRows(NamedTuple):
    """A byte for each row, 1 for the positive class; scores; weights."""

    is_positive: np.ndarray
    scores: np.ndarray
    weights: np.ndarray | None

    @property
    def arguments(self) -> tuple[Any, ...]:
        """The first five arguments of the library's functions of scores."""
        return (
            _native.address(self.is_positive), _native.address(self.scores),
            _native.TYPES[self.scores.dtype], len(self.scores),
            _native.address_or_null(self.weights),
        )


def scored_rows(
    function: str, y_true: Any, y_score: Any, pos_label: Any, sample_weight: Any = None
) -> ScoredRows:
    """Reads the rows; the positive class is the one given, else 1 of {0, 1} or {−1, 1}.

    Raises `ValueError` where lengths differ, there are no rows, or the positive class is not
    determined.
    """
    checks.check_array_like(function, y_true=y_true, y_score=y_score)
    checks.check_pos_label(function, pos_label)
    rows = checks.check_lengths(y_true, y_score, sample_weight)
    truth = targets.column(y_true, "y_true")
    found = scores.column(scores.numbers(y_score, "y_score"))
    positive = targets.positive_class(truth, pos_label)
    return ScoredRows(
        targets.is_positive(truth, positive), found, checks.weight_column(sample_weight, rows)
    )
