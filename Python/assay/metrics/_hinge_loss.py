"""The hinge loss of decisions."""

from __future__ import annotations

from typing import Any

import numpy as np

from assay.metrics import _answers as answers
from assay.metrics import _checks as checks
from assay.metrics import _scores as scores
from assay.metrics import _targets as targets
from assay.metrics._truth import positions_among, truth_of


def hinge_loss(
    y_true: Any, pred_decision: Any, *, labels: Any = None, sample_weight: Any = None
) -> float:
    """How far decisions fall short of a margin of 1: the mean of max(0, 1 − margin).

    The margin of two classes is ± the decision; of several, that of the true class minus the
    greatest of the others (Crammer and Singer).

    Parameters
    ----------
    y_true : array-like
        The class of each row.
    pred_decision : array-like
        The decision of each row, positive for the greater class; of several classes one for each.
    labels : array-like or None
        All classes, where y_true lacks some.
    sample_weight : array-like or None
        The weight of each row.

    Returns
    -------
    float
        At least 0; less is better.

    Raises
    ------
    ValueError
        Lengths differ, a decision is not finite, or classes and columns do not agree.

    Examples
    --------
    >>> hinge_loss([-1, 1, 1], [-2.0, 0.5, 1.5])
    0.16666666666666666
    """
    function = "hinge_loss"
    checks.check_array_like(function, y_true=y_true, pred_decision=pred_decision)
    checks.check_array_like_or_none(function, labels=labels, sample_weight=sample_weight)
    checks.check_lengths(y_true, pred_decision, sample_weight)
    decisions = scores.numbers(pred_decision, "pred_decision")
    truth = truth_of(targets.column(y_true, "y_true"))
    classes = truth.classes if labels is None else np.unique(targets.as_array(labels, "labels"))
    positions = truth.positions
    if truth.kind not in ("binary", "multiclass"):
        raise ValueError(f"{truth.kind} format is not supported: pass the class of each row")
    if len(classes) > 2:
        check_columns(decisions, classes, labels)
        positions = positions_among(truth, classes)
        if positions is None:
            raise ValueError("y_true contains previously unseen labels: list them in labels too")
    else:
        decisions = scores.column(decisions)
    weights = checks.weight_column(sample_weight, len(positions))
    return answers.number(
        "assay_hinge_loss", positions, decisions, scores.type_code(decisions), len(decisions),
        decisions.shape[1] if decisions.ndim == 2 else 1, weights, subject="pred_decision",
    )


def check_columns(decisions: np.ndarray, classes: np.ndarray, labels: Any) -> None:
    """Stops unless there is one decision for each of several classes."""
    expected = (len(decisions), len(classes))
    if decisions.ndim == 1:
        raise ValueError(
            "The shape of pred_decision cannot be 1d array"
            "with a multiclass target. pred_decision shape must be (n_samples, n_classes), that "
            f"is {expected}. Got: {decisions.shape}"
        )
    if decisions.shape[1] == len(classes):
        return
    if labels is None:
        raise ValueError(
            "Please include all labels in y_true or pass labels as third argument"
        )
    raise ValueError(
        "The shape of pred_decision is not consistent with the number of classes. With a "
        "multiclass target, pred_decision shape must be (n_samples, n_classes), that is "
        f"{expected}. Got: {decisions.shape}"
    )
