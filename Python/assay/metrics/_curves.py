"""What curves over thresholds have in common: checked rows of two classes with their scores."""

from __future__ import annotations

from typing import Any, NamedTuple

import numpy as np

from assay._interface import COUNTS
from assay.metrics import _answers as answers
from assay.metrics import _checks as checks
from assay.metrics import _scores as scores
from assay.metrics._binary_truth import BinaryTruth, binary_truth

class Walk(NamedTuple):
    """The rows whose thresholds are walked."""

    truth: BinaryTruth
    scores: np.ndarray
    weights: np.ndarray | None
    #: The scores by their rank, where floats of 64 bits do not hold them.
    ranked: np.ndarray | None
    #: The dtype that the caller's scores have.
    dtype: np.dtype

    def columns(self, kind: int, drop_intermediate: bool = False) -> list[np.ndarray]:
        """The columns of a curve, the thresholds last, in floats of 64 bits."""
        count = 5 if kind == COUNTS else 3
        columns = answers.curve(
            "assay_curve_create", count, kind, self.truth.is_positive, self.scores,
            scores.type_code(self.scores), len(self.scores), self.weights, drop_intermediate,
            subject="y_score",
        )
        if self.ranked is not None:
            reached = np.isfinite(columns[-1])
            exact = self.ranked[columns[-1][reached].astype(np.intp)]
            columns[-1][reached] = exact
            if reached.all():
                columns[-1] = exact
        return columns

    def in_dtype_of_scores(self, thresholds: np.ndarray) -> np.ndarray:
        """Thresholds in the dtype that the scores came in."""
        if self.dtype == thresholds.dtype or self.dtype.kind not in "iufb":
            return thresholds
        return thresholds.astype(self.dtype)


def walk(y_true: Any, y_score: Any, pos_label: Any, sample_weight: Any, function: str) -> Walk:
    """Checks what every curve is given.

    Raises
    ------
    ValueError
        Lengths differ, the truth is not binary, the positive class is not determined,
        scores or weights are not finite, or all weights are zero.
    """
    checks.check_array_like(function, y_true=y_true, y_score=y_score)
    checks.check_pos_label(function, pos_label)
    checks.check_array_like_or_none(function, sample_weight=sample_weight)
    truth = binary_truth(y_true, pos_label)
    given = scores.as_array(y_score)
    checks.check_lengths(truth.is_positive, given, sample_weight)
    column, ranked = scores.ordered_column(given, "y_score")
    weights = checks.weight_column(sample_weight, len(column))
    return Walk(truth, column, weights, ranked, given.dtype)
