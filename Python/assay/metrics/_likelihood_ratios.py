"""By how much a prediction changes the odds of the positive class."""

from __future__ import annotations

import ctypes
import math
import warnings
from ctypes import byref
from numbers import Real
from typing import Any

from assay import _native
from assay.exceptions import UndefinedMetricWarning
from assay.metrics import _checks as checks
from assay.metrics._confusion_matrix import over_labels
from assay.metrics._label_columns import counted


def class_likelihood_ratios(
    y_true: Any, y_pred: Any, *, labels: Any = None, sample_weight: Any = None,
    replace_undefined_by: Any = math.nan,
) -> tuple[float, float]:
    """LR+ = recall / (1 − specificity) and LR− = (1 − recall) / specificity.

    Parameters
    ----------
    y_true, y_pred : array-like
        One of two labels a row.
    labels : array-like or None
        The negative class and the positive one; the later of the two is positive by default.
    sample_weight : array-like or None
        The weight of each row.
    replace_undefined_by : nan, 1.0 or dict
        What an undefined ratio is; a dictionary names "LR+" (1 … ∞, or NaN) and "LR-" (0 … 1, or
        NaN). A warning says so.

    Returns
    -------
    LR+, LR- : float
        0 … ∞, 1 for guessing. NaN without rows of the positive class.

    Raises
    ------
    ValueError
        Lengths differ, there are no rows, or more than two classes.

    Examples
    --------
    >>> class_likelihood_ratios([0, 1, 0, 1, 0], [1, 1, 0, 0, 0])
    (1.5, 0.75)
    """
    function = "class_likelihood_ratios"
    checks.check_array_like(function, y_true=y_true, y_pred=y_pred)
    checks.check_array_like_or_none(function, labels=labels, sample_weight=sample_weight)
    check_replacement(function, replace_undefined_by)
    seen = counted(y_true, y_pred, sample_weight)
    kind = seen.kind
    if kind != "binary":
        raise ValueError(
            "class_likelihood_ratios only supports binary classification problems, got targets of "
            f"type: {kind}"
        )
    of_positive, of_negative = replacements(replace_undefined_by)
    matrix = over_labels(seen, labels, y_true, sample_weight)
    if len(matrix.classes) != 2:
        raise ValueError(f"Two classes are needed, there are {len(matrix.classes)}: pass 'labels'.")
    plus, minus = ctypes.c_double(), ctypes.c_double()
    _native.call(
        _native.library.assay_confusion_likelihood_ratios, matrix.pointer,
        int(matrix.codes[1]), byref(plus), byref(minus),
    )
    counts = matrix.counts(matrix.classes[1:])[0]
    true_negatives, false_positives, false_negatives, true_positives = counts
    if true_positives + false_negatives == 0:
        warned(
            "No samples of the positive class are present in `y_true`. "
            "`positive_likelihood_ratio` and `negative_likelihood_ratio` are both set to `np.nan`."
        )
    if false_positives == 0:
        warned(
            "No samples were predicted for the positive class and `positive_likelihood_ratio` is "
            "set to `np.nan`." if true_positives == 0 else
            "`positive_likelihood_ratio` is ill-defined and set to `np.nan`."
        )
        plus.value = of_positive
    if true_negatives == 0:
        warned("`negative_likelihood_ratio` is ill-defined and set to `np.nan`.")
        minus.value = of_negative
    return plus.value, minus.value


def warned(sentence: str) -> None:
    """Warns the caller of the public function."""
    warnings.warn(
        sentence + " Use the `replace_undefined_by` param to control this behavior.",
        UndefinedMetricWarning, stacklevel=3,
    )


def check_replacement(function: str, value: Any) -> None:
    """1.0, NaN, or a dictionary."""
    if isinstance(value, dict):
        return
    if isinstance(value, Real) and not isinstance(value, bool) and (
        value == 1 or math.isnan(value)
    ):
        return
    allowed = "1.0, numpy.nan or an instance of 'dict'"
    checks.refuse(function, "replace_undefined_by", allowed, value)


def replacements(value: Any) -> tuple[float, float]:
    """What to put in the place of undefined ratios."""
    if not isinstance(value, dict):
        return float(value), float(value)
    try:
        plus, minus = value["LR+"], value["LR-"]
        fits = (
            isinstance(plus, Real) and isinstance(minus, Real)
            and not plus < 1 and not minus < 0 and not minus > 1
        )
    except KeyError:
        fits = False
    if not fits:
        raise ValueError(
            "The dictionary passed as `replace_undefined_by` needs to be in the form "
            "`{'LR+': `value_1`, 'LR-': `value_2`}` where the value for `LR+` ranges from `1.0` to "
            "`np.inf` or is `np.nan` and the value for `LR-` ranges from `0.0` to `1.0` or is "
            f"`np.nan`; got `{value}`."
        )
    return float(plus), float(minus)
