"""Intervals and exact tests: SciPy, statsmodels, mpmath; DeLong's variance by its definition over all pairs."""
import json
import pathlib

import mpmath
import numpy as np
import scipy
import statsmodels
from scipy import stats
from sklearn.metrics import average_precision_score, roc_auc_score
from statsmodels.stats.contingency_tables import mcnemar
from statsmodels.stats.proportion import proportion_confint

here = pathlib.Path(__file__).resolve().parent
SEED = 1
mpmath.mp.dps = 40


def normal():
    z = [0.0, 0.1, 0.5, 1.0, 1.5, 1.9999, 2.0, 2.5, 3.0, 5.0, 8.0, 12.0, 20.0, 37.0, -0.3, -1.7, -4.0]
    tails = [1e-300, 1e-100, 1e-20, 1e-9, 1e-4, 0.005, 0.025, 0.05, 0.1, 0.2, 0.3, 0.49, 0.5, 0.7, 0.975]
    tail = [float(mpmath.erfc(mpmath.mpf(v) / mpmath.sqrt(2)) / 2) for v in z]
    return {"z": z, "tail": tail, "tails": tails, "quantiles": stats.norm.isf(tails).tolist()}


def exact_beta(x, a, b):
    return mpmath.betainc(a, b, 0, x, regularized=True)


def beta_quantile(tail, a, b, above=False):
    """SciPy's quantile, refined by Newton's method in 40 digits."""
    if above:
        start = 1 - mpmath.mpf(float(stats.beta.ppf(tail, b, a)))
        if start < 0.1:
            start = mpmath.mpf(float(stats.beta.isf(tail, a, b)))
    else:
        start = mpmath.mpf(float(stats.beta.ppf(tail, a, b)))
    if min(a, b) > 1e3:
        return float(start)
    a, b, x = mpmath.mpf(a), mpmath.mpf(b), start
    goal = 1 - mpmath.mpf(tail) if above else mpmath.mpf(tail)
    for _ in range(6):
        density = x ** (a - 1) * (1 - x) ** (b - 1) / mpmath.beta(a, b)
        x -= (exact_beta(x, a, b) - goal) / density
    return float(x)


def beta():
    cases = [(0.5, 0.5, 0.3), (1, 1, 0.25), (2, 3, 0.9), (0.01, 5, 0.001), (10, 0.3, 0.99), (40, 60, 0.4),
             (40, 60, 0.2), (300, 200.5, 0.63), (1e4, 3e4, 0.251), (5e5, 5e5, 0.5007), (1.5, 1e6, 2e-6)]
    rows = []
    for a, b, x in cases:
        lower = stats.beta.cdf(x, a, b)
        upper = stats.beta.sf(x, a, b)
        if a + b < 1e3:
            lower = float(exact_beta(mpmath.mpf(x), a, b))
            upper = float(1 - exact_beta(mpmath.mpf(x), a, b))
        rows.append([a, b, x, float(lower), float(upper)])
    inverse = [[a, b, p, beta_quantile(p, a, b), beta_quantile(p, a, b, above=True)]
               for a, b in [(0.5, 0.5), (1, 20), (3, 2), (25, 476), (428, 73), (0.2, 9), (5e5, 5e5), (4, 1e7)]
               for p in (1e-10, 0.005, 0.025, 0.5, 0.9)]
    return {"values": rows, "inverse": inverse}


def proportions():
    rows = []
    for successes, trials in [(0, 10), (10, 10), (1, 10), (428, 500), (421, 500), (3, 7), (499, 500), (1, 1),
                              (5_000_123, 10_000_000), (3, 10_000_000)]:
        for level in (0.8, 0.95, 0.999):
            wilson = proportion_confint(successes, trials, alpha=1 - level, method="wilson")
            tail = (1 - level) / 2
            exact = [beta_quantile(tail, successes, trials - successes + 1) if successes else 0.0,
                     beta_quantile(tail, successes + 1, trials - successes, above=True) if successes < trials else 1.0]
            reference = stats.binomtest(successes, trials).proportion_ci(level, method="exact")
            assert np.allclose(exact, reference, rtol=1e-4), (exact, reference)
            rows.append({"successes": successes, "trials": trials, "level": level,
                         "wilson": [float(max(0, wilson[0])), float(min(1, wilson[1]))],
                         "exact": exact})
    return rows


def midrank_delong(labels, scores):
    """Area and standard error by the definition: every pair, no ranks."""
    positive, negative = scores[labels == 1], scores[labels == 0]
    wins = (positive[:, None] > negative[None, :]) + 0.5 * (positive[:, None] == negative[None, :])
    v10, v01 = wins.mean(axis=1), wins.mean(axis=0)
    variance = v10.var(ddof=1) / len(positive) + v01.var(ddof=1) / len(negative)
    return float(wins.mean()), float(np.sqrt(variance))


def curves():
    random = np.random.default_rng(SEED)
    rows = []
    for count, separation, grid in [(30, 1.0, 5), (500, 2.0, 1000), (200, 0.2, 20), (2000, 3.0, 100)]:
        labels = (random.random(count) < 0.45).astype(int)
        scores = np.round((labels * separation + random.normal(size=count)) * grid / 8) / grid
        area, error = midrank_delong(labels, scores)
        assert abs(area - roc_auc_score(labels, scores)) < 1e-12
        distinct = np.unique(scores)[::-1]
        z = stats.norm.isf(0.025)
        logit, half = np.log(area / (1 - area)), z * error / (area * (1 - area))
        rows.append({
            "positives": [int(((scores == s) & (labels == 1)).sum()) for s in distinct],
            "negatives": [int(((scores == s) & (labels == 0)).sum()) for s in distinct],
            "area": area, "error": error,
            "logit": [float(1 / (1 + np.exp(-(logit - half)))), float(1 / (1 + np.exp(-(logit + half))))],
            "averagePrecision": float(average_precision_score(labels, scores)),
            "averagePrecisionInterval": bootstrap_average_precision(labels, scores, random) if count <= 500 else [],
        })
    return rows


def bootstrap_average_precision(labels, scores, random):
    values = []
    for _ in range(4000):
        rows = random.integers(0, len(labels), len(labels))
        values.append(average_precision_score(labels[rows], scores[rows]))
    return np.quantile(values, [0.025, 0.975]).tolist()


def tests():
    binomial = []
    for successes, trials, p in [(0, 10, 0.5), (7, 10, 0.5), (3, 10, 0.2), (8, 10, 0.2), (0, 5, 0.9),
                                 (215, 257, 0.5), (5100, 10000, 0.5), (20, 1000, 0.013), (3, 3, 1.0)]:
        values = [float(stats.binomtest(successes, trials, p, alternative=a).pvalue)
                  for a in ("greater", "less", "two-sided")]
        binomial.append([successes, trials, p] + values)
    disagreements = []
    for b, c in [(0, 0), (5, 5), (215, 42), (37, 42), (3, 0), (60, 40), (5200, 5000)]:
        both = float(mcnemar([[0, b], [c, 0]], exact=True).pvalue) if b + c else 1.0
        one = float(stats.binom.sf(b - 1, b + c, 0.5)) if b + c else 1.0
        disagreements.append([b, c, one, both])
    fisher = []
    for table in [(206, 42, 37, 215), (3, 1, 1, 3), (0, 5, 5, 0), (10, 0, 0, 10), (120, 130, 125, 125),
                  (20_100, 19_900, 19_900, 20_100), (7, 0, 3, 0), (1, 9, 11, 3)]:
        t = [table[:2], table[2:]]
        values = [float(stats.fisher_exact(t, alternative=a).pvalue) for a in ("greater", "less", "two-sided")]
        fisher.append(list(table) + values)
    return {"binomial": binomial, "mcnemar": disagreements, "fisher": fisher}


def make() -> None:
    golden = {
        "made_with": {"scipy": scipy.__version__, "statsmodels": statsmodels.__version__,
                      "numpy": np.__version__, "mpmath": mpmath.__version__, "seed": SEED},
        "normal": normal(), "beta": beta(), "proportions": proportions(), "curves": curves(), "tests": tests(),
    }
    (here / "intervals.json").write_text(json.dumps(golden, separators=(",", ":")) + "\n")
