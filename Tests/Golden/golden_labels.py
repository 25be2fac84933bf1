"""Metrics of labels by scikit-learn: classes, chosen labels, sets of labels, reports, and what it warns of."""
import json
import pathlib
import warnings

import numpy as np
import sklearn
from sklearn import metrics as m

from golden_classification import number, numbers, weights_of

SEED = 51
here = pathlib.Path(__file__).resolve().parent

KINDS = ["none", "whole", "eighths", "some zero", "any", "negative", "none"]
POLICIES = {"standard": "warn", "zero": 0, "one": 1, "nan": np.nan}
BETAS = [1, 2, 0.5, 0, np.inf]
AVERAGES = ["micro", "macro", "weighted"]


def weights(rng, n, kind):
    if kind != "negative":
        return weights_of(rng, n, kind)
    w = rng.integers(-8, 25, n)
    w[rng.integers(n)] = 3
    w[0] += max(0, 5 - w.sum())  # scikit-learn divides by the sum
    return [int(x) / 8 for x in w]


def quiet(function, *args, **kw):
    """The value, and the texts of the warnings."""
    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("always")
        value = function(*args, **kw)
    return value, [str(w.message) for w in caught]


def rates(y, p, w, policy, beta, averages, labels=None):
    """Precision, recall, F, support of each label; and all averages, with the Jaccard index where it takes the policy."""
    kw = dict(sample_weight=w, zero_division=POLICIES[policy], labels=labels)
    e = {}
    for average in [None, *averages]:
        values, _ = quiet(m.precision_recall_fscore_support, y, p, average=average, beta=beta, **kw)
        key = average or "each"
        e[key] = [numbers(v) for v in values] if average is None else [number(v) for v in values[:3]]
        if policy != "nan":
            try:
                jaccard, _ = quiet(m.jaccard_score, y, p, average=average, **kw)
                e["jaccard_" + key] = numbers(jaccard)
            except ZeroDivisionError:  # weights that cancel out
                pass
    return e


def matrices(y, p, w, labels):
    """The confusion matrix of chosen labels, plain and normalised, or null where scikit-learn refuses."""
    try:
        return [
            numbers(quiet(m.confusion_matrix, y, p, labels=labels, normalize=n, sample_weight=w)[0])
            for n in [None, "true", "pred", "all"]
        ]
    except ValueError:
        return None


def chosen(rng, classes, others, i):
    """Some labels in some order, now and then one that never occurs."""
    classes = list(classes)
    some = [classes[j] for j in rng.permutation(len(classes))[: int(rng.integers(1, len(classes) + 1))]]
    return some + [others[int(rng.integers(len(others)))]] if others and i % 3 == 0 else some


def class_case(rng, i, y, p, w, name, others):
    classes = sorted(set(y) | set(p))
    policy = list(POLICIES)[i % 4]
    beta = BETAS[i % 5]
    over = chosen(rng, classes, [o for o in others if o not in classes], i)
    kw = dict(sample_weight=w)
    balanced, caught = quiet(m.balanced_accuracy_score, y, p, **kw)
    adjusted, _ = quiet(m.balanced_accuracy_score, y, p, adjusted=True, **kw)
    _, caught_matrix = quiet(m.confusion_matrix, y, p, **kw)
    _, caught_rates = quiet(m.precision_recall_fscore_support, y, p, **kw)
    e = dict(
        accuracy=[number(m.accuracy_score(y, p, normalize=n, **kw)) for n in [True, False]],
        zero_one=[number(m.zero_one_loss(y, p, normalize=n, **kw)) for n in [True, False]],
        hamming=number(m.hamming_loss(y, p, **kw)),
        balanced=[number(balanced), number(adjusted)],
        rates=rates(y, p, w, policy, beta, AVERAGES),
        over_rates=rates(y, p, w, policy, beta, AVERAGES, labels=over),
        matrices=matrices(y, p, w, over),
        each=numbers(m.multilabel_confusion_matrix(y, p, **kw)),
        warns=dict(
            absent=any("not in y_true" in c for c in caught),
            single=any("single label" in c.lower() for c in caught_matrix),
            precision=any("Precision" in c for c in caught_rates),
            recall=any("Recall" in c for c in caught_rates),
            f1=any("F-score" in c for c in caught_rates)))
    if "negative" not in name:
        kappas = [[], []]
        for n, labels in enumerate([None, over]):
            for how in [None, "linear", "quadratic"]:
                try:
                    kappa, _ = quiet(m.cohen_kappa_score, y, p, weights=how, labels=labels, **kw)
                    kappas[n].append(number(kappa))
                except ValueError:
                    pass
        e["kappa"] = kappas
    return dict(
        name=f"{name}, {policy}, beta {beta}", labels=y, predictions=p, weights=w, classes=classes, over=over,
        policy=policy, beta=number(beta), expected=e)


def drawn(rng, i, names, n):
    """Truth and predictions, with absent classes, one class only, and rare classes among them."""
    k = len(names)
    prevalence = rng.dirichlet(np.full(k, [0.2, 1.0, 8.0][i % 3]))
    y = rng.choice(k, n, p=prevalence)
    p = np.where(rng.random(n) < [0.3, 0.7, 0.95][i % 3], y, rng.integers(0, k, n))
    if i % 11 == 0:
        y[:] = y[0]
    if i % 13 == 0:
        p[:] = p[0]
    if i % 29 == 0:
        p[:] = y[:] = y[0]
    return [names[j] for j in y], [names[j] for j in p]


def class_cases(rng, count, what, pool, others):
    cases = []
    for i in range(count):
        k = min(len(pool), int(rng.integers(2, 7)))
        names = [pool[j] for j in rng.choice(len(pool), k, replace=False)]
        n = 1 if i % 17 == 0 else int(rng.integers(2, 22))
        kind = KINDS[i % len(KINDS)]
        y, p = drawn(rng, i, names, n)
        cases.append(class_case(rng, i, y, p, weights(rng, n, kind), f"{what} {i}, {kind}", others))
    return cases


def ratio_cases(rng):
    """Likelihood ratios: undefined ones replaced by NaN, by 1, and each by its own number."""
    cases = []
    for i in range(160):
        n = int(rng.integers(1, 25))
        kind = KINDS[i % len(KINDS)]
        y = (rng.random(n) < [0.5, 0.04, 0.96][i % 3]).astype(int)
        p = np.where(rng.random(n) < 0.7, y, 1 - y)
        if i % 7 == 0:
            p[:] = (i // 7) % 2
        if i % 9 == 0:
            y[:] = (i // 9) % 2
        y, p, w = y.tolist(), p.tolist(), weights(rng, n, kind)
        values = []
        for replacement in [np.nan, 1.0, {"LR+": 2.5, "LR-": 0.25}]:
            pair, caught = quiet(
                m.class_likelihood_ratios, y, p, labels=[0, 1], sample_weight=w, replace_undefined_by=replacement)
            values.append(numbers(pair))
        npv, _ = quiet(m.precision_score, y, p, pos_label=0, labels=[0], average="macro", sample_weight=w)
        cases.append(dict(
            name=f"ratios {i}, {kind}", labels=y, predictions=p, weights=w, ratios=values, npv=number(npv),
            warned=any("likelihood" in c or "positive class" in c for c in caught)))
    return cases


def set_cases(rng):
    cases = []
    for i in range(300):
        width = int(rng.integers(2, 8))
        n = 1 if i % 19 == 0 else int(rng.integers(2, 16))
        kind = KINDS[i % len(KINDS)]
        y = (rng.random((n, width)) < [0.3, 0.05, 0.9][i % 3]).astype(int)
        p = np.where(rng.random((n, width)) < [0.8, 0.5, 0.97][i % 3], y, 1 - y)
        if i % 4 == 1:
            y[rng.integers(n)] = 0
            p[rng.integers(n)] = 1
        if i % 4 == 2:
            y[rng.integers(n)] = 1
            p[rng.integers(n)] = 0
        if i % 23 == 0:
            y[:, rng.integers(width)] = 0
            p[:] = 0
        w = weights(rng, n, kind)
        policy = list(POLICIES)[i % 4]
        beta = BETAS[i % 5]
        kw = dict(sample_weight=w)
        over = [int(j) for j in rng.permutation(width)[: int(rng.integers(1, width + 1))]] if i % 2 else None
        averages = [*AVERAGES, "samples"]
        cases.append(dict(
            name=f"sets {i}, {kind}, {policy}, beta {beta}", width=width, truth=y.ravel().tolist(),
            predictions=p.ravel().tolist(), weights=w, over=over, policy=policy, beta=number(beta),
            expected=dict(
                accuracy=[number(m.accuracy_score(y, p, normalize=z, **kw)) for z in [True, False]],
                zero_one=[number(m.zero_one_loss(y, p, normalize=z, **kw)) for z in [True, False]],
                hamming=number(m.hamming_loss(y, p, **kw)),
                rates=rates(y, p, w, policy, beta, averages, labels=over),
                each=numbers(m.multilabel_confusion_matrix(y, p, labels=over, **kw)),
                rows=numbers(m.multilabel_confusion_matrix(y, p, labels=over, samplewise=True, **kw)))))
    return cases


def lines(y, p, **kw):
    """The report as text and as numbers, line by line."""
    text, _ = quiet(m.classification_report, y, p, **kw)
    values, _ = quiet(m.classification_report, y, p, output_dict=True, **kw)
    rows = [
        [name] + ([number(v)] if name == "accuracy" and not isinstance(v, dict) else [number(x) for x in v.values()])
        for name, v in values.items()
    ]
    return dict(text=text, rows=rows)


def report_cases(rng):
    cases = []
    names = ["ant", "bee", "a rather long name", "cat", "dog", "日本"]
    other = ["one", "two", "three, with a very long tail", "four", "five", "six", "seven"]
    for i in range(60):
        k = int(rng.integers(2, 6))
        n = int(rng.integers(1, 40))
        pool = sorted(names[j] for j in rng.choice(len(names), k, replace=False))
        y, p = drawn(rng, i, pool, n)
        w = weights(rng, n, ["none", "none", "eighths"][i % 3])
        classes = sorted(set(y) | set(p))
        over = chosen(rng, classes, ["zebra"], i) if i % 2 else None
        given = None
        if i % 4 == 2:
            given = other[: len(classes)]
        if i % 4 == 3:  # more names than labels, fewer, or as many
            given = other[: max(1, len(over) + [1, -1, 0][i % 3])]
        policy = list(POLICIES)[i % 4 if i % 5 else 0]
        digits = [2, 3, 0, 13][i % 4]
        cases.append(dict(
            name=f"report {i}", labels=y, predictions=p, weights=w, over=over, names=given, policy=policy, digits=digits,
            **lines(
                y, p, labels=over, target_names=given, sample_weight=w, digits=digits,
                zero_division=POLICIES[policy])))
    return cases


def set_report_cases(rng):
    cases = []
    other = ["sun", "sea", "snow, deep and crisp and even", "rain", "fog", "hail", "wind"]
    for i in range(60):
        width, n = int(rng.integers(2, 7)), int(rng.integers(1, 25))
        y = (rng.random((n, width)) < [0.3, 0.1, 0.8][i % 3]).astype(int)
        p = np.where(rng.random((n, width)) < 0.8, y, 1 - y)
        w = weights(rng, n, ["none", "eighths", "none", "whole"][i % 4])
        over = [int(j) for j in rng.permutation(width)[: int(rng.integers(1, width + 1))]] if i % 3 == 1 else None
        given = other[:width] if i % 2 and over is None else other[: len(over) - 1 or 1] if i % 2 else None
        policy = list(POLICIES)[i % 4]
        digits = [2, 3, 1][i % 3]
        cases.append(dict(
            name=f"report of sets {i}", width=width, truth=y.ravel().tolist(), predictions=p.ravel().tolist(), weights=w,
            over=over, names=given, policy=policy, digits=digits,
            **lines(
                y, p, labels=over, target_names=given, sample_weight=w, digits=digits,
                zero_division=POLICIES[policy])))
    return cases


def make() -> None:
    rng = np.random.default_rng(SEED)
    made_with = {"scikit-learn": sklearn.__version__, "numpy": np.__version__, "seed": SEED}
    words = ["ant", "bee", "cat", "dog", "eel", "fox", "10", "9"]
    integers = [int(v) for v in range(-3, 12)]
    files = {
        "label_classes.json": dict(
            integers=class_cases(rng, 160, "integers", integers, [77, -50]),
            strings=class_cases(rng, 100, "strings", words, ["zebra", "yak"]),
            flags=class_cases(rng, 70, "flags", [False, True], [False, True])),
        "label_ratios.json": dict(ratios=ratio_cases(rng)),
        "label_sets.json": dict(sets=set_cases(rng)),
        "label_reports.json": dict(classes=report_cases(rng), sets=set_report_cases(rng)),
    }
    for name, content in files.items():
        parts = [f'"made_with":{json.dumps(made_with)}']
        for key, cases in content.items():
            rows = ",\n".join(json.dumps(c, separators=(",", ":"), ensure_ascii=False) for c in cases)
            parts.append(f'"{key}":[\n{rows}\n]')
        (here / name).write_text("{" + ",\n".join(parts) + "}\n", encoding="utf-8")
