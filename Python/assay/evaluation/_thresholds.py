"""The threshold that is best for a purpose."""

from __future__ import annotations

import ctypes
from ctypes import byref
from typing import Any, NamedTuple

from assay import _native
from assay.evaluation._rows import scored_rows
from assay.metrics import _checks as checks

#: What a threshold can be best at; those behind the first five need numbers.
RULES = (
    "youden", "f1", "accuracy", "balanced_accuracy", "matthews_corrcoef", "cost", "recall",
    "precision", "alerts",
)


class Threshold(NamedTuple):
    """A threshold, and what it does on the rows it was chosen on.

    Attributes
    ----------
    threshold : float
        A row is positive when its score is at least this; infinite where none should be.
    value : float
        What the rule is best at, there. It flatters: measure the gain on other rows.
    tn, fp, fn, tp : float
        True negatives, false positives, false negatives, true positives.
    """

    threshold: float
    value: float
    tn: float
    fp: float
    fn: float
    tp: float


class _Threshold(ctypes.Structure):
    _fields_ = [(name, ctypes.c_double) for name in Threshold._fields]


def best_threshold(
    y_true: Any, y_score: Any, rule: str = "youden", *, at_least: float | None = None,
    at_most: float | None = None, false_positive_cost: float = 1.0,
    false_negative_cost: float = 1.0, pos_label: Any = None, sample_weight: Any = None,
) -> Threshold:
    """Chooses the threshold by a rule.

    Parameters
    ----------
    y_true : array-like
        One of two labels a row.
    y_score : array-like
        The score of the positive class.
    rule : str
        "youden" (recall + specificity − 1), "f1", "accuracy", "balanced_accuracy" or
        "matthews_corrcoef": the best of it; "cost": the least mean cost; "recall": the best
        precision with recall of at least `at_least`; "precision": the best recall with precision of
        at least `at_least`; "alerts": the best recall with at most `at_most` positive answers.
    at_least, at_most : float or None
        The floor, or the budget, of the rules that have one.
    false_positive_cost, false_negative_cost : float
        What a wrong answer costs, of the rule "cost".
    pos_label : label or None
        The positive class; 1 of {0, 1} and {−1, 1} by default.
    sample_weight : array-like or None
        The weight of each row.

    Returns
    -------
    Threshold

    Raises
    ------
    ValueError
        Lengths differ, there are no rows, or no threshold fulfils what is asked.

    Examples
    --------
    >>> best_threshold([0, 0, 1, 1], [0.1, 0.4, 0.35, 0.8], "recall", at_least=1.0).threshold
    0.35
    """
    function = "best_threshold"
    checks.check_option(function, "rule", rule, RULES)
    first, second = 0.0, 0.0
    if rule == "cost":
        first, second = false_positive_cost, false_negative_cost
    elif rule in ("recall", "precision"):
        checks.check_number(function, "at_least", at_least, 0.0, 1.0)
        first = at_least
    elif rule == "alerts":
        checks.check_number(function, "at_most", at_most, 0.0)
        first = at_most
    rows = scored_rows(function, y_true, y_score, pos_label, sample_weight)
    found = _Threshold()
    _native.call(
        _native.library.assay_best_threshold, *rows.arguments, RULES.index(rule), first, second,
        byref(found),
    )
    return Threshold(*(getattr(found, name) for name in Threshold._fields))
