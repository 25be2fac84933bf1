"""The library: found, loaded, called, and its faults raised as exceptions.

Calls release Python's lock, so threads evaluate side by side. Addresses are plain integers: an
array whose address is passed must live until the call returns, and must be contiguous.
"""

from __future__ import annotations

import ctypes
import os
from pathlib import Path
from typing import Any

import numpy as np

from assay import _interface
from assay.exceptions import EvaluationError


def _path() -> str:
    """Where the library is: where ASSAY_LIBRARY says, else beside this file."""
    named = os.environ.get("ASSAY_LIBRARY")
    if named:
        return named
    folder = Path(__file__).parent / "_lib"
    for name in ("libAssayC.so", "libAssayC.dylib"):
        if (folder / name).exists():
            return str(folder / name)
    raise ImportError(
        f"Assay's library is not in {folder}: build it by `make python`, or say where it is in the "
        "environment variable ASSAY_LIBRARY."
    )


def _load() -> ctypes.CDLL:
    """The library, its functions told what they take."""
    path = _path()
    try:
        loaded = ctypes.CDLL(path)
    except OSError as fault:
        raise ImportError(f"Assay's library at {path} cannot be loaded: {fault}") from fault
    version = loaded.assay_interface_version
    version.argtypes, version.restype = (), ctypes.c_int32
    if version() != _interface.VERSION:
        raise ImportError(
            f"The library at {path} speaks version {version()} of Assay's interface, this package "
            f"version {_interface.VERSION}: install both from one release."
        )
    letters = _interface.LETTERS
    for name, arguments in _interface.FALLIBLE.items():
        function = getattr(loaded, name)
        function.argtypes = [*(letters[letter] for letter in arguments), ctypes.c_void_p]
        function.restype = ctypes.c_int32
    for name, (result, arguments) in _interface.INFALLIBLE.items():
        function = getattr(loaded, name)
        function.argtypes = [letters[letter] for letter in arguments]
        function.restype = letters[result] if result else None
    return loaded


#: The library; its functions are attributes, named as in `assay.h`.
library = _load()


def call(function: Any, *arguments: Any) -> None:
    """Calls a function that returns a status, and raises `EvaluationError` unless all is well.

    The pointer to the error, which ends each such function's arguments, is added here.
    `MemoryError` is raised where memory for a result could not be had.
    """
    error = _interface.Error()
    if function(*arguments, ctypes.byref(error)) != 0:
        raise _exception(error)


def number(function: Any, *arguments: Any) -> float:
    """Calls a function whose last argument but the error is a pointer to one double."""
    error, value = _interface.Error(), ctypes.c_double()
    if function(*arguments, ctypes.byref(value), ctypes.byref(error)) != 0:
        raise _exception(error)
    return value.value


def _exception(error: _interface.Error) -> Exception:
    message = error.message.decode("utf-8", "replace")
    if error.status == _interface.NO_MEMORY:
        return MemoryError(message)
    return EvaluationError(
        message,
        error.status,
        error.index if error.index >= 0 else None,
        error.value,
        error.field.decode("utf-8", "replace"),
    )


def address(array: np.ndarray) -> int:
    """Where an array's first element lies."""
    return array.__array_interface__["data"][0]


def address_or_null(array: np.ndarray | None) -> int | None:
    """Where an array's first element lies, NULL without an array."""
    return None if array is None else array.__array_interface__["data"][0]


#: The `assay_type_t` of the dtypes that C reads as they are: native ones of one byte to eight.
TYPES = {np.dtype(name): code for name, code in _interface.TYPES.items()}


def text(pointer: ctypes.c_void_p) -> str:
    """Takes text that the library handed out, and frees it."""
    try:
        return ctypes.string_at(pointer.value).decode("utf-8")
    finally:
        library.assay_free(pointer)


def integers(pointer: ctypes.c_void_p, count: int) -> np.ndarray:
    """Takes 64-bit integers that the library handed out, and frees them."""
    try:
        return np.frombuffer(ctypes.string_at(pointer.value, 8 * count), dtype=np.int64)
    finally:
        library.assay_free(pointer)
