"""The receiver operating characteristic."""

from __future__ import annotations

import warnings
from typing import Any

import numpy as np

from assay._interface import ROC
from assay.exceptions import UndefinedMetricWarning
from assay.metrics import _checks as checks
from assay.metrics._curves import walk


def roc_curve(
    y_true: Any, y_score: Any, *, pos_label: Any = None, sample_weight: Any = None,
    drop_intermediate: bool = True,
) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """False- and true-positive rates at every threshold of a score.

    At threshold t the rows of score ≥ t are called positive; then fpr = FP / N and tpr = TP / P.

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
        Whether to leave out the points on a straight line between others.

    Returns
    -------
    tuple of three ndarray
        fpr, tpr (ascending) and the thresholds (descending), of which the first is infinite. The
        rates of a class without rows are NaN, with an `UndefinedMetricWarning`.

    Raises
    ------
    ValueError
        Lengths differ, values are not finite, or the classes are not two.

    Examples
    --------
    >>> fpr, tpr, thresholds = roc_curve([0, 0, 1, 1], [0.1, 0.4, 0.35, 0.8])
    >>> tpr.tolist()
    [0.0, 0.5, 0.5, 1.0, 1.0]
    """
    checks.check_boolean("roc_curve", drop_intermediate=drop_intermediate)
    rows = walk(y_true, y_score, pos_label, sample_weight, "roc_curve")
    fpr, tpr, thresholds = rows.columns(ROC, bool(drop_intermediate))
    for rates, missing, kind in ((fpr, "negative", "false"), (tpr, "positive", "true")):
        if np.isnan(rates[-1]):
            warnings.warn(
                f"No {missing} samples in y_true, {kind} positive value should be meaningless: "
                "these rates are NaN. Evaluate on rows of both classes",
                UndefinedMetricWarning, stacklevel=2,
            )
    return fpr, tpr, thresholds
