"""Intervals from rows drawn anew: SciPy's bootstrap of row numbers, its resamples kept; standard errors by the delta method."""
import json
import pathlib

import numpy as np
import scipy
import sklearn
from scipy import stats
from scipy.stats import _resampling
from sklearn import metrics

here = pathlib.Path(__file__).resolve().parent
SEED = 3
RESAMPLES = 199


def bootstrap(count, readings):
    """What each reading (a function of row numbers) gives for SciPy's resamples, and the intervals SciPy makes of it."""
    cases, drawn = [], []
    for name, read in readings.items():
        seen = []

        def statistic(rows, axis=-1):
            if rows.ndim > 1 and rows.shape == (RESAMPLES, count):
                seen.append(rows.astype(int))
            return np.apply_along_axis(lambda r: read(r.astype(int)), axis, rows)

        data = (np.arange(count),)
        ends = {}
        for method in ("percentile", "BCa"):
            result = stats.bootstrap(data, statistic, n_resamples=RESAMPLES, method=method, rng=np.random.default_rng(SEED))
            ends[method] = [float(result.confidence_interval.low), float(result.confidence_interval.high)]
        values = result.bootstrap_distribution
        acceleration = _resampling._bca_interval(
            data, statistic, axis=-1, alpha=0.025, theta_hat_b=values, batch=None, xp=np)[2]
        drawn.append(seen[0])
        assert all((rows == drawn[0]).all() for rows in seen)
        cases.append({"name": name, "value": float(read(np.arange(count))), "values": values.tolist(),
                      "acceleration": float(np.squeeze(acceleration)),
                      "percentile": ends["percentile"], "corrected": ends["BCa"]})
    counts = [np.bincount(rows, minlength=count).tolist() for rows in drawn[0]]
    return {"counts": counts, "cases": cases}


def numbers():
    random = np.random.default_rng(SEED)
    truth = np.round(random.gamma(2.0, 2.0, 26) + 0.5, 2)
    predictions = np.round(np.abs(truth * random.normal(1, 0.25, 26) + random.normal(0, 0.4, 26)) + 0.1, 2)

    def of(score, **options):
        return lambda rows: score(truth[rows], predictions[rows], **options)

    readings = {
        "r2": of(metrics.r2_score), "explained_variance": of(metrics.explained_variance_score),
        "d2_absolute_error_score": of(metrics.d2_absolute_error_score),
        "d2_pinball_score": of(metrics.d2_pinball_score, alpha=0.2),
        "d2_tweedie_score": of(metrics.d2_tweedie_score, power=1),
        "median_absolute_error": of(metrics.median_absolute_error),
        "root_mean_squared_error": of(metrics.root_mean_squared_error),
        "root_mean_squared_log_error": of(metrics.root_mean_squared_log_error),
    }
    squares = (predictions - truth) ** 2
    rmse = float(np.sqrt(squares.mean()))
    return {"truth": truth.tolist(), "predictions": predictions.tolist(),
            "rmse": [rmse, float(squares.std() / np.sqrt(len(truth) - 1) / (2 * rmse))],
            **bootstrap(len(truth), readings)}


def classes():
    random = np.random.default_rng(SEED + 1)
    count = 45
    truth = random.permutation(np.repeat([0, 1, 2], [18, 15, 12]))
    raw = np.round(random.random((count, 3)) + 0.35 * np.eye(3)[truth], 2) + 0.01
    scores = raw / raw.sum(axis=1, keepdims=True)

    def of(**options):
        return lambda rows: metrics.roc_auc_score(truth[rows], scores[rows], **options)

    readings = {f"{kind}_{average}": of(multi_class=kind, average=average)
                for kind in ("ovr", "ovo") for average in ("macro", "weighted")}
    return {"truth": truth.tolist(), "scores": scores.tolist(), **bootstrap(count, readings)}


def delta(above, below):
    ratio = above.sum() / below.sum()
    residuals = above - ratio * below
    count = len(above)
    return [float(ratio), float(np.sqrt(count / (count - 1) * (residuals ** 2).sum()) / below.sum())]


def sets():
    random = np.random.default_rng(SEED + 2)
    count = 40
    truth = (random.random((count, 3)) < [0.6, 0.45, 0.5]).astype(int)
    called = np.where(random.random((count, 3)) < 0.25, 1 - truth, truth)

    def of(score, average):
        return lambda rows: score(truth[rows], called[rows], average=average, zero_division=0)

    readings = {f"f1_{average}": of(metrics.f1_score, average) for average in ("macro", "weighted", "micro", "samples")}
    readings["jaccard_macro"] = of(metrics.jaccard_score, "macro")
    hits, wrong, missed = (truth * called).sum(1), ((1 - truth) * called).sum(1), (truth * (1 - called)).sum(1)
    ones = np.ones(count)

    def samples(score):
        return delta(np.array([score(truth[[r]], called[[r]], average="samples", zero_division=0) for r in range(count)]), ones)

    errors = {
        "f1_micro": delta(2 * hits, 2 * hits + wrong + missed), "precision_micro": delta(hits, hits + wrong),
        "recall_micro": delta(hits, hits + missed), "jaccard_micro": delta(hits, hits + wrong + missed),
        "hamming_loss": delta((wrong + missed) / 3, ones),
        "f1_samples": samples(metrics.f1_score), "precision_samples": samples(metrics.precision_score),
        "recall_samples": samples(metrics.recall_score), "jaccard_samples": samples(metrics.jaccard_score),
    }
    return {"truth": truth.tolist(), "predictions": called.tolist(), "errors": errors, **bootstrap(count, readings)}


def make() -> None:
    golden = {"made_with": {"scipy": scipy.__version__, "scikit-learn": sklearn.__version__, "numpy": np.__version__,
                            "seed": SEED},
              "numbers": numbers(), "classes": classes(), "sets": sets()}
    parts = [f"{json.dumps(name)}:{json.dumps(part, separators=(',', ':'))}" for name, part in golden.items()]
    (here / "rows.json").write_text("{" + ",\n".join(parts) + "}\n")
