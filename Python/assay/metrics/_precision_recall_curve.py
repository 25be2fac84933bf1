"""Precision against recall."""

from __future__ import annotations

import warnings
from typing import Any

import numpy as np

from assay._interface import PRECISION_RECALL
from assay.metrics import _checks as checks
from assay.metrics._curves import Walk, walk


def precision_recall_curve(
    y_true: Any, y_score: Any, *, pos_label: Any = None, sample_weight: Any = None,
    drop_intermediate: bool = False,
) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Precision and recall at every threshold of a score.

    At threshold t the rows of score ≥ t are called positive; then precision = TP / (TP + FP) and
    recall = TP / P. A last point, precision 1 and recall 0, has no threshold.

    Parameters
    ----------
    y_true : array-like
        The class of each row: two classes, or several with `pos_label`.
    y_score : array-like
        The score of each row, greater for the positive class.
    pos_label : int, float, bool, str or None
        The positive class; 1 if None, of labels in {0, 1} or {-1, 1}.
    sample_weight : array-like or None
        The weight of each row; rows of weight 0 are left out.
    drop_intermediate : bool
        Whether to leave out points whose neighbours have their recall.

    Returns
    -------
    tuple of three ndarray
        precision, recall and the thresholds (ascending, one fewer). Without rows of the positive
        class recall is 1 throughout, with a `UserWarning`.

    Raises
    ------
    ValueError
        Lengths differ, values are not finite, or the classes are not two.

    Examples
    --------
    >>> precision, recall, _ = precision_recall_curve([0, 0, 1, 1], [0.1, 0.4, 0.35, 0.8])
    >>> recall.tolist()
    [1.0, 1.0, 0.5, 0.5, 0.0]
    """
    checks.check_boolean("precision_recall_curve", drop_intermediate=drop_intermediate)
    rows = walk(y_true, y_score, pos_label, sample_weight, "precision_recall_curve")
    precision, recall, thresholds = rows.columns(PRECISION_RECALL, bool(drop_intermediate))
    if lacks_positives(rows):
        warn_of_no_positives(stacklevel=3)
    return precision, recall, rows.in_dtype_of_scores(thresholds)


def lacks_positives(rows: Walk) -> bool:
    """Whether no row of weight is positive."""
    positive = rows.truth.is_positive
    return not (positive.any() if rows.weights is None else rows.weights @ positive)


def warn_of_no_positives(stacklevel: int) -> None:
    """Says that recall is made up."""
    warnings.warn(
        "No positive class found in y_true, recall is set to one for all thresholds. Check "
        "pos_label, or evaluate on rows of both classes",
        UserWarning, stacklevel=stacklevel + 1,
    )
