"""Bias-corrected bootstraps (SciPy), coverage by enumeration (statsmodels), rates of curves and areas without a row."""
import json
import pathlib

import numpy as np
import scipy
import sklearn
import statsmodels
from scipy import stats
from scipy.stats import _resampling
from sklearn.metrics import (average_precision_score, cohen_kappa_score, f1_score, precision_recall_curve,
                             roc_auc_score, roc_curve)
from statsmodels.stats.proportion import proportion_confint

here = pathlib.Path(__file__).resolve().parent
SEED = 7


def rows_of(cells):
    """The rows of a 2×2 matrix [tn, fp, fn, tp]."""
    truth = np.repeat([0, 0, 1, 1], cells)
    predicted = np.repeat([0, 1, 0, 1], cells)
    return truth, predicted


def f1(truth, predicted):
    return f1_score(truth, predicted)


def corrected_counts():
    """SciPy's own BCa of rows, drawn as one sample; its resampled values are kept so that ours can be given them."""
    cases = []
    for cells, level in [([20, 4, 3, 13], 0.95), ([206, 42, 37, 215], 0.95), ([55, 2, 9, 14], 0.9), ([3, 6, 1, 40], 0.99)]:
        truth, predicted = rows_of(cells)
        for name, score in [("f1", f1), ("kappa", cohen_kappa_score)]:
            def statistic(rows, axis=-1):
                return np.apply_along_axis(lambda r: score(truth[r], predicted[r]), axis, rows)
            random = np.random.default_rng(SEED)
            data = (np.arange(len(truth)),)
            result = stats.bootstrap(data, statistic, n_resamples=299, method="BCa", confidence_level=level, rng=random)
            values = result.bootstrap_distribution
            _, _, acceleration = _resampling._bca_interval(
                data, statistic, axis=-1, alpha=(1 - level) / 2, theta_hat_b=values, batch=None, xp=np)
            cases.append({"cells": cells, "metric": name, "level": level, "value": float(score(truth, predicted)),
                          "values": values.tolist(), "acceleration": float(np.squeeze(acceleration)),
                          "ends": [float(result.confidence_interval.low), float(result.confidence_interval.high)]})
    return cases


def curve(random, count, share, separation, grid):
    labels = (random.random(count) < share).astype(int)
    scores = np.round((labels * separation + random.normal(size=count)) * grid / 8) / grid
    distinct = np.unique(scores)[::-1]
    positives = [int(((scores == s) & (labels == 1)).sum()) for s in distinct]
    negatives = [int(((scores == s) & (labels == 0)).sum()) for s in distinct]
    return labels, scores, distinct, positives, negatives


def without_rows(labels, scores, distinct, score):
    """The score without one positive, then without one negative row of each distinct score; None where there is none."""
    values = []
    for label in (1, 0):
        for s in distinct:
            rows = np.flatnonzero((scores == s) & (labels == label))
            values.append(float(score(np.delete(labels, rows[0]), np.delete(scores, rows[0]))) if len(rows) else None)
    return values


def rates_at(labels, scores):
    """ROC between its points (the upper one where it rises straight up), precision in steps, by the definitions."""
    fpr, tpr, _ = roc_curve(labels, scores, drop_intermediate=False)
    grid = [0.0, 0.013, 0.05, 0.1, 0.25, 1 / 3, 0.5, 0.77, 1.0] + sorted(set(fpr.tolist()))[:6]
    roc = []
    for x in grid:
        under = np.flatnonzero(fpr <= x + 1e-13)[-1]
        if under == len(fpr) - 1 or abs(fpr[under] - x) < 1e-13:
            roc.append(float(tpr[under]))
        else:
            part = (x - fpr[under]) / (fpr[under + 1] - fpr[under])
            roc.append(float(tpr[under] + part * (tpr[under + 1] - tpr[under])))
    precision, recall, _ = precision_recall_curve(labels, scores)
    steps = [(r, p) for r, p in zip(recall[:-1][::-1], precision[:-1][::-1]) if r > 0]
    recalls = [0.0, 0.01, 0.2, 0.5, 0.8, 0.95, 1.0] + sorted({float(r) for r, _ in steps})[:6]
    return {"falsePositiveRates": grid, "truePositiveRates": roc, "recalls": recalls,
            "precisions": [float(next(p for r, p in steps if r >= x - 1e-13)) for x in recalls]}


def curves():
    random = np.random.default_rng(SEED)
    cases = []
    for count, share, separation, grid in [(24, 0.4, 1.0, 3), (60, 0.5, 1.5, 40), (90, 0.1, 0.7, 6), (150, 0.8, 2.0, 12)]:
        labels, scores, distinct, positives, negatives = curve(random, count, share, separation, grid)
        positive, negative = scores[labels == 1], scores[labels == 0]

        def area(one, other, axis=-1):
            one, other = np.broadcast_arrays(one[..., :, None], other[..., None, :])
            return ((one > other) + 0.5 * (one == other)).mean(axis=(-1, -2))

        result = stats.bootstrap((positive, negative), area, n_resamples=299, method="BCa", rng=np.random.default_rng(SEED))
        _, _, stratified = _resampling._bca_interval(
            (positive, negative), area, axis=-1, alpha=0.025, theta_hat_b=result.bootstrap_distribution, batch=None, xp=np)

        def single(score):
            def statistic(rows, axis=-1):
                return np.apply_along_axis(lambda r: score(labels[r], scores[r]), axis, rows)
            data = (np.arange(count),)
            values = np.array([statistic(random.integers(0, count, count)) for _ in range(50)])
            return float(np.squeeze(_resampling._bca_interval(
                data, statistic, axis=-1, alpha=0.025, theta_hat_b=values, batch=None, xp=np)[2]))

        cases.append({
            "positives": positives, "negatives": negatives, "scores": distinct.tolist(),
            "area": float(area(positive, negative)),
            "areas": without_rows(labels, scores, distinct, roc_auc_score),
            "averagePrecisions": without_rows(labels, scores, distinct, average_precision_score),
            "areaValues": result.bootstrap_distribution.tolist(),
            "areaEnds": [float(result.confidence_interval.low), float(result.confidence_interval.high)],
            "stratifiedAcceleration": float(np.squeeze(stratified)),
            "areaAcceleration": single(roc_auc_score), "precisionAcceleration": single(average_precision_score),
        } | rates_at(labels, scores))
    return cases


def coverage():
    cases = []
    for trials in (30, 100, 1000):
        successes = np.arange(trials + 1)
        for p in (0.02, 0.5, 0.98):
            chances = stats.binom.pmf(successes, trials, p)
            case = {"trials": trials, "p": p}
            for name, method in [("wilson", "wilson"), ("exact", "beta")]:
                low, high = proportion_confint(successes, trials, alpha=0.05, method=method)
                low, high = np.nan_to_num(low, nan=0.0), np.nan_to_num(high, nan=1.0)
                case[name] = float(chances[(low <= p) & (p <= high)].sum())
            cases.append(case)
    return cases


def make() -> None:
    golden = {
        "made_with": {"scipy": scipy.__version__, "statsmodels": statsmodels.__version__,
                      "scikit-learn": sklearn.__version__, "numpy": np.__version__, "seed": SEED},
        "corrected": corrected_counts(), "curves": curves(), "coverage": coverage(),
    }
    parts = [f'"made_with":{json.dumps(golden["made_with"])}']
    for name in ("corrected", "curves", "coverage"):
        cases = ",\n".join(json.dumps(case, separators=(",", ":")) for case in golden[name])
        parts.append(f'"{name}":[\n{cases}]')
    (here / "uncertainty.json").write_text("{" + ",\n".join(parts) + "}\n")
