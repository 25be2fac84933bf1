"""Metrics of classifiers by scikit-learn: labels, scores, probabilities, reports; and the means of regression."""
import json
import math
import pathlib
import warnings

import numpy as np
import sklearn
from sklearn import metrics as m

SEED = 20_260
here = pathlib.Path(__file__).resolve().parent


def number(x):
    """A JSON number, or the word for what JSON has no number for."""
    x = float(x)
    if math.isnan(x):
        return "nan"
    if math.isinf(x):
        return "inf" if x > 0 else "-inf"
    return int(x) if x == int(x) and abs(x) < 2**53 else x


def numbers(xs):
    return [number(x) for x in np.asarray(xs).ravel()]


def weights_of(rng, n, kind):
    if kind == "none":
        return None
    if kind == "whole":
        return [int(w) for w in rng.integers(1, 5, n)]
    if kind == "eighths":
        return [int(w) / 8 for w in rng.integers(1, 40, n)]
    if kind == "some zero":
        w = rng.integers(0, 3, n)
        w[rng.integers(n)] = 2
        return [int(x) for x in w]
    return [float(w) for w in rng.random(n) + 0.01]


KINDS = ["none", "none", "whole", "eighths", "some zero", "any"]


def label_values(y, p, w):
    kw = dict(sample_weight=w)
    classes = sorted(set(y) | set(p))
    e = {
        "cells": numbers(m.confusion_matrix(y, p, labels=classes, **kw)),
        "accuracy": m.accuracy_score(y, p, **kw),
        "balanced_accuracy": m.balanced_accuracy_score(y, p, **kw),
        "balanced_accuracy_adjusted": m.balanced_accuracy_score(y, p, adjusted=True, **kw),
        "cohen_kappa": m.cohen_kappa_score(y, p, **kw),
        "cohen_kappa_linear": m.cohen_kappa_score(y, p, weights="linear", **kw),
        "cohen_kappa_quadratic": m.cohen_kappa_score(y, p, weights="quadratic", **kw),
        "matthews_corrcoef": m.matthews_corrcoef(y, p, **kw),
    }
    for name in ["true", "pred", "all"]:
        e["normalized_" + name] = numbers(m.confusion_matrix(y, p, labels=classes, normalize=name, **kw))
    for average in ["micro", "macro", "weighted", None]:
        a = dict(average=average, labels=classes, **kw)
        z = dict(zero_division=0, **a)
        values = {
            "precision": m.precision_score(y, p, **z),
            "recall": m.recall_score(y, p, **z),
            "f1": m.f1_score(y, p, **z),
            "f2": m.fbeta_score(y, p, beta=2, **z),
            "f05": m.fbeta_score(y, p, beta=0.5, **z),
            "jaccard": m.jaccard_score(y, p, **z),
            "precision_nan": m.precision_score(y, p, zero_division=np.nan, **a),
            "recall_nan": m.recall_score(y, p, zero_division=np.nan, **a),
            "f1_nan": m.f1_score(y, p, zero_division=np.nan, **a),
            "f1_one": m.f1_score(y, p, zero_division=1, **a),
        }
        for name, value in values.items():
            key = f"{name}_{average or 'each'}"
            e[key] = numbers(value) if average is None else value
    return {k: v if isinstance(v, list) else number(v) for k, v in e.items()}


def label_cases(rng):
    cases = []
    for i in range(150):
        k = int(rng.integers(2, 6))
        n = int(rng.integers(1, 45))
        kind = KINDS[i % len(KINDS)]
        prevalence = rng.dirichlet(np.full(k, 0.4 if i % 3 == 0 else 3.0))
        names = np.sort(rng.choice(np.arange(-3, 12), k, replace=False))
        if i % 4 == 0:
            names = np.array([0, 1])
            prevalence = np.array([0.03, 0.97]) if i % 8 == 0 else np.array([0.5, 0.5])
        y = rng.choice(len(names), n, p=prevalence[: len(names)])
        p = np.where(rng.random(n) < 0.6, y, rng.integers(0, len(names), n))
        if i % 5 == 0:
            p = np.full(n, p[0])
        y, p = [int(names[v]) for v in y], [int(names[v]) for v in p]
        w = weights_of(rng, n, kind)
        cases.append(dict(name=f"labels {i}, {kind}", labels=y, predictions=p, weights=w, expected=label_values(y, p, w)))
    return cases


def binary_cases(rng):
    cases = []
    for i in range(60):
        n = int(rng.integers(2, 40))
        y = rng.integers(0, 2, n)
        p = np.where(rng.random(n) < 0.7, y, 1 - y)
        if i % 6 == 0:
            p[:] = i % 2
        if i % 7 == 0:
            y[:] = 0
        w = weights_of(rng, n, KINDS[i % len(KINDS)])
        kw = dict(sample_weight=w, zero_division=0)
        e = dict(
            precision=m.precision_score(y, p, **kw), recall=m.recall_score(y, p, **kw),
            f1=m.f1_score(y, p, **kw), f2=m.fbeta_score(y, p, beta=2, **kw),
            f0=m.fbeta_score(y, p, beta=0, **kw), finf=m.fbeta_score(y, p, beta=np.inf, **kw),
            jaccard=m.jaccard_score(y, p, **kw), specificity=m.recall_score(y, p, pos_label=0, **kw) if len(set(y) | set(p)) > 1 or 0 in set(y) else 0,
        )
        cases.append(dict(
            name=f"binary {i}", labels=y.tolist(), predictions=p.tolist(), weights=w,
            expected={k: number(v) for k, v in e.items()}))
    return cases


def string_cases(rng):
    words = ["ant", "Bee", "cat", "dog", "eel", "élan", "zebra", "10", "9"]
    cases = []
    for i in range(30):
        k = int(rng.integers(2, 7))
        n = int(rng.integers(2, 40))
        names = rng.choice(words, k, replace=False)
        y = [str(v) for v in rng.choice(names, n)]
        p = [a if rng.random() < 0.6 else str(rng.choice(names)) for a in y]
        w = weights_of(rng, n, KINDS[i % len(KINDS)])
        cases.append(dict(
            name=f"strings {i}", labels=y, predictions=p, weights=w,
            classes=sorted(set(y) | set(p)), expected=label_values(y, p, w)))
    return cases


def score_cases(rng):
    cases = []
    for i in range(150):
        n = int(rng.integers(1, 36))
        y = (rng.random(n) < [0.5, 0.05, 0.9][i % 3]).astype(int)
        s = y * 0.5 + rng.normal(size=n)
        if i % 2 == 0:
            s = np.round(s * [1, 2, 5][i % 3]) / 4
        if i % 11 == 0:
            s = np.full(n, 0.25)
        if i % 13 == 0:
            s = s * 1e-300
        kind = KINDS[i % len(KINDS)]
        w = weights_of(rng, n, kind)
        kw = dict(sample_weight=w, pos_label=1)
        case = dict(name=f"scores {i}, {kind}", labels=y.tolist(), scores=[float(v) for v in s], weights=w)
        case["auc"] = number(m.roc_auc_score(y, s, sample_weight=w))
        case["ap"] = number(m.average_precision_score(y, s, sample_weight=w))
        if kind != "any":  # sums of any weights round differently in another order
            for key, drop in [("roc", True), ("roc_all", False)]:
                fpr, tpr, t = m.roc_curve(y, s, drop_intermediate=drop, **kw)
                case[key] = [numbers(fpr), numbers(tpr), numbers(t)]
            for key, drop in [("pr", False), ("pr_drop", True)]:
                precision, recall, t = m.precision_recall_curve(y, s, drop_intermediate=drop, **kw)
                case[key] = [numbers(precision), numbers(recall), numbers(t)]
        cases.append(case)
    return cases


def loss_cases(rng):
    cases = []
    for i in range(80):
        n = int(rng.integers(2, 30))
        k = 2 if i % 2 else int(rng.integers(2, 6))
        y = rng.integers(0, k, n)
        y[:2] = [0, 1]
        w = weights_of(rng, n, KINDS[i % len(KINDS)])
        classes = list(range(k))
        if i % 2:
            p = rng.random(n)
            if i % 3 == 0:
                p = np.round(p)
            values = dict(
                log_loss=m.log_loss(y, p, sample_weight=w),
                log_loss_float=m.log_loss(y, p.astype(np.float32), sample_weight=w),
                brier=m.brier_score_loss(y, p, sample_weight=w))
        else:
            p = rng.dirichlet(np.full(k, 0.3), n)
            p = p / p.sum(axis=1, keepdims=True)
            values = dict(
                log_loss=m.log_loss(y, p, labels=classes, sample_weight=w),
                brier=m.brier_score_loss(y, p, labels=classes, sample_weight=w))
        cases.append(dict(
            name=f"losses {i}", classes=k, labels=y.tolist(), probabilities=[float(v) for v in p.ravel()],
            weights=w, expected={a: number(v) for a, v in values.items()}))
    return cases


def report_cases(rng):
    cases = []
    words = ["ant", "bee", "a rather long name", "cat", "élan", "日本"]
    for i in range(40):
        k = int(rng.integers(2, 6))
        n = int(rng.integers(3, 60))
        names = [words[j] for j in rng.choice(len(words), k, replace=False)]
        y = [str(v) for v in rng.choice(names, n)]
        p = [a if rng.random() < 0.6 else str(rng.choice(names)) for a in y]
        w = weights_of(rng, n, ["none", "none", "eighths"][i % 3])
        digits = [2, 2, 4, 0, 7, 15][i % 6]
        chosen = None
        if i % 4 == 1:
            chosen = sorted(set(names))[: max(1, k - 1)]
        if i % 8 == 2:
            chosen = sorted(set(y) | set(p), reverse=True) + ["absent"]
        text = m.classification_report(y, p, labels=chosen, digits=digits, sample_weight=w, zero_division=0)
        cases.append(dict(name=f"report {i}", labels=y, predictions=p, weights=w, digits=digits, over=chosen, text=text))
    return cases


def regression_cases(rng):
    cases = []
    for i in range(20):
        n = int(rng.integers(2, 30))
        y = rng.normal(size=n) * 10.0 ** int(rng.integers(-3, 4))
        p = y + rng.normal(size=n) * abs(y).mean()
        if i % 9 == 0:
            y[:] = 3
            p = p if i else y.copy()
        w = weights_of(rng, n, ["none", "whole", "any"][i % 3])
        cases.append(dict(
            name=f"regression {i}", truth=[float(v) for v in y], predictions=[float(v) for v in p], weights=w,
            mse=number(m.mean_squared_error(y, p, sample_weight=w)), mae=number(m.mean_absolute_error(y, p, sample_weight=w)),
            rmse=number(m.root_mean_squared_error(y, p, sample_weight=w)),
            r2=number(m.r2_score(y, p, sample_weight=w))))
    return cases


def multilabel_cases(rng):
    cases = []
    for i in range(20):
        n, k = int(rng.integers(2, 25)), int(rng.integers(2, 6))
        y = (rng.random((n, k)) < 0.3).astype(int)
        p = np.where(rng.random((n, k)) < 0.8, y, 1 - y)
        w = weights_of(rng, n, ["none", "whole", "eighths"][i % 3])
        kw = dict(sample_weight=w, zero_division=0)
        values = dict(
            subset_accuracy=m.accuracy_score(y, p, sample_weight=w), hamming_loss=m.hamming_loss(y, p, sample_weight=w),
            f1_micro=m.f1_score(y, p, average="micro", **kw), f1_macro=m.f1_score(y, p, average="macro", **kw),
            precision_macro=m.precision_score(y, p, average="macro", **kw),
            recall_weighted=m.recall_score(y, p, average="weighted", **kw),
            jaccard_macro=m.jaccard_score(y, p, average="macro", **kw))
        cases.append(dict(
            name=f"multilabel {i}", width=k, truth=y.ravel().tolist(), predictions=p.ravel().tolist(), weights=w,
            expected={a: number(v) for a, v in values.items()}))
    return cases


def make() -> None:
    warnings.simplefilter("ignore")
    rng = np.random.default_rng(SEED)
    made_with = {"scikit-learn": sklearn.__version__, "numpy": np.__version__, "seed": SEED}
    files = {
        "classification_labels.json": dict(
            labels=label_cases(rng), binary=binary_cases(rng), strings=string_cases(rng)),
        "classification_scores.json": dict(scores=score_cases(rng), losses=loss_cases(rng)),
        "classification_reports.json": dict(reports=report_cases(rng)),
        "classification_others.json": dict(regression=regression_cases(rng), multilabel=multilabel_cases(rng)),
    }
    for name, content in files.items():
        text = json.dumps(dict(made_with=made_with, **content), separators=(",", ":"), ensure_ascii=False)
        (here / name).write_text(text + "\n", encoding="utf-8")
