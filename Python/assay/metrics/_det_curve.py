"""The detection error trade-off."""

from __future__ import annotations

from typing import Any

import numpy as np

from assay._interface import DET
from assay.metrics import _checks as checks
from assay.metrics._curves import walk


def det_curve(
    y_true: Any, y_score: Any, pos_label: Any = None, sample_weight: Any = None,
    drop_intermediate: bool = False,
) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """False-positive and false-negative rates at every threshold of a score.

    At threshold t the rows of score ≥ t are called positive; then fpr = FP / N and fnr = FN / P.
    Thresholds beyond which neither rate changes are left out.

    Parameters
    ----------
    y_true : array-like
        The class of each row: two classes.
    y_score : array-like
        The score of each row, greater for the positive class.
    pos_label : int, float, bool, str or None
        The positive class; 1 if None, of labels in {0, 1} or {-1, 1}.
    sample_weight : array-like or None
        The weight of each row; rows of weight 0 are left out.
    drop_intermediate : bool
        Whether to leave out points whose neighbours have their fnr.

    Returns
    -------
    tuple of three ndarray
        fpr, fnr and the thresholds (ascending).

    Raises
    ------
    ValueError
        There are not rows of two classes, lengths differ, or values are not finite.

    Examples
    --------
    >>> fpr, fnr, thresholds = det_curve([0, 0, 1, 1], [0.1, 0.4, 0.35, 0.8])
    >>> fnr.tolist()
    [0.0, 0.5, 0.5]
    """
    checks.check_boolean("det_curve", drop_intermediate=drop_intermediate)
    rows = walk(y_true, y_score, pos_label, sample_weight, "det_curve")
    if rows.truth.class_count != 2:
        raise ValueError(
            "Only one class is present in y_true. Detection error tradeoff curve is not defined "
            "in that case."
            if rows.truth.class_count < 2 else
            f"{rows.truth.class_count} classes are present in y_true. Detection error tradeoff "
            "curve is defined for two: pass y_true == pos_label"
        )
    fpr, fnr, thresholds = rows.columns(DET, bool(drop_intermediate))
    return fpr, fnr, thresholds
