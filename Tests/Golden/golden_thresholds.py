"""Thresholds as decisions: scikit-learn's rates at every threshold, SciPy's KS, the formulas of net benefit and gain.

Net benefit: Vickers and Elkin 2006. Gain and lift: the parts of rows and of positives at each distinct score, as R's
yardstick gain_curve and lift_curve. Every rule is searched by brute force over the distinct scores and «nothing».
"""
import json
import pathlib
import warnings

import numpy as np
import scipy
import sklearn
from scipy import stats
from sklearn import metrics as m
from sklearn.base import BaseEstimator, ClassifierMixin
from sklearn.model_selection import TunedThresholdClassifierCV

from golden_classification import KINDS, number, numbers, weights_of

SEED = 411
here = pathlib.Path(__file__).resolve().parent


def counts_at(y, s, w, threshold, prevalence=None):
    called = s >= threshold
    tn, fp, fn, tp = m.confusion_matrix(y, called, labels=[0, 1], sample_weight=w).ravel().astype(float)
    if prevalence is not None:
        n, p = tp + fn + fp + tn, tp + fn
        up, down = prevalence * n / p, (1 - prevalence) * n / (n - p)
        tp, fn, fp, tn = tp * up, fn * up, fp * down, tn * down
    return tp, fp, fn, tn


def cost(matrix):
    a, b, c, d = matrix  # FP, FN, TP, TN
    return lambda tp, fp, fn, tn: (fp * a + fn * b + tp * c + tn * d) / (tp + fp + fn + tn)


def ratio(a, b):
    return a / b if b else 0.0


f1 = lambda tp, fp, fn, tn: ratio(2 * tp, 2 * tp + fp + fn)
accuracy = lambda tp, fp, fn, tn: (tp + tn) / (tp + fp + fn + tn)
precision = lambda tp, fp, fn, tn: ratio(tp, tp + fp)
recall = lambda tp, fp, fn, tn: ratio(tp, tp + fn)
youden = lambda tp, fp, fn, tn: ratio(tp, tp + fn) + ratio(tn, tn + fp) - 1
alerts = lambda tp, fp, fn, tn: tp + fp
per_thousand = lambda tp, fp, fn, tn: 1000 * (tp + fp) / (tp + fp + fn + tn)


def search(y, s, w, value, least=False, required=None, floor=None, ceiling=None, prevalence=None):
    best, where, reached = None, [], None
    for t in [np.inf] + sorted(set(s), reverse=True):
        c = counts_at(y, s, w, t, prevalence)
        if required is not None:
            r = required(*c)
            if floor is not None and r < floor or ceiling is not None and r > ceiling:
                reached = r if reached is None else max(reached, r) if floor is not None else min(reached, r)
                continue
        v = value(*c)
        key = -v if least else v
        where.append((key, t, v))
    if not where:
        return dict(value=None, thresholds=[], reached=number(reached))
    best = max(k for k, _, _ in where)
    near = [(t, v) for k, t, v in where if k >= best - 1e-11]
    return dict(value=number(near[0][1]), thresholds=numbers([t for t, _ in near]))


class Identity(ClassifierMixin, BaseEstimator):
    """An estimator whose decision function is its only input."""

    def fit(self, x, y):
        self.classes_ = np.unique(y)
        return self

    def decision_function(self, x):
        return np.asarray(x)[:, 0]

    def predict(self, x):
        return (self.decision_function(x) >= 0).astype(int)


def tuned(y, s, scoring):
    if len(set(s)) < 2 or len(set(y)) < 2:
        return None
    x = np.asarray(s)[:, None]
    search = TunedThresholdClassifierCV(Identity().fit(x, y), scoring=scoring, cv="prefit", refit=False)
    search.fit(x, y)
    return numbers([search.best_threshold_, search.best_score_])


def rows(rng, i):
    n = int(rng.integers(4, 60))
    prevalence = [0.5, 0.1, 0.9, 0.3][i % 4]
    y = (rng.random(n) < prevalence).astype(int)
    y[0], y[1] = 1, 0
    s = np.clip(rng.normal(0.35 + 0.3 * y * (1 if i % 7 else -1), 0.2), 0, 1)
    s = np.round(s * (8 if i % 3 == 0 else 1024)) / (8 if i % 3 == 0 else 1024)
    return y, s, weights_of(rng, n, KINDS[i % len(KINDS)])


def case(rng, i):
    y, s, w = rows(rng, i)
    wa = np.ones(len(y)) if w is None else np.asarray(w, float)
    keep = wa != 0
    if len(set(y[keep])) < 2:
        w, wa, keep = None, np.ones(len(y)), np.ones(len(y), bool)
    ye, se, we = y[keep], s[keep], wa[keep]
    weights = we if w is not None else None
    matrix = [float(v) for v in rng.integers(1, 20, 2)] + [float(v) for v in rng.integers(-4, 2, 2)]
    budget = float(rng.integers(0, max(2, len(y) // 2)))
    rate = float(rng.integers(0, 700))
    prevalence = [0.01, 0.2, 0.6][i % 3]
    rules = dict(
        f1=search(ye, se, weights, f1), accuracy=search(ye, se, weights, accuracy),
        youden=search(ye, se, weights, youden), cost=search(ye, se, weights, cost(matrix), least=True),
        cost_moved=search(ye, se, weights, cost(matrix), least=True, prevalence=prevalence),
        f1_moved=search(ye, se, weights, f1, prevalence=prevalence),
        recall_floor=search(ye, se, weights, precision, required=recall, floor=0.75),
        precision_floor=search(ye, se, weights, recall, required=precision, floor=0.9),
        budget=search(ye, se, weights, recall, required=alerts, ceiling=budget),
        per_thousand=search(ye, se, weights, recall, required=per_thousand, ceiling=rate))
    points = [0.0, 0.05, 0.125, 0.25, 0.5, 0.7, 0.99]
    total = we.sum()
    positives, negatives = we[ye == 1].sum(), we[ye == 0].sum()
    model, every, moved = [], [], []
    for p in points:
        tp, fp, *_ = counts_at(ye, se, weights, p)
        odds = p / (1 - p)
        model.append(tp / total - fp / total * odds)
        every.append(positives / total - negatives / total * odds)
        moved.append(prevalence * tp / positives - (1 - prevalence) * fp / negatives * odds)
    order = sorted(set(se), reverse=True)
    shares = [0.0] + [we[se >= t].sum() / total for t in order]
    gains = [0.0] + [we[(se >= t) & (ye == 1)].sum() / positives for t in order]
    gaps = [abs(we[(se >= t) & (ye == 1)].sum() / positives - we[(se >= t) & (ye == 0)].sum() / negatives) for t in order]
    ks = max(gaps)
    if w is None:
        reference = stats.ks_2samp(se[ye == 1], se[ye == 0]).statistic
        assert abs(ks - reference) < 1e-12, (ks, reference)
        ks = float(reference)
    tops = [0.0, 0.1, 0.33, 0.5, 1.0]
    return dict(
        name=f"thresholds {i}", labels=y.tolist(), scores=s.tolist(), weights=w, costs=matrix, budget=budget, rate=rate,
        prevalence=prevalence, rules=rules, points=points, model=numbers(model), all=numbers(every), moved=numbers(moved),
        shares=numbers(shares), gains=numbers(gains), ks=number(ks),
        ksThresholds=numbers([t for t, g in zip(order, gaps) if g >= max(gaps) - 1e-11]),
        tops=tops, gainsOfTops=numbers(np.interp(tops, shares, gains)),
        tuned=tuned(y, s, "f1") if w is None else None)


def make() -> None:
    warnings.simplefilter("ignore")
    rng = np.random.default_rng(SEED)
    made_with = {"scikit-learn": sklearn.__version__, "scipy": scipy.__version__, "numpy": np.__version__, "seed": SEED}
    lines = ",\n".join(json.dumps(case(rng, i), separators=(",", ":")) for i in range(120))
    text = '{"made_with":' + json.dumps(made_with, separators=(",", ":")) + ',"cases":[\n' + lines + "\n]}\n"
    (here / "thresholds.json").write_text(text, encoding="utf-8")
