"""Metrics of scores and probabilities by scikit-learn: curves, areas, losses, D², hinge, top-k; each on 64 and 32 bits."""
import json
import pathlib
import warnings

import numpy as np
import sklearn
from sklearn import metrics as m
from sklearn.preprocessing import label_binarize

from golden_classification import number, numbers

SEED = 190_109
here = pathlib.Path(__file__).resolve().parent
WORDS = ["ant", "Bee", "cat", "dog", "eel", "élan", "zebra", "10", "9"]
KINDS = ["none", "whole", "eighths", "some zero", "some negative", "any"]
PREVALENCES = [0.5, 0.1, 0.9, 0.3]


def weights_of(rng, n, kind):
    if kind == "none":
        return None
    if kind == "whole":
        return [int(w) for w in rng.integers(1, 5, n)]
    if kind == "eighths":
        return [int(w) / 8 for w in rng.integers(1, 40, n)]
    if kind == "some zero":
        return [int(w) for w in rng.integers(0, 3, n)]
    if kind == "some negative":
        return [int(w) / 4 for w in rng.integers(-2, 12, n)]
    return [float(w) for w in rng.random(n) + 0.01]


def sound(w):
    """Weights that do not cancel and are not all zero."""
    return w is None or sum(w) > 0.5


def drawn_weights(rng, n, kind):
    w = weights_of(rng, n, kind)
    while not sound(w):
        w = weights_of(rng, n, kind)
    return w


def value(x):
    if isinstance(x, (tuple, list)):
        return [numbers(a) for a in x]
    return numbers(x) if np.ndim(x) else number(x)


def tried(f):
    """What a function returns, None where it refuses, and whether it warned."""
    with warnings.catch_warnings(record=True) as seen:
        warnings.simplefilter("always")
        try:
            return value(f()), any(issubclass(w.category, UserWarning) for w in seen)
        except (ValueError, ZeroDivisionError):
            return None, False


def expected(functions, scores):
    """The values of functions of scores, in double, and in float where these differ."""
    double = {k: tried(lambda: f(scores)) for k, f in functions.items()}
    float_ = {k: tried(lambda: f(scores.astype(np.float32))) for k, f in functions.items()}
    result = dict(
        expected={k: v for k, (v, _) in double.items() if v is not None},
        refused=[k for k, (v, _) in double.items() if v is None],
        warned=[k for k, (_, w) in double.items() if w])
    other = {k: v for k, (v, _) in float_.items() if v is not None and v != double[k][0]}
    if other:
        result["float"] = other
    return result


def name_labels(rng, y, k, i):
    """Labels of k classes in order: numbers from 0, other numbers, or strings; and the classes."""
    if i % 4 == 3:
        names = sorted(str(v) for v in rng.choice(WORDS, k, replace=False))
    elif i % 4 == 2:
        names = sorted(int(v) for v in rng.choice(np.arange(-4, 12), k, replace=False))
    else:
        names = list(range(k))
    return [names[v] for v in y], names


def binary_scores(rng, n, i, y):
    s = y * 0.5 + rng.normal(size=n)
    if i % 3 == 0:
        s = np.round(s * 2) / 4
    if i % 3 == 1:
        s = s.astype(np.float32).astype(float)
    if i % 17 == 0:
        s = np.full(n, -0.25)
    if i % 13 == 0:
        s = s * 1e-300
    if i % 11 == 0:
        s = 1 / (1 + np.exp(-s * 30))
    if i % 19 == 0:
        s = np.where(rng.random(n) < 0.5, 0.0, -0.0)
    return s


def curve_cases(rng):
    cases = []
    for i in range(240):
        n = int(rng.integers(1, 26))
        y = (rng.random(n) < PREVALENCES[i % 4]).astype(int)
        if i % 5:
            y[: min(2, n)] = [0, 1][: min(2, n)]
        kind = KINDS[i % len(KINDS)]
        w = drawn_weights(rng, n, kind)
        s = binary_scores(rng, n, i, y)
        kw = dict(sample_weight=w)
        names = [[0, 1], [-1, 1], [1, 2], ["no", "yes"], [True, False]][i % 5]
        positive = names[1]
        labels = [names[v] for v in y]
        t = np.asarray(labels)
        f = {
            "counts": lambda s: m.confusion_matrix_at_thresholds(t, s, pos_label=positive, **kw),
            "det": lambda s: m.det_curve(t, s, pos_label=positive, **kw),
            "det_drop": lambda s: m.det_curve(t, s, pos_label=positive, drop_intermediate=True, **kw),
            "pr_drop": lambda s: m.precision_recall_curve(t, s, pos_label=positive, drop_intermediate=True, **kw),
        }
        if kind == "some negative":
            f["roc"] = lambda s: m.roc_curve(t, s, pos_label=positive, **kw)
            f["pr"] = lambda s: m.precision_recall_curve(t, s, pos_label=positive, **kw)
            f["ap"] = lambda s: m.average_precision_score(t, s, pos_label=positive, **kw)
        for key, limit in [("auc_05", 0.05), ("auc_30", 0.3), ("auc_70", 0.7), ("auc_100", 1)]:
            # roc_auc_score has no pos_label: the flags say which is positive.
            f[key] = lambda s, limit=limit: m.roc_auc_score(y, s, max_fpr=limit, **kw)
        rates = dict(accuracy=m.accuracy_score, f1=m.f1_score, precision=m.precision_score, jaccard=m.jaccard_score)
        for key, rate in rates.items():
            params = {} if key == "accuracy" else dict(zero_division=0)
            f["at_" + key] = lambda s, rate=rate, params=params: m.metric_at_thresholds(
                y, s, rate, metric_params=params, **kw)[0]
        cases.append(dict(
            name=f"curves {i}, {kind}", labels=[str(v) for v in labels], positive=str(positive),
            scores=[float(v) for v in s], weights=w, **expected(f, s)))
    return cases


def class_rows(rng, n, k, i, y):
    """Rows of probabilities of k classes: smooth, tied in eighths, saturated or constant."""
    if i % 4 == 0:
        p = rng.multinomial(8, np.full(k, 1 / k), n) / 8
    elif i % 4 == 1:
        p = np.eye(k)[rng.integers(0, k, n)]
    elif i % 4 == 2 and i % 3 == 0:
        p = np.tile(np.full(k, 1 / k), (n, 1))
    else:
        p = rng.dirichlet(np.full(k, 0.6), n)
        p = 0.7 * p + 0.3 * np.eye(k)[y]
        p = p / p.sum(axis=1, keepdims=True)
    return p


def class_cases(rng):
    cases = []
    for i in range(220):
        k = int(rng.integers(3, 6))
        n = int(rng.integers(2, 28))
        prevalence = rng.dirichlet(np.full(k, 0.4 if i % 3 == 0 else 3.0))
        y = rng.choice(k, n, p=prevalence)
        if i % 5 and n >= k:
            y[:k] = np.arange(k)
        if i % 23 == 0:
            y[:] = k - 1
        labels, names = name_labels(rng, y, k, i)
        t = np.asarray(labels)
        kind = KINDS[i % len(KINDS)]
        w = drawn_weights(rng, n, kind)
        p = class_rows(rng, n, k, i, y)
        kw = dict(sample_weight=w)
        binarized = label_binarize(t, classes=names)
        f = {}
        for average in ["macro", "weighted", "micro", None]:
            f[f"ovr_{average or 'each'}"] = lambda p, average=average: m.roc_auc_score(
                t, p, multi_class="ovr", average=average, labels=names, **kw)
        for average in ["macro", "weighted"]:
            # Of classes one against one it takes no weights.
            f["ovo_" + average] = lambda p, average=average: m.roc_auc_score(
                t, p, multi_class="ovo", average=average, labels=names)
        for average in ["macro", "weighted", "micro", "samples", None]:
            # Binarised here, for scikit-learn does not know classes that do not occur.
            f[f"ap_{average or 'each'}"] = lambda p, average=average: m.average_precision_score(
                binarized, p, average=average, **kw)
        cases.append(dict(
            name=f"classes {i}, {kind}", labels=[str(v) for v in labels], classes=[str(v) for v in names],
            scores=[float(v) for v in p.ravel()], weights=w, **expected(f, p)))
    return cases


def label_cases(rng):
    cases = []
    for i in range(160):
        k = int(rng.integers(2, 6))
        n = int(rng.integers(2, 22))
        y = (rng.random((n, k)) < [0.3, 0.6, 0.1][i % 3]).astype(int)
        if i % 4:
            y[0], y[1] = 0, 1
            y[0, : k // 2], y[1, : k // 2] = 1, 0
        if i % 2:
            for row in range(n):
                y[row, row % k], y[row, (row + 1) % k] = 1, 0
        s = 0.4 * y + rng.normal(size=(n, k))
        if i % 2 == 0:
            s = np.round(s * 2) / 4
        if i % 11 == 0:
            s[:] = 0.5
        if i % 13 == 0:
            s = s * 1e-300
        kind = KINDS[i % len(KINDS)]
        w = drawn_weights(rng, n, kind)
        kw = dict(sample_weight=w)
        f = {}
        for average in ["macro", "weighted", "micro", "samples", None]:
            key = average or "each"
            f["auc_" + key] = lambda s, average=average: m.roc_auc_score(y, s, average=average, **kw)
            f["ap_" + key] = lambda s, average=average: m.average_precision_score(y, s, average=average, **kw)
            f["partial_" + key] = lambda s, average=average: m.roc_auc_score(y, s, average=average, max_fpr=0.4, **kw)
        cases.append(dict(
            name=f"labels {i}, {kind}", width=k, truth=y.ravel().tolist(),
            scores=[float(v) for v in s.ravel()], weights=w, **expected(f, s)))
    return cases


def probability_cases(rng):
    cases = []
    for i in range(240):
        n = int(rng.integers(1, 30))
        kind = KINDS[i % len(KINDS)]
        w = drawn_weights(rng, n, kind)
        kw = dict(sample_weight=w)
        if i % 2:
            k = 2
            y = (rng.random(n) < PREVALENCES[(i // 2) % 4]).astype(int)
            names = [[0, 1], [-1, 1], [3, 7], ["no", "yes"]][(i // 2) % 4]
            p = rng.random(n)
            if i % 3 == 0:
                p = np.round(p)
            if i % 5 == 0:
                p = p * 1e-9
            if i % 7 == 0:
                p = 1 - p * 1e-12
            t = np.asarray([names[v] for v in y])
            if len(set(y)) == 1 and kind == "any":
                # The null model is exact, but for the rounding of a mean of ones.
                w = [1.0] * n
                kw = dict(sample_weight=w)
            positive = names[1]
            f = {
                "total": lambda p: m.log_loss(t, p, labels=names, normalize=False, **kw),
                "log_loss": lambda p: m.log_loss(t, p, labels=names, **kw),
                "d2_log_loss": lambda p: m.d2_log_loss_score(t, p, labels=names, **kw),
                "d2_brier": lambda p: m.d2_brier_score(t, p, pos_label=positive, **kw),
                "brier_half": lambda p: m.brier_score_loss(t, p, pos_label=positive, scale_by_half=True, **kw),
                "brier_whole": lambda p: m.brier_score_loss(t, p, pos_label=positive, scale_by_half=False, **kw),
            }
        else:
            k = int(rng.integers(2, 6))
            y = rng.integers(0, k, n)
            if i % 9 == 0:
                y[:] = 0
            labels, names = name_labels(rng, y, k, i // 2)
            p = class_rows(rng, n, k, i // 2, y)
            if i % 10 == 0:
                p = np.round(p * 10) / 11
            t = np.asarray(labels)
            f = {
                "total": lambda p: m.log_loss(t, p, labels=names, normalize=False, **kw),
                "log_loss": lambda p: m.log_loss(t, p, labels=names, **kw),
                "d2_log_loss": lambda p: m.d2_log_loss_score(t, p, labels=names, **kw),
                "d2_brier": lambda p: m.d2_brier_score(t, p, labels=names, **kw),
                "brier_half": lambda p: m.brier_score_loss(t, p, labels=names, scale_by_half=True, **kw),
                "brier_whole": lambda p: m.brier_score_loss(t, p, labels=names, scale_by_half=False, **kw),
            }
        cases.append(dict(
            name=f"probabilities {i}, {kind}", width=1 if p.ndim == 1 else k, labels=[str(v) for v in t.tolist()],
            classes=[str(v) for v in names], probabilities=[float(v) for v in p.ravel()], weights=w, **expected(f, p)))
    return cases


def decision_cases(rng):
    cases = []
    for i in range(180):
        n = int(rng.integers(1, 26))
        kind = KINDS[i % len(KINDS)]
        w = drawn_weights(rng, n, kind)
        kw = dict(sample_weight=w)
        k = 2 if i % 3 == 0 else int(rng.integers(3, 7))
        y = rng.integers(0, k, n)
        if i % 7 == 0:
            y[:] = k - 1
        labels, names = name_labels(rng, y, k, i // 3)
        t = np.asarray(labels)
        d = rng.normal(size=n if k == 2 else (n, k)) * [0.5, 2, 1e-3][i % 3 if k > 2 else (i // 3) % 3]
        if i % 4 == 0:
            d = np.round(d * 2) / 2
        if k == 2 and i % 2:
            d = rng.random(n)
        f = {"hinge": lambda d: m.hinge_loss(t, d, labels=names if k > 2 else None, **kw)}
        for top in range(1, k + 2):
            f[f"top_{top}"] = lambda d, top=top: m.top_k_accuracy_score(t, d, k=top, labels=names, **kw)
            f[f"hits_{top}"] = lambda d, top=top: m.top_k_accuracy_score(t, d, k=top, labels=names, normalize=False, **kw)
        cases.append(dict(
            name=f"decisions {i}, {kind}", width=1 if k == 2 else k, labels=[str(v) for v in labels],
            classes=[str(v) for v in names], decisions=[float(v) for v in d.ravel()], weights=w, **expected(f, d)))
    return cases


def area_cases(rng):
    cases = []
    for i in range(40):
        n = int(rng.integers(1, 15))
        x = np.sort(np.round(rng.normal(size=n) * 4) / 4)
        if i % 2:
            x = x[::-1]
        if i % 10 == 9:
            x = rng.permutation(x)
        y = rng.normal(size=n).astype(np.float32).astype(float)
        area, _ = tried(lambda: m.auc(x, y))
        cases.append(dict(name=f"points {i}", x=[float(v) for v in x], y=[float(v) for v in y], area=area))
    return cases


def make() -> None:
    rng = np.random.default_rng(SEED)
    made_with = {"scikit-learn": sklearn.__version__, "numpy": np.__version__, "seed": SEED}
    files = dict(
        curves=curve_cases, classes=class_cases, labels=label_cases, probabilities=probability_cases,
        decisions=decision_cases, areas=area_cases)
    for name, cases in files.items():
        lines = ",\n".join(
            json.dumps(case, separators=(",", ":"), ensure_ascii=False) for case in cases(rng))
        head = json.dumps(made_with, separators=(",", ":"))
        (here / f"score_{name}.json").write_text(
            f'{{"made_with":{head},"cases":[\n{lines}\n]}}\n', encoding="utf-8")
