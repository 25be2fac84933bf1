"""Rates of labels: which labels they are of, how they are averaged, and what is warned of."""

from __future__ import annotations

import math
import warnings
from collections.abc import Collection
from typing import Any

import numpy as np

from assay import _interface
from assay.exceptions import UndefinedMetricWarning
from assay.metrics import _checks as checks
from assay.metrics import _targets as targets
from assay.metrics._label_columns import asked_labels, counted
from assay.metrics._label_sets import Sets
from assay.metrics._matrix import Matrix

AVERAGES = (None, "binary", "micro", "macro", "weighted", "samples")

CODES = {
    None: _interface.PER_LABEL, "binary": _interface.PER_LABEL, "micro": _interface.MICRO,
    "macro": _interface.MACRO, "weighted": _interface.WEIGHTED, "samples": _interface.SAMPLES,
}

#: The bit of each rate that is undefined, what it is called, and which rows there are none of.
UNDEFINED = {
    "precision": (1, "Precision", "predicted"),
    "recall": (2, "Recall", "true"),
    "f-score": (4, "F-score", "true nor predicted"),
    "jaccard": (8, "Jaccard", "true or predicted"),
}


def check_arguments(
    function: str, labels: Any, pos_label: Any, average: Any, sample_weight: Any,
    zero_division: Any,
) -> None:
    """The parameters that all rates have."""
    checks.check_array_like_or_none(function, labels=labels, sample_weight=sample_weight)
    checks.check_pos_label(function, pos_label)
    checks.check_option(function, "average", average, AVERAGES)
    checks.check_zero_division(function, zero_division)


def one_or_all(values: list[float], average: str | None) -> Any:
    """The average, or an array of the labels' values."""
    return np.array(values) if average is None else values[0]


def policy(zero_division: Any) -> int:
    """What an undefined rate is, as the library knows it."""
    if zero_division == "warn":
        return _interface.STANDARD
    if math.isnan(zero_division):
        return _interface.NAN
    return _interface.ONE if zero_division == 1 else _interface.ZERO


def read(
    y_true: Any, y_pred: Any, labels: Any, pos_label: Any, average: str | None,
    sample_weight: Any, zero_division: Any, beta: float, warned: Collection[str],
) -> list[_interface.Rates]:
    """Counts, and reads the rates of each label or their one average; warns of undefined ones.

    Called by the public functions alone: their caller is two calls up.
    """
    seen = counted(y_true, y_pred, sample_weight)
    chosen = chosen_labels(seen, labels, pos_label, average)
    if average == "samples" and isinstance(seen, Matrix):
        raise ValueError(
            "Samplewise metrics are not available outside of multilabel classification: give a "
            "matrix of zeros and ones, or another average."
        )
    rates = seen.rates(CODES[average], chosen, float(beta), policy(zero_division))
    if zero_division == "warn":
        if beta == 0 or math.isinf(beta):
            # The F-score is precision or recall then, which were warned of.
            warned = [name for name in warned if name != "f-score"]
        bits = 0
        for rate in rates:
            bits |= rate.undefined
        if bits:
            is_one = len(rates) == 1 and average in (None, "binary", "micro")
            if average in ("macro", "weighted"):
                is_one = len(seen.classes if chosen is None else chosen) == 1
            warn_of(bits, warned, average, is_one, stacklevel=4)
    return rates


def chosen_labels(
    seen: Matrix | Sets, labels: Any, pos_label: Any, average: str | None
) -> np.ndarray | None:
    """The labels to read: those given, the positive class, or None for all."""
    if average != "binary":
        if pos_label not in (None, 1):
            warnings.warn(
                f"Note that pos_label (set to {pos_label!r}) is ignored when average != 'binary' "
                f"(got {average!r}). You may use labels=[pos_label] to specify a single positive "
                "class.",
                UserWarning, stacklevel=4,
            )
        return None if labels is None else asked_labels(labels)
    if seen.kind != "binary":
        options = [None, "micro", "macro", "weighted"]
        if seen.is_multilabel:
            options.append("samples")
        raise ValueError(
            f"Target is {seen.kind} but average='binary'. Please choose another average setting, "
            f"one of {options!r}."
        )
    present = seen.classes.tolist()
    if pos_label not in present and len(present) >= 2:
        raise ValueError(
            f"pos_label={pos_label} is not a valid label. It should be one of {seen.classes}"
        )
    return targets.as_array([pos_label], "pos_label")


def warn_of(
    bits: int, warned: Collection[str], average: str | None, is_one: bool, stacklevel: int
) -> None:
    """Warns of each rate that is undefined, and of the F-score once."""
    axis = "samples" if average == "samples" else "labels"
    rows = "labels" if average == "samples" else "samples"
    for name in warned:
        bit, title, missing = UNDEFINED[name]
        if bits & bit:
            place = ("due to" if is_one else f"in {axis} with") + f" no {missing} {rows}"
            warnings.warn(
                f"{title} is ill-defined and being set to 0.0 {place}. Use `zero_division` "
                "parameter to control this behavior.",
                UndefinedMetricWarning, stacklevel=stacklevel,
            )
