"""Goldens of the data sets: NumPy's legacy stream, scikit-learn's generators and splits."""
import base64
import hashlib
import io
import json
import pathlib

import numpy as np
import sklearn
from sklearn.datasets import make_blobs, make_circles, make_moons
from sklearn.model_selection import KFold, StratifiedKFold, train_test_split

here = pathlib.Path(__file__).resolve().parent


def stream(seed):
    """What RandomState(seed) gives, each kind from a fresh start."""
    def fresh():
        return np.random.RandomState(seed)

    mixed = fresh()
    return {
        "seed": seed,
        "words": [int(w) for w in fresh().randint(0, 2**32, 1300, dtype=np.uint32)][::100],
        "uniform": fresh().random_sample(20).tolist(),
        "uniform_range": fresh().uniform(-10, 10, 10).tolist(),
        "normal": fresh().standard_normal(25).tolist(),
        "normal_scaled": fresh().normal(3.5, 0.25, 7).tolist(),
        "integers": fresh().randint(-5, 12, 40).tolist(),
        "one_value": fresh().randint(3, 4, 3).tolist(),
        "wide_integers": [int(i) for i in fresh().randint(0, 2**40, 10)],
        "permutation": fresh().permutation(50).tolist(),
        "choice": fresh().choice(20, 7, replace=False).tolist(),
        # different kinds from one stream: the spare normal survives between them
        "mixed": [
            mixed.standard_normal(), mixed.random_sample(), mixed.permutation(9).tolist(),
            mixed.standard_normal(), int(mixed.randint(100)), mixed.standard_normal(),
        ],
    }


def points(x, y):
    x = np.ascontiguousarray(x, dtype="<f8")
    y = np.ascontiguousarray(y, dtype="<i8")
    return {
        "inputs_sha256": hashlib.sha256(x.tobytes()).hexdigest(),
        "labels_sha256": hashlib.sha256(y.tobytes()).hexdigest(),
        "rows": len(y),
        "first": x[:5].ravel().tolist(),
        "last": x[-1].tolist(),
        "labels": y[:50].tolist(),
    }


def generated():
    cases = []
    for count, noise, factor, seed in [
        (1000, 0.1, 0.8, 1), (1001, 0.1, 0.8, 7), (500, 0.1, 0.8, 42), (100, None, 0.5, 3),
        (64, 0.0, 0.0, 0), (1, 0.2, 0.8, 5), (2, 0.2, 0.8, 5), (3000, 0.3, 0.25, 4294967295),
    ]:
        x, y = make_circles(count, noise=noise, factor=factor, random_state=seed)
        cases.append({"kind": "circles", "count": count, "noise": noise, "factor": factor,
                      "seed": seed, **points(x, y)})
    for count, noise, seed in [
        (1000, 0.1, 1), (1001, 0.25, 7), (500, 0.1, 42), (100, None, 3), (1, 0.2, 5), (2, 0.2, 5),
        (3, 0.2, 6),
    ]:
        x, y = make_moons(count, noise=noise, random_state=seed)
        cases.append({"kind": "moons", "count": count, "noise": noise, "seed": seed,
                      **points(x, y)})
    for count, centers, features, std, seed in [
        (1000, 3, 2, 1.0, 1), (1001, 4, 3, 0.5, 7), (500, 5, 1, 2.0, 42), (7, 10, 2, 1.0, 3),
        (100, 1, 10, 0.0, 0),
    ]:
        x, y = make_blobs(count, n_features=features, centers=centers, cluster_std=std,
                          random_state=seed)
        cases.append({"kind": "blobs", "count": count, "centers": centers, "columns": features,
                      "deviation": std, "seed": seed, **points(x, y)})
    return cases


def splits():
    cases = []
    for rows, fraction, seed in [(10, 0.25, 0), (1000, 0.25, 1), (101, 0.1, 7), (3, 0.5, 2),
                                 (2, 0.25, 3), (77, 0.9, 11)]:
        train, test = train_test_split(np.arange(rows), test_size=fraction, random_state=seed)
        cases.append({"rows": rows, "fraction": fraction, "seed": seed,
                      "train": train.tolist(), "test": test.tolist()})
    return cases


def labels_of(kind):
    random = np.random.RandomState(99)
    if kind == "balanced":
        return random.randint(0, 2, 40)
    if kind == "rare":
        return np.array([0] * 30 + [1] * 6 + [2] * 3)[random.permutation(39)]
    if kind == "ties":
        return np.array([0, 1, 2, 3] * 7)
    if kind == "late":  # the first label to appear is not the smallest
        return np.array([2, 2, 0, 1, 0, 1, 2, 0, 1, 1, 0, 2, 2, 1, 0, 0, 2])
    return random.randint(0, 5, 203)


def stratified_splits():
    cases = []
    for kind in ["balanced", "rare", "ties", "late", "many"]:
        y = labels_of(kind)
        for fraction, seed in [(0.25, 0), (0.4, 1), (0.3, 42)]:
            train, test = train_test_split(
                np.arange(len(y)), test_size=fraction, random_state=seed, stratify=y)
            cases.append({"labels": y.tolist(), "fraction": fraction, "seed": seed,
                          "train": train.tolist(), "test": test.tolist()})
    return cases


def multilabel_splits():
    random = np.random.RandomState(5)
    y = (random.random_sample((60, 3)) < 0.5).astype(int)
    cases = []
    for fraction, seed in [(0.25, 0), (0.4, 1)]:
        train, test = train_test_split(
            np.arange(len(y)), test_size=fraction, random_state=seed, stratify=y)
        cases.append({"labels": y.tolist(), "fraction": fraction, "seed": seed,
                      "train": train.tolist(), "test": test.tolist()})
    return cases


def folds():
    cases = []
    for rows, k, seed in [(10, 3, None), (10, 3, 0), (101, 5, 7), (5, 5, 1), (7, 2, None)]:
        splitter = KFold(k, shuffle=seed is not None, random_state=seed)
        cases.append({"rows": rows, "k": k, "seed": seed,
                      "tests": [test.tolist() for _, test in splitter.split(np.zeros(rows))]})
    return cases


def stratified_folds():
    cases = []
    for kind in ["balanced", "rare", "ties", "late", "many"]:
        y = labels_of(kind)
        for k, seed in [(3, None), (3, 0), (5, 7), (2, 1)]:
            splitter = StratifiedKFold(k, shuffle=seed is not None, random_state=seed)
            tests = [test.tolist() for _, test in splitter.split(np.zeros(len(y)), y)]
            cases.append({"labels": y.tolist(), "k": k, "seed": seed, "tests": tests})
    return cases


def arrays():
    """Arrays of every type and order as NumPy saves them, with their values."""
    random = np.random.RandomState(8)
    cases = []

    def case(array, version=None):
        file = io.BytesIO()
        np.lib.format.write_array(file, array, version=version)
        cases.append({
            "type": array.dtype.str, "shape": list(array.shape), "version": (version or (1, 0))[0],
            "values": [float(v) for v in array.ravel(order="C")],
            "base64": base64.b64encode(file.getvalue()).decode(),
        })

    values = random.normal(size=(3, 4)) * 50
    for kind in ["<f8", ">f8", "<f4", ">f4", "<i1", "<i2", "<i4", "<i8", ">i2", ">i4", ">i8",
                 "|b1"]:
        case(values.astype(kind))
    for kind in ["<u1", "<u2", "<u4", "<u8", ">u4"]:
        case(np.abs(values).astype(kind))
    case(np.asfortranarray(values))
    case(np.asfortranarray(random.randint(0, 99, (2, 3, 4))))
    case(values, version=(2, 0))
    case(values, version=(3, 0))
    case(np.array(2.5))
    case(np.array([1.0]))
    case(np.zeros((0, 3)))
    case(np.arange(5))
    return cases


def make() -> None:
    import warnings
    warnings.simplefilter("ignore")
    document = {
        "made_with": {"numpy": np.__version__, "scikit-learn": sklearn.__version__,
                      "seed": "given in each case"},
        "streams": [stream(seed) for seed in [0, 1, 42, 12345, 2**32 - 1]],
        "generated": generated(),
        "splits": splits(),
        "stratified_splits": stratified_splits(),
        "multilabel_splits": multilabel_splits(),
        "folds": folds(),
        "stratified_folds": stratified_folds(),
        "arrays": arrays(),
    }
    text = json.dumps(document, separators=(",", ":"))
    (here / "datasets.json").write_text(text + "\n")
