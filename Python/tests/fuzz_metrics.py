"""Gives every function of `assay.metrics` whatever comes, from several threads at once.

    python fuzz_metrics.py --seed 1 --count 5000 --threads 8

Two kinds of calls. Noise: arrays of any dtype, shape and content in any argument; the function may
answer, warn or raise a `ValueError` or a `TypeError` (`MemoryError` where memory does not suffice).
Disguise: sensible data, and the same data by another way (lists, strides, another byte order or
dtype, read-only or unaligned memory, objects): both must come to the same answer.
"""

from __future__ import annotations

import argparse
import inspect
import random
import threading
import warnings
from collections import Counter
from collections.abc import Callable
from typing import Any

import numpy as np

from assay import metrics

RIGHT_ERRORS = (ValueError, TypeError, MemoryError)
DTYPES = ["i1", "i2", "i4", "i8", "u1", "u2", "u4", "u8", "?", "f2", "f4", "f8", "g", ">i4", ">i8",
          ">f4", ">f8", "F", "D", "O", "U3", "S3", "M8[s]", "m8[s]", "V4"]
SHAPES = [(0,), (1,), (2,), (7,), (30,), (30,), (30, 1), (30, 2), (30, 3), (1, 30), (0, 3), (3, 0),
          (), (2, 3, 4), (2**20,)]


def noise(source: random.Random, rows: tuple[int, ...], may_be_huge: bool) -> Any:
    """Anything that may be given for an array."""
    shape = rows if source.random() < 0.85 else source.choice(SHAPES)
    dtype = np.dtype(source.choice(DTYPES if source.random() < 0.5 else ["i4", "i8", "f8"]))
    size = int(np.prod(shape))
    manner = source.random()
    if dtype.kind in "OUS":
        pool = ["a", "b", "", 1, 2.5, None, b"c", [1], float("nan"), 10**30, True]
        pool = pool if dtype.kind == "O" else ["a", "b", "ab"]
        array = np.empty(size, dtype)
        for place in range(size if size < 10_000 else 0):
            array[place] = source.choice(pool)
    elif manner < 0.3:
        array = np.frombuffer(source.randbytes(size * dtype.itemsize), dtype).copy()
    else:
        with np.errstate(all="ignore"), warnings.catch_warnings():
            warnings.simplefilter("ignore")
            numbers = np.array([source.randrange(3) for _ in range(min(size, 1000))], "i8")
            numbers = np.resize(numbers, size)
            array = numbers.astype(dtype) if dtype.kind != "V" else np.zeros(size, dtype)
            if dtype.kind == "f" and manner < 0.6:
                array = (numbers / 2).astype(dtype)
    array = array.reshape(shape)
    if source.random() < 0.2 and array.ndim:
        array = array[::-1]
    if source.random() < 0.1:
        array.flags.writeable = False
    if may_be_huge and source.random() < 0.05:
        # A shape far beyond memory, of one element.
        array = np.broadcast_to(np.zeros((), dtype), (2**40,))
    if source.random() < 0.2 and size < 1000 and array.size < 1000:
        return array.tolist()
    return source.choice([None, "text", 3, {}, object()]) if source.random() < 0.03 else array


def argument(source: random.Random, name: str, rows: tuple[int, ...]) -> Any:
    """Something for an argument of a name."""
    if name.startswith(("y_", "pred", "x", "y", "sample_weight", "scores")):
        # Two huge ones of a length would fit each other, and take hours to look through.
        return noise(source, rows if name != "sample_weight" else rows[:1], name != "y_true")
    choices: dict[str, list[Any]] = {
        "average": ["micro", "macro", "weighted", "samples", "binary", None, "other", 3],
        "labels": [None, [0, 1], [1, 0, 2], ["a"], [], 5],
        "zero_division": ["warn", 0, 1, float("nan"), 7],
        "pos_label": [1, 0, "a", None, 9], "k": [1, 2, None, 0, -3, 2**70], "beta": [1, 0.5, -1],
        "multi_class": ["ovr", "ovo", "raise", "other"], "max_fpr": [None, 0.5, 1, 0, float("nan")],
        "normalize": ["true", "pred", "all", None, True, False, 3], "n_bins": [5, 1, 0, 10**12],
        "strategy": ["uniform", "quantile", "other"], "weights": [None, "linear", "quadratic"],
        "digits": [2, 0, 10**6, -1], "log_base": [2, 1, 0, -1, float("inf")],
    }
    return source.choice(choices.get(name, [True, False, None, "auto", 1]))


def call_with_noise(source: random.Random, name: str) -> str:
    """One call with anything; what became of it."""
    function = getattr(metrics, name)
    rows = source.choice([(30,), (30,), (30,), (30, 3), source.choice(SHAPES)])
    arguments = {}
    for parameter in inspect.signature(function).parameters.values():
        if parameter.kind in (parameter.VAR_KEYWORD, parameter.VAR_POSITIONAL):
            continue
        if parameter.name == "metric_func":
            arguments[parameter.name] = metrics.accuracy_score
        elif parameter.default is parameter.empty or source.random() < 0.15:
            arguments[parameter.name] = argument(source, parameter.name, rows)
    try:
        function(**arguments)
        return "answered"
    except RIGHT_ERRORS:
        return "refused"


def disguise(source: random.Random, array: np.ndarray, may_convert: bool) -> Any:
    """The same numbers by another way, of another dtype too if they may be converted."""

    def unaligned() -> np.ndarray:
        memory = np.empty(array.nbytes + 1, "u1")
        moved = memory[1:].view(array.dtype).reshape(array.shape)
        moved[...] = array
        return moved

    def strided() -> np.ndarray:
        spread = np.zeros((*array.shape, 2), array.dtype)
        spread[..., 0] = array
        return spread[..., 0]

    def frozen() -> np.ndarray:
        copy = array.copy()
        copy.flags.writeable = False
        return copy

    ways: list[Callable[[], Any]] = [
        array.tolist, unaligned, strided, frozen, lambda: array[::-1].copy()[::-1],
        lambda: np.asfortranarray(array), lambda: array.astype(array.dtype.newbyteorder(">")),
    ]
    if array.dtype.kind == "i" and may_convert:
        ways += [lambda: array.astype(source.choice(["i1", "u1", "i2", "u4", "u8", "f4", "f8"]))]
    return source.choice(ways)()


def sensible(source: random.Random, name: str) -> list[np.ndarray] | None:
    """Arrays that a function is made for."""
    draw = np.random.default_rng(source.randrange(2**32))
    rows = source.choice([2, 7, 30, 300])
    truth = draw.integers(0, 2, rows)
    truth[:2] = 0, 1
    scores = draw.integers(0, 9, rows) / 8
    if name in ("auc",):
        return [np.sort(scores), scores]
    if name in ("dcg_score", "ndcg_score"):
        return [draw.integers(0, 4, (rows, 5)), draw.random((rows, 5))]
    if name.startswith(("coverage", "label_ranking")):
        return [draw.integers(0, 2, (rows, 5)), draw.random((rows, 5))]
    if name in ("metric_at_thresholds", "top_k_accuracy_score"):
        return [truth, scores] if name[0] == "t" else None
    parameters = list(inspect.signature(getattr(metrics, name)).parameters)
    if parameters[1] != "y_pred" and parameters[1] != "y2":
        return [truth, scores]
    if name == "log_loss":
        return [truth, np.clip(scores, 0.1, 0.9)]
    if name in ("d2_log_loss_score", "class_likelihood_ratios"):
        return [truth, draw.integers(0, 2, rows)]
    classes = source.choice([2, 3, 9])
    one = draw.integers(0, classes, rows)
    return [one, draw.integers(0, classes, rows)]


def call_in_disguise(source: random.Random, name: str) -> str:
    """One call, and the same by another way."""
    arrays = sensible(source, name)
    if arrays is None:
        return "left out"
    function = getattr(metrics, name)
    parameters = inspect.signature(function).parameters
    options: dict[str, Any] = {"beta": 2} if name == "fbeta_score" else {}
    if {"average", "y_pred"} <= set(parameters) and len(np.unique(arrays)) > 2:
        options["average"] = "macro"  # Rates of more than two classes need one.

    def answer(arrays: list[Any]) -> Any:
        return function(*arrays, **options)

    try:
        expected = answer(arrays)
    except ValueError as error:
        expected = type(error)
    # A report names its labels as they are written: 1.0 is not 1.
    may_convert = name != "classification_report"
    changed = [disguise(source, array, may_convert) for array in arrays]
    try:
        found = answer(changed)
    except ValueError as error:
        found = type(error)
    np.testing.assert_equal(found, expected, err_msg=f"{name}: {arrays} as {changed}")
    return "the same"


def run(seed: int, count: int, threads: int) -> Counter[tuple[str, str]]:
    """Calls functions at random, `count` times in all; what became of the calls."""
    results: Counter[tuple[str, str]] = Counter()
    faults: list[BaseException] = []
    lock = threading.Lock()

    def work(number: int) -> None:
        source = random.Random(seed * 1000 + number)
        try:
            for _ in range(count // threads):
                name = source.choice(metrics.__all__)
                how = call_with_noise if source.random() < 0.6 else call_in_disguise
                became = how(source, name)
                with lock:
                    results[name, became] += 1
        except BaseException as fault:
            fault.add_note(f"in {name}, seed {seed}, thread {number}")
            faults.append(fault)

    workers = [threading.Thread(target=work, args=(number,)) for number in range(threads)]
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        for worker in workers:
            worker.start()
        for worker in workers:
            worker.join()
    if faults:
        raise faults[0]
    return results


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--count", type=int, default=5_000)
    parser.add_argument("--threads", type=int, default=8)
    options = parser.parse_args()
    results = run(options.seed, options.count, options.threads)
    for name in metrics.__all__:
        became = {how: times for (key, how), times in sorted(results.items()) if key == name}
        print(f"{name:38} " + ", ".join(f"{how} {times}" for how, times in became.items()))


if __name__ == "__main__":
    main()
