"""The table of the C interface says what the header declares."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from assay import _interface

HEADER = Path(__file__).parents[2] / "Sources/AssayCInterface/include/assay.h"
LETTERS = {"int32_t": "i", "int64_t": "l", "uint64_t": "u", "double": "d", "bool": "b"}

pytestmark = pytest.mark.skipif(not HEADER.exists(), reason="the header is not installed")


def declarations() -> tuple[dict[str, str], dict[str, tuple[str, str]], dict[str, int]]:
    """Functions with a status, the others, and the values of enumerations, as the header has them."""
    text = re.sub(r"//[^\n]*", "", HEADER.read_text("utf-8"))
    fallible, infallible = {}, {}
    for result, name, arguments in re.findall(r"^(\w+) (assay_\w+)\(([^)]*)\);", text, re.M):
        kinds = [argument.split() for argument in arguments.split(",") if argument != "void"]
        letters = "".join("p" if "*" in "".join(kind) else LETTERS[kind[0]] for kind in kinds)
        if result == "assay_status_t":
            assert letters.endswith("p"), f"{name} ends without an error"
            fallible[name] = letters[:-1]
        else:
            infallible[name] = (LETTERS.get(result, ""), letters)
    values = re.findall(r"^\s+ASSAY_(\w+) = (\d+),", text, re.M)
    return fallible, infallible, {name: int(value) for name, value in values}


def test_functions_take_what_the_header_says() -> None:
    fallible, infallible, _ = declarations()
    assert len(fallible) > 40
    assert _interface.FALLIBLE == fallible
    assert _interface.INFALLIBLE == infallible


def test_enumerations_have_the_values_of_the_header() -> None:
    _, _, values = declarations()
    ours = {name: value for name, value in vars(_interface).items() if name in values}
    assert len(ours) > 30
    assert ours == {name: values[name] for name in ours}


def test_structures_have_the_fields_of_the_header() -> None:
    text = HEADER.read_text("utf-8")
    for structure, name in ((_interface.Error, "assay_error"), (_interface.Rates, "assay_rates")):
        body = re.search(rf"typedef struct {name} \{{(.*?)\}} {name}_t;", text, re.S).group(1)
        fields = re.findall(r"^\s*\w+ (\w+)(?:\[\d+\])?;", body, re.M)
        assert [field for field, _ in structure._fields_] == fields
