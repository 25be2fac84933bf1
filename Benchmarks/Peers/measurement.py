"""What every peer shares: the clock, the answer's form, and the data.

Each script prints one JSON line for each measurement:
  {"name": …, "seconds": median, "fastest": …, "runs": n, "value": …, "versions": {…}, …}

With --paced it is one half of a duel: before each run it prints {"ready": name} and waits for a line on its
standard input, so that the other half can run in between; the order is then ours, theirs, ours, theirs …
"""
import argparse
import os

# Set by some machines' environments, it makes OpenBLAS take the slow kernels of another CPU.
os.environ.pop("OPENBLAS_CORETYPE", None)

import ctypes
import gc
import json
import platform
import statistics
import sys
import time

import numpy as np

epochs = 300
batch_size = 32
steps = 4_800   # 16 batches of at most 32 from 500 points, 300 times


def options(description, **extra):
    """The command line: --runs, --paced, --only and the script's own options."""
    parser = argparse.ArgumentParser(description=description)
    parser.add_argument("--runs", type=int, default=5, help="timed runs of each measurement")
    parser.add_argument("--paced", action="store_true", help="wait for a line before each run")
    parser.add_argument("--cold", action="store_true", help="no run to warm up")
    parser.add_argument("--only", default="", help="measure this one alone (of every size)")
    for name, settings in extra.items():
        parser.add_argument("--" + name, **settings)
    return parser.parse_args()


def versions(*modules):
    return {"python": platform.python_version(), **{m.__name__: m.__version__ for m in modules}}


def extra_mebibytes(run):
    """The most memory in use at once during `run`, less that before it, as Linux counts it; None elsewhere."""
    def status(field):
        with open("/proc/self/status") as file:
            return next(int(line.split()[1]) for line in file if line.startswith(field))

    try:
        gc.collect()
        ctypes.CDLL(None).malloc_trim(0)
        with open("/proc/self/clear_refs", "w") as file:
            file.write("5")
        before = status("VmRSS:")
        run()
        return max(0, status("VmHWM:") - before) / 1024
    except (OSError, AttributeError):
        return None


def measure(options, name, run, versions, runs=None, warm=1, memory=False, **facts):
    """Times `run` several times and prints the median. What `run` returns is the value: the last one is shown."""
    if options.only and name != options.only and not name.startswith(options.only + ", "):
        return
    for _ in range(0 if options.cold else warm):
        run()
    seconds = []
    value = None
    for _ in range(runs or options.runs):
        if options.paced:
            print(json.dumps({"ready": name}), flush=True)
            if not sys.stdin.readline():
                sys.exit(0)
        start = time.perf_counter()
        value = run()
        seconds.append(time.perf_counter() - start)
        if options.paced:
            print(json.dumps({"run": name, "seconds": seconds[-1]}), flush=True)
    line = {
        "name": name, "seconds": statistics.median(seconds), "fastest": min(seconds), "runs": len(seconds),
        **facts, "value": value, "versions": versions,
    }
    if memory and not options.cold:     # it resets the peak of the program, which a cold run is asked for
        line["extra_mebibytes"] = extra_mebibytes(run)
    print(json.dumps(line), flush=True)


def circles():
    """The two noisy circles: train inputs, train labels, test inputs, test labels, all float32."""
    from sklearn.datasets import make_circles

    x, y = make_circles(n_samples=1000, noise=0.1, random_state=1)
    x, y = x.astype(np.float32), y.astype(np.float32)
    return x[:500], y[:500], x[500:], y[500:]


def check(history):
    """A fit that learned nothing is not the same work."""
    loss, accuracy = history["loss"], history["accuracy"]
    assert len(loss) == epochs and len(accuracy) == epochs
    assert 0.36 < loss[-1] < 0.42 and 0.80 < accuracy[-1] < 0.86, (loss[-1], accuracy[-1])
    return {key: round(float(values[-1]), 4) for key, values in history.items()}


def noise(count, stream):
    """Numbers in [0, 1): SplitMix64 of the index, so that any language can make the same ones."""
    with np.errstate(over="ignore"):
        z = np.arange(1, count + 1, dtype=np.uint64) * np.uint64(0x9E3779B97F4A7C15) + np.uint64(stream)
        z = (z ^ (z >> np.uint64(30))) * np.uint64(0xBF58476D1CE4E5B9)
        z = (z ^ (z >> np.uint64(27))) * np.uint64(0x94D049BB133111EB)
        z ^= z >> np.uint64(31)
    return (z >> np.uint64(11)).astype(np.float64) * 2.0**-53


def scored(count):
    """Labels (int64, half of them 1) and scores (float64 in [0, 1]) that tell the classes apart fairly well."""
    labels = noise(count, 1) < 0.5
    scores = noise(count, 2) * 0.75 + labels * 0.25
    return labels.astype(np.int64), scores


def ten_classes(count):
    """Labels (int64) of ten classes, and a probability of each class in each row (float64)."""
    labels = (noise(count, 3) * 10).astype(np.int64)
    table = noise(count * 10, 4).reshape(count, 10)
    table[np.arange(count), labels] += 0.5
    return labels, table / table.sum(axis=1, keepdims=True)
