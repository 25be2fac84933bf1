"""Precision, recall, F1 and support of all labels, to read."""

from __future__ import annotations

import ctypes
import warnings
from ctypes import byref
from typing import Any

import numpy as np

from assay import _interface, _native
from assay.metrics import _checks as checks
from assay.metrics._averaged_rates import policy, warn_of
from assay.metrics._label_columns import asked_labels, counted
from assay.metrics._label_sets import Sets
from assay.metrics._matrix import Matrix

HEADERS = ("precision", "recall", "f1-score", "support")


def classification_report(
    y_true: Any, y_pred: Any, *, labels: Any = None, target_names: Any = None,
    sample_weight: Any = None, digits: int = 2, output_dict: bool = False,
    zero_division: Any = "warn",
) -> str | dict[str, Any]:
    """Precision, recall, F1 and support of each label, and their averages.

    Parameters
    ----------
    y_true, y_pred : array-like
        One label a row, or a matrix of zeros and ones, one column a label.
    labels : array-like or None
        The labels in their order; all that occur, ascending, by default.
    target_names : array-like of str or None
        What to call the labels.
    sample_weight : array-like or None
        The weight of each row.
    digits : int
        Digits behind the point, in the text.
    output_dict : bool
        Whether to return numbers in a dictionary.
    zero_division : {"warn", 0.0, 1.0, nan}
        What an undefined rate is; "warn" is 0 with a warning.

    Returns
    -------
    str, or dict of dicts of float
        A row for each label, the accuracy where all labels are reported (else the micro average),
        and the averages.

    Raises
    ------
    ValueError
        Lengths differ, there are no rows, or names and labels are of different number.

    Examples
    --------
    >>> print(classification_report(["cat", "dog", "dog"], ["cat", "dog", "cat"]))
                  precision    recall  f1-score   support
    <BLANKLINE>
             cat       0.50      1.00      0.67         1
             dog       1.00      0.50      0.67         2
    <BLANKLINE>
        accuracy                           0.67         3
       macro avg       0.75      0.75      0.67         3
    weighted avg       0.83      0.67      0.67         3
    <BLANKLINE>
    """
    function = "classification_report"
    checks.check_array_like(function, y_true=y_true, y_pred=y_pred)
    checks.check_array_like_or_none(
        function, labels=labels, target_names=target_names, sample_weight=sample_weight
    )
    checks.check_number(function, "digits", digits, 0, integral=True)
    checks.check_boolean(function, output_dict=output_dict)
    checks.check_zero_division(function, zero_division)
    seen = counted(y_true, y_pred, sample_weight)
    chosen = seen.classes if labels is None else asked_labels(labels)
    names = names_of(chosen, target_names, given=labels is not None)
    if isinstance(seen, Sets) and labels is not None:
        seen = seen.selected(chosen)
    rates = rates_of_all(seen, chosen, policy(zero_division))
    if zero_division == "warn":
        warn_of_rows(rates, stacklevel=3)
    if output_dict:
        return as_dictionary(rates, names, seen, chosen)
    return as_text(seen, chosen, names, digits, policy(zero_division), sample_weight)


def names_of(chosen: np.ndarray, target_names: Any, given: bool) -> list[str]:
    """What the labels are called."""
    if target_names is None:
        return [f"{label}" for label in chosen]
    if len(target_names) != len(chosen):
        if not given:
            raise ValueError(
                f"Number of classes, {len(chosen)}, does not match size of target_names, "
                f"{len(target_names)}. Try specifying the labels parameter"
            )
        warnings.warn(
            f"labels size, {len(chosen)}, does not match size of target_names, "
            f"{len(target_names)}: what goes beyond the shorter list is left out.",
            UserWarning, stacklevel=3,
        )
    return [f"{name}" for name in target_names]


def rates_of_all(
    seen: Matrix | Sets, chosen: np.ndarray, undefined: int
) -> dict[str | None, Any]:
    """The rates of each label, under None, and the averages under their names."""
    averages = {
        None: _interface.PER_LABEL, "micro": _interface.MICRO, "macro": _interface.MACRO,
        "weighted": _interface.WEIGHTED,
    }
    if isinstance(seen, Sets):
        averages["samples"] = _interface.SAMPLES
        chosen = None
    return {name: seen.rates(code, chosen, 1.0, undefined) for name, code in averages.items()}


def warn_of_rows(rates: dict[str | None, Any], stacklevel: int) -> None:
    """Warns of undefined rates, once for the labels and once for each average."""
    for average, found in rates.items():
        bits = 0
        for rate in found:
            bits |= rate.undefined
        is_one = average == "micro" or len(rates[None]) == 1
        warn_of(bits, ("precision", "recall", "f-score"), average, is_one, stacklevel + 1)


def reports_all(seen: Matrix | Sets, chosen: np.ndarray) -> bool:
    """Whether no label that occurs is left out: then the micro averages are the accuracy."""
    return isinstance(seen, Matrix) and set(chosen.tolist()) >= set(seen.classes.tolist())


def as_dictionary(
    rates: dict[str | None, Any], names: list[str], seen: Matrix | Sets, chosen: np.ndarray
) -> dict[str, Any]:
    """The report as numbers."""
    report: dict[str, Any] = {
        name: numbers(rate) for name, rate in zip(names, rates[None])
    }
    for average, found in rates.items():
        if average is None:
            continue
        if average == "micro" and reports_all(seen, chosen):
            report["accuracy"] = found[0].precision
        else:
            report[f"{average} avg"] = numbers(found[0])
    return report


def numbers(rate: _interface.Rates) -> dict[str, float]:
    """The four numbers of a row."""
    return dict(zip(HEADERS, (rate.precision, rate.recall, rate.f_score, rate.support)))


def as_text(
    seen: Matrix | Sets, chosen: np.ndarray, names: list[str], digits: int, undefined: int,
    sample_weight: Any,
) -> str:
    """The report as the library writes it."""
    encoded = [name.encode("utf-8") for name in names]
    encoded += [b""] * (len(chosen) - len(encoded))
    pointers = (ctypes.c_char_p * len(encoded))(*encoded)
    text, library = ctypes.c_void_p(), _native.library
    if isinstance(seen, Sets):
        _native.call(
            library.assay_label_sets_report, seen.pointer, pointers, digits, undefined, byref(text)
        )
    else:
        codes = seen.codes_of(chosen)
        _native.call(
            library.assay_confusion_report, seen.pointer, _native.address(codes), len(codes),
            pointers, digits, undefined, byref(text),
        )
    return _native.text(text)
