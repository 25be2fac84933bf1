"""What Assay raises and warns with.

Every error is a `ValueError` and every warning a `UserWarning`, as scikit-learn's are, so that code
written for one catches those of the other.
"""

from __future__ import annotations

__all__ = ["EvaluationError", "InvalidParameterError", "UndefinedMetricWarning"]


class InvalidParameterError(ValueError, TypeError):
    """A parameter has a value it cannot have, or is of a type it cannot be of."""


class EvaluationError(ValueError):
    """The library found fault with the data.

    Attributes
    ----------
    status : int
        What was wrong: one of the `assay_status_t` of the C interface.
    index : int or None
        The row, element or position at fault.
    value : float
        The value at fault, NaN without one.
    field : str
        The argument at fault, empty without one.
    """

    def __init__(
        self,
        message: str,
        status: int = 0,
        index: int | None = None,
        value: float = float("nan"),
        field: str = "",
    ) -> None:
        super().__init__(message)
        self.status = status
        self.index = index
        self.value = value
        self.field = field


class UndefinedMetricWarning(UserWarning):
    """The data do not define the number asked for; what is returned in its place is said."""
