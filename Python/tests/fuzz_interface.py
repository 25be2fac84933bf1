"""Calls every function of the C interface with whatever comes, from several threads at once.

    python fuzz_interface.py --seed 1 --count 20000 --threads 8

Pointers hold as many elements as their counts say, for that is asked of a caller; all else is left to
chance: bytes, types, counts, enumerations, NULL. The functions and their arguments are read from
`assay.h`. A call may answer or refuse, and is at fault when it dies, when it returns an unknown
status, when its error does not say what was wrong, or when it writes anything as it refuses.
"""

from __future__ import annotations

import argparse
import ctypes
import math
import re
import struct
import threading
from pathlib import Path

from assay import _native
from assay._interface import Error
from random_data import RandomData, libc

HEADER = Path(__file__).parents[2] / "Sources/AssayCInterface/include/assay.h"
DECLARATION = re.compile(r"^assay_status_t (assay_\w+)\(\s*(.*?)\);", re.DOTALL | re.MULTILINE)
METRICS = [b"accuracy", b"f1", b"macro_f1", b"roc_auc", b"average_precision", b"log_loss",
           b"brier_score", b"cohen_kappa", b"matthews_corrcoef", b"balanced_accuracy", b"", b"\xff"]


def functions() -> dict[str, list[tuple[str, str]]]:
    """The functions that return a status, and the types and names of their arguments."""
    text = re.sub(r"//.*", "", HEADER.read_text())
    result = {}
    for name, arguments in DECLARATION.findall(text):
        parts = [re.fullmatch(r"(.*?)(\w+)", part.strip(), re.DOTALL).groups()
                 for part in arguments.split(",")]
        result[name] = [("".join(kind.split()), argument) for kind, argument in parts][:-1]
    return result


class Caller(RandomData):
    """One thread's calls, its objects, and the memory of the call at hand."""

    def __init__(self, seed: int, shared: int):
        super().__init__(seed)
        self.shared = shared
        self.own: dict[str, list[int]] = {"confusion": [], "label_sets": [], "curve": []}
        #: How many labels the sets have, by their pointers.
        self.widths: dict[int, int] = {}
        #: How often a function returned a status.
        self.statuses: dict[tuple[str, int], int] = {}

    def object(self, kind: str, is_read: bool = True) -> int | None:
        """An object of one's own, or a matrix that other threads read too; now and then none."""
        if self.chance(0.03):
            return None
        if kind == "confusion" and is_read and self.chance(0.2):
            return self.shared
        return self.random.choice(self.own[kind]) if self.own[kind] else None

    # One call.

    def call(self, name: str, arguments: list[tuple[str, str]]) -> None:
        rows = self.pick(0, 1, 2, 3, 7, 30, 30, 200, 200, 2000)
        width = self.pick(1, 1, 2, 2, 3, 5, 17) if rows < 2000 else self.pick(1, 2)
        code = self.pick(10, 11, 11) if self.is_scored(name) else self.random.randrange(1, 12)
        if self.chance(0.03):
            code = self.pick(0, 12, -1, 2**31 - 1)
        few = self.pick(0, 0, 1, 2, 3, 12)
        # A count that no pointer could fulfil, refused before the memory is looked at.
        wild = self.pick(-1, -(2**63), 2**63 - 1, 2**60) if self.chance(0.03) else None
        constants = {"rows": rows, "points": rows, "width": width, "type": code,
                     "class_count": few, "label_count": few, "byte_count": None}
        if any(argument == "label_count" or argument == "class_count" for _, argument in arguments):
            if self.is_scored(name) or name in ("assay_samplewise_counts",):
                constants["class_count"] = constants["label_count"] = width
        sets = self.object("label_sets") if "label_sets" in name else None
        is_read = not name.endswith(("_update", "_merge"))
        confusion = self.object("confusion", is_read) if "confusion" in name else None
        curve = self.object("curve") if "curve" in name else None
        labels = self.width_of_sets(sets)
        outputs: list[tuple[int, bytes]] = []
        values: list = []
        stored = None

        def output(size: int) -> int:
            content = self.random.randbytes(size)
            pointer = self.allocated(content)
            outputs.append((pointer, content))
            return pointer

        for kind, argument in arguments:
            if kind.endswith("*") and self.chance(0.01):
                values.append(None)
            elif argument in ("confusion", "other", "sets", "curve"):
                values.append({"confusion": confusion, "other": self.object("confusion"),
                               "sets": sets, "curve": curve}[argument])
            elif argument == "bytes" and kind == "constuint8_t*":
                stored = self.bytes_of_matrix(self.object("confusion"))
                values.append(self.allocated(stored))
            elif argument == "byte_count" and kind == "int64_t":
                values.append(len(stored or b""))
            elif kind == "bool":
                values.append(self.chance(0.5))
            elif kind in ("int32_t", "int64_t", "uint64_t", "double"):
                values.append(self.scalar(kind, argument, constants, name))
            elif kind.startswith("const"):
                values.append(self.input(kind, argument, name, rows, width, code, few, labels))
            else:
                values.append(output(self.room(name, argument, confusion, sets, curve, rows, width,
                                               few)))
        if wild is not None:
            for place, (kind, argument) in enumerate(arguments):
                if kind == "int64_t" and argument in ("rows", "points", "width", "class_count",
                                                      "label_count", "byte_count", "bin_count"):
                    values[place] = wild
                elif kind.startswith("const") and argument not in ("confusion", "sets", "curve"):
                    values[place] = None
        self.finish(name, arguments, values, outputs)

    def finish(self, name, arguments, values, outputs) -> None:
        error = Error()
        status = getattr(_native.library, name)(*values, ctypes.byref(error))
        self.statuses[name, status] = self.statuses.get((name, status), 0) + 1
        assert 0 <= status <= 18, (name, status)
        if status != 0:
            assert error.status == status, (name, status, error.status)
            message = error.message.decode("utf-8")
            assert message and error.field.decode("utf-8") is not None, name
            for pointer, content in outputs:
                assert ctypes.string_at(pointer, len(content)) == content, (name, values, message)
        else:
            self.keep(arguments, values)
        for pointer in self.memory:
            libc.free(pointer)
        self.memory.clear()

    def keep(self, arguments, values) -> None:
        """Takes what a call handed out: an object to keep, or memory to free."""
        for (kind, argument), value in zip(arguments, values):
            if value is None or kind.startswith("const") or not kind.endswith("**"):
                continue
            pointer = ctypes.cast(value, ctypes.POINTER(ctypes.c_void_p))[0]
            if argument != "result":
                _native.library.assay_free(pointer)
                continue
            kind = next(key for key in self.own if key in kind)
            self.own[kind].append(pointer)
            if kind == "label_sets":
                self.widths[pointer] = values[0]
            if len(self.own[kind]) > 6:
                self.free(kind, self.random.randrange(6))

    def free(self, kind: str, place: int) -> None:
        pointer = self.own[kind].pop(place)
        self.widths.pop(pointer, None)
        getattr(_native.library, f"assay_{kind}_free")(pointer)

    def free_all(self) -> None:
        for kind, own in self.own.items():
            while own:
                self.free(kind, 0)

    def scalar(self, kind: str, argument: str, constants: dict, name: str):
        if argument in constants and constants[argument] is not None:
            return constants[argument]
        if argument == "resamples":
            return self.pick(100, 100, 100, 100, 101, 0, 2**62)
        if argument == "bin_count":
            if self.chance(0.05):
                return self.pick(0, -1, 10**6, 10**6 + 1, 2**63 - 1)
            return self.pick(1, 2, 5, 10, 100)
        if argument == "digits":
            return self.pick(0, 1, 2, 2, 3, 5, 9, 10, 40, 100, 101, -1, 2**31 - 1)
        if argument == "k":
            return self.pick(0, 1, 2, 3, 10, -1, 2**63 - 1, -(2**63))
        if argument == "positive":
            return self.pick(0, 1, 1, 2, -1, 2**63 - 1)
        if kind == "uint64_t":
            return self.random.getrandbits(64)
        if kind == "int32_t":
            known = {"reading": 11 if "confusion" in name else 5, "kind": 4, "undefined": 4,
                     "average": 5, "multi_class": 2, "binning": 2, "column": 5, "rule": 9}
            if self.chance(0.1):
                return self.pick(-1, 12, 2**31 - 1, -(2**31))
            return self.random.randrange(known.get(argument, 4))
        if kind == "double":
            if self.chance(0.7):
                return self.pick(0.5, 0.95, 0.9) if argument == "level" else self.pick(1.0, 0.5, 2.0)
            return self.pick(0.0, 1.0, 1e-320, 1 - 2**-53, 1e300, -1.0, math.nan, math.inf,
                             -math.inf)
        return self.random.randrange(-2, 20)

    def input(self, kind, argument, name, rows, width, code, few, labels):
        """Memory for what goes in, as much of it as the counts say."""
        if argument == "metric":
            return self.allocated(self.random.choice(METRICS) + b"\0")
        if argument == "names":
            count = max(few, 200, labels)
            names = [self.allocated(self.random.choice([b"cat\0", b"\xff\xfe\0", "ä".encode() * 90 + b"\0",
                                                        b"\0"])) for _ in range(min(count, 200))]
            if count > 200 or self.chance(0.5):
                return None
            return self.allocated(struct.pack(f"{count}P", *names))
        if argument == "weights":
            if self.chance(0.5):
                return None
            return self.allocated(self.numbers(rows, 11))
        if argument in ("classes", "labels") and kind == "constint64_t*":
            if self.chance(0.3):
                return self.allocated(self.numbers(few, 4))
            return self.allocated(struct.pack(f"{few}q", *range(few)))
        if argument == "positions":
            top = max(2, width) + (1 if self.chance(0.1) else 0)
            low = -1 if self.chance(0.05) else 0
            return self.allocated(struct.pack(
                f"{rows}i", *(self.random.randrange(low, top) for _ in range(rows))))
        cells = rows * width if self.is_table(name, argument) else rows
        if "label_sets" in name:
            cells = rows * labels
        if kind == "constuint8_t*":
            return self.allocated(self.numbers(cells, 9))
        if kind == "constdouble*":
            return self.allocated(self.numbers(cells, 11))
        if argument in ("scores", "probabilities") and code in (10, 11) and self.chance(0.6):
            return self.allocated(self.rows_of_probabilities(rows, cells // max(1, rows), code)
                                  if cells > rows else self.numbers(cells, code))
        return self.allocated(self.numbers(cells, code))

    @staticmethod
    def is_scored(name: str) -> bool:
        return not any(part in name for part in ("confusion", "label_positions", "label_sets",
                                                 "compare_predictions", "samplewise"))

    @staticmethod
    def is_table(name: str, argument: str) -> bool:
        if name in ("assay_class_roc_auc", "assay_label_roc_auc", "assay_label_average_precision",
                    "assay_samplewise_counts", "assay_dcg", "assay_ndcg", "assay_label_ranking"):
            return True
        return argument in ("probabilities", "decisions", "scores") and name in (
            "assay_log_loss", "assay_brier_score", "assay_d2_log_loss", "assay_d2_brier_score",
            "assay_unnormalized_row", "assay_hinge_loss", "assay_top_k_accuracy")

    def width_of_sets(self, sets: int | None) -> int:
        return self.widths.get(sets, 1) if sets else 1

    def room(self, name, argument, confusion, sets, curve, rows, width, few) -> int:
        """The bytes of what comes out."""
        classes = _native.library.assay_confusion_class_count(confusion)
        labels = self.width_of_sets(sets)
        if argument == "cells":
            return 8 * classes * classes
        if argument == "classes":
            return 8 * classes
        if argument == "rates":
            return 48 * max(classes, few, labels, 1)
        if argument == "counts":
            return 32 * (rows if "samplewise" in name else max(classes, few, labels))
        if argument == "positions":
            return 4 * rows
        if argument == "values":
            if curve:
                return 8 * max(_native.library.assay_curve_length(curve, column)
                               for column in range(6))
            return 8 * max(1, width)
        return {"estimate": 224, "verdict": 32, "comparison": 112, "threshold": 48,
                "is_undefined": 1}.get(argument, 8)

def run(seed: int, count: int, threads: int) -> dict[tuple[str, int], int]:
    """Calls functions at random, `count` times in all; how often each returned which status."""
    known = sorted(functions().items())
    shared = ctypes.c_void_p()
    labels = (ctypes.c_int32 * 6)(0, 1, 2, 2, 1, 0)
    _native.call(_native.library.assay_confusion_create, None, 0, ctypes.byref(shared))
    _native.call(_native.library.assay_confusion_update, shared, labels, labels, 3, 6, None)
    callers = [Caller(seed * 1000 + number, shared.value) for number in range(threads)]
    faults: list[BaseException] = []

    def work(caller: Caller) -> None:
        try:
            for _ in range(count // threads):
                caller.call(*caller.random.choice(known))
        except BaseException as fault:
            faults.append(fault)
        caller.free_all()

    workers = [threading.Thread(target=work, args=(caller,)) for caller in callers]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()
    _native.library.assay_confusion_free(shared)
    if faults:
        raise faults[0]
    total: dict[tuple[str, int], int] = {}
    for caller in callers:
        for key, times in caller.statuses.items():
            total[key] = total.get(key, 0) + times
    return total


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--count", type=int, default=20_000)
    parser.add_argument("--threads", type=int, default=8)
    options = parser.parse_args()
    total = run(options.seed, options.count, options.threads)
    for name in functions():
        answers = {status: times for (key, status), times in sorted(total.items()) if key == name}
        print(f"{name:36} answered {answers.pop(0, 0):6}, refused {sum(answers.values()):6}"
              f" by {len(answers)} statuses")


if __name__ == "__main__":
    main()
