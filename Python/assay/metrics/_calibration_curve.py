"""Whether probabilities come true as often as they say."""

from __future__ import annotations

from typing import Any

import numpy as np

from assay._interface import OUT_OF_RANGE, QUANTILE, UNIFORM
from assay.metrics import _answers as answers
from assay.metrics import _checks as checks
from assay.metrics import _scores as scores
from assay.metrics import _targets as targets
from assay.metrics._binary_truth import is_positive, positive_class
from assay.metrics._truth import truth_of

#: How bins are laid, by name.
STRATEGIES = {"uniform": UNIFORM, "quantile": QUANTILE}


def calibration_curve(
    y_true: Any, y_prob: Any, *, pos_label: Any = None, n_bins: int = 5,
    strategy: str = "uniform",
) -> tuple[np.ndarray, np.ndarray]:
    """How often the positive class occurs, against its mean probability, bin by bin.

    Parameters
    ----------
    y_true : array-like
        The class of each row: two classes.
    y_prob : array-like
        The probability of the positive class.
    pos_label : int, float, bool, str or None
        The positive class; 1 if None, of labels in {0, 1} or {-1, 1}.
    n_bins : int
        How many bins there are; those without rows are left out.
    strategy : "uniform" or "quantile"
        Whether bins are equally wide, or have about equally many rows.

    Returns
    -------
    tuple of two ndarray
        The frequency of the positive class and the mean probability in each bin with rows.

    Raises
    ------
    ValueError
        Lengths differ, a probability is outside 0 … 1, or the classes are not two.

    Examples
    --------
    >>> frequency, probability = calibration_curve([0, 1, 0, 1], [0.1, 0.2, 0.8, 0.9], n_bins=2)
    >>> frequency.tolist()
    [0.5, 0.5]
    """
    function = "calibration_curve"
    checks.check_array_like(function, y_true=y_true, y_prob=y_prob)
    checks.check_pos_label(function, pos_label)
    checks.check_number(function, "n_bins", n_bins, 1, integral=True)
    checks.check_option(function, "strategy", strategy, STRATEGIES)
    truth = truth_of(targets.column(y_true, "y_true"))
    values = scores.column(scores.numbers(y_prob, "y_prob"))
    checks.check_lengths(truth.values, values)
    positive = positive_class(truth, pos_label)
    if len(truth.classes) > 2:
        raise ValueError(
            f"Only binary classification is supported. Provided labels {truth.classes}."
        )
    frequency, probability = answers.curve(
        "assay_calibration_curve", 2, is_positive(truth, positive), values,
        scores.type_code(values), len(values), int(n_bins), STRATEGIES[strategy], 0.95, None,
        subject="y_prob",
        told={OUT_OF_RANGE: "y_prob has values outside [0, 1]. Pass probabilities, not scores"},
    )
    return frequency, probability
