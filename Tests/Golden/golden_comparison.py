"""Comparisons: McNemar's test and effect sizes, Holm, Student's t, t tests of rows and folds, paired DeLong.

References are statsmodels, SciPy and mpmath; DeLong's covariance is found by its definition, over all pairs of rows.
"""
import json
import math
import pathlib

import mpmath
import numpy as np
import scipy
import statsmodels
from scipy import stats
from scipy.special import logit
from sklearn.metrics import accuracy_score, brier_score_loss, log_loss, precision_score, recall_score, roc_auc_score
from statsmodels.stats.contingency_tables import mcnemar
from statsmodels.stats.inter_rater import cohens_kappa
from statsmodels.stats.multitest import multipletests
from statsmodels.stats.proportion import confint_proportions_2indep

here = pathlib.Path(__file__).resolve().parent
SEED = 11
mpmath.mp.dps = 40


def disagreements():
    pairs = [(0, 1), (1, 0), (1, 1), (5, 5), (6, 4), (4, 6), (215, 42), (37, 42), (3, 0), (0, 9), (60, 40), (12, 2),
             (100, 100), (101, 100), (5200, 5000), (1, 30), (17, 5), (250_000, 249_000)]
    rows = []
    for b, c in pairs:
        f = float(stats.binom.pmf(b, b + c, 0.5))
        exact = float(mcnemar([[0, b], [c, 0]], exact=True).pvalue)
        middle = 1 - f / 2 if b == c else exact - f
        greater = float(stats.binom.sf(b, b + c, 0.5)) + f / 2
        less = float(stats.binom.cdf(b - 1, b + c, 0.5)) + f / 2
        rows.append([b, c, exact, middle, greater, less])
    return rows


def effects():
    rows = []
    for b, c, n in [(60, 40, 500), (40, 60, 500), (3, 0, 10), (0, 0, 20), (1, 1, 2), (206, 37, 500), (9, 0, 9),
                    (5200, 5000, 100_000), (30, 29, 59)]:
        for level in (0.8, 0.95, 0.99):
            z = stats.norm.isf((1 - level) / 2)
            p, q = (b + 1) / (n + 2), (c + 1) / (n + 2)
            half = z * math.sqrt((p + q - (p - q) ** 2) / (n + 2))
            odds = [None, None]
            if b + c:
                low, high = stats.binomtest(b, b + c).proportion_ci(level, method="exact")
                odds = [low / (1 - low), "inf" if high == 1 else high / (1 - high)]
            rows.append({"b": b, "c": c, "n": n, "level": level, "g": b / (b + c) - 0.5 if b + c else "nan",
                         "odds": odds, "difference": [max(-1, p - q - half), min(1, p - q + half)],
                         "needed": [needed(b, c, n, 1 - level, power, sides)
                                    for power in (0.8, 0.95) for sides in (1, 2)]})
    return rows


def needed(b, c, n, level, power, sides):
    if b == c or (sides == 1 and b < c):
        return 0
    part, d = (b + c) / n, (b - c) / n
    root = stats.norm.isf(level / sides) * math.sqrt(part) + stats.norm.isf(1 - power) * math.sqrt(part - d * d)
    return math.ceil(root * root / (d * d))


def kappas():
    tables = [[[206, 42], [37, 215]], [[50, 50], [50, 50]], [[0, 10], [10, 0]], [[890, 10], [85, 15]],
              [[30, 5, 5], [4, 30, 6], [5, 5, 30]], [[9, 0, 0], [0, 9, 1], [0, 0, 1]],
              [[12, 3, 0, 1], [2, 30, 4, 0], [1, 6, 8, 2], [0, 1, 3, 40]], [[100, 0], [1, 0]]]
    rows = []
    for table in tables:
        found = cohens_kappa(np.array(table, dtype=float))
        z = stats.norm.isf(0.025)
        k, error = float(found.kappa), float(found.std_kappa)
        rows.append({"cells": [c for row in table for c in row], "kappa": k, "error": error,
                     "interval": [max(-1, k - z * error), min(1, k + z * error)],
                     "needed": needed_against_chance(table)})
    return rows


def needed_against_chance(table):
    """By the delta method, from numerical derivatives of agreement − chance in each cell."""
    p = np.array(table, dtype=float) / np.sum(table)

    def lead(q):
        q = q / q.sum()
        return np.trace(q) - q.sum(axis=1) @ q.sum(axis=0)

    def deviation(q):
        slopes = np.zeros_like(q)
        for cell in np.ndindex(q.shape):
            step = np.zeros_like(q)
            step[cell] = 1e-6
            slopes[cell] = (lead(q + step) - lead(q - step)) / 2e-6
        mean = (q * slopes).sum()
        return math.sqrt((q * (slopes - mean) ** 2).sum())

    if lead(p) <= 1e-12:
        return 0
    independent = np.outer(p.sum(axis=1), p.sum(axis=0))
    root = stats.norm.isf(0.05) * deviation(independent) + stats.norm.isf(0.2) * deviation(p)
    return max(2, root * root / lead(p) ** 2)


def corrections():
    random = np.random.default_rng(SEED)
    lists = [[0.01, 0.04, 0.03], [0.5], [0.02, 0.02, 0.02, 0.02], [0.9, 0.8, 0.7], [0, 1, 0.5], [1e-300, 1e-12, 0.04]]
    lists += [random.random(n).round(4).tolist() for n in (2, 5, 17)]
    lists += [(random.random(n) ** 4).tolist() for n in (7, 40)]
    return [{"p": p, "adjusted": multipletests(p, method="holm")[1].tolist()} for p in lists]


def student():
    tails = []
    for degrees in (1, 2, 3, 4.5, 9, 29, 99, 1000, 1e6):
        for t in (0.0, 1e-8, 0.1, 0.7, 1.0, 2.0, 2.7764451, 5.0, 12.0, 60.0):
            x = mpmath.mpf(degrees) / (mpmath.mpf(degrees) + mpmath.mpf(t) ** 2)
            both = mpmath.betainc(mpmath.mpf(degrees) / 2, mpmath.mpf(1) / 2, 0, x, regularized=True)
            if degrees < 1e5:
                assert abs(float(both) - 2 * stats.t.sf(t, degrees)) <= 1e-8 * float(both)
            tails.append([t, degrees, float(both / 2), float(both)])
    quantiles = []
    for degrees in (1, 2, 3, 4.5, 9, 29, 99, 1000):
        for tail in (1e-12, 1e-4, 0.005, 0.025, 0.05, 0.2, 0.45, 0.7, 0.975):
            quantiles.append([tail, degrees, student_quantile(tail, degrees)])
    return {"tails": tails, "quantiles": quantiles}


def student_quantile(tail, degrees):
    """SciPy's quantile, refined by Newton's method in 40 digits."""
    t, v = mpmath.mpf(float(stats.t.isf(tail, degrees))), mpmath.mpf(degrees)
    for _ in range(6):
        half = mpmath.betainc(v / 2, mpmath.mpf(1) / 2, 0, v / (v + t * t), regularized=True) / 2
        upper = half if t >= 0 else 1 - half
        density = (1 + t * t / v) ** (-(v + 1) / 2) / (mpmath.sqrt(v) * mpmath.beta(v / 2, mpmath.mpf(1) / 2))
        t += (upper - mpmath.mpf(tail)) / density
    return float(t)


def t_tests():
    random = np.random.default_rng(SEED + 1)
    rows = []
    for count, mean in [(2, 0.1), (5, 0.02), (10, 0.0), (10, -0.03), (30, 0.01), (200, 0.004)]:
        values = mean + 0.03 * random.normal(size=count)
        case = {"differences": values.tolist(), "plain": [], "folds": []}
        for alternative in ("two-sided", "greater", "less"):
            case["plain"].append(float(stats.ttest_1samp(values, 0, alternative=alternative).pvalue))
        found = stats.ttest_1samp(values, 0)
        assert np.isclose(found.pvalue, stats.ttest_rel(values + 1, np.ones(count)).pvalue)
        interval = found.confidence_interval(0.9)
        case["statistic"] = float(found.statistic)
        case["interval"] = [float(interval.low), float(interval.high)]
        for train, test in [(900, 100), (50, 50), (3, 1000)]:
            error = math.sqrt((1 / count + test / train) * values.var(ddof=1))
            t = values.mean() / error
            reach = stats.t.isf(0.025, count - 1) * error
            case["folds"].append([train, test, float(t), float(2 * stats.t.sf(abs(t), count - 1)),
                                  float(values.mean() - reach), float(values.mean() + reach)])
        rows.append(case)
    return rows


def delong():
    random = np.random.default_rng(SEED + 2)
    rows = []
    for count, share, grid in [(20, 0.5, 0), (60, 0.3, 8), (60, 0.5, 2), (150, 0.1, 0), (200, 0.9, 16), (300, 0.5, 0)]:
        labels = (random.random(count) < share).astype(int)
        labels[:4] = [0, 0, 1, 1]
        common = random.normal(size=count)
        for gap, link in [(0.0, 0.9), (0.8, 0.6), (0.3, 0.0), (-0.5, -0.7)]:
            first = labels * 1.0 + common
            second = labels * (1.0 + gap) + link * common + 0.5 * random.normal(size=count)
            if grid:
                first, second = np.round(first * grid) / grid, np.round(second * grid) / grid
            else:
                # Floats hold them too.
                first, second = np.float64(np.float32(first)), np.float64(np.float32(second))
            rows.append(delong_case(labels, first, second))
    perfect = np.array([0, 0, 0, 1, 1, 1])
    rows.append(delong_case(perfect, perfect * 1.0, np.array([0.1, 0.4, 0.35, 0.3, 0.8, 0.9])))
    return rows


def delong_case(labels, first, second):
    def components(scores):
        positive, negative = scores[labels == 1], scores[labels == 0]
        wins = (positive[:, None] > negative[None, :]) + 0.5 * (positive[:, None] == negative[None, :])
        assert abs(wins.mean() - roc_auc_score(labels, scores)) < 1e-12
        return wins.mean(), wins.mean(axis=1), wins.mean(axis=0)

    a, b = components(first), components(second)
    cov = (np.cov(a[1], b[1]) / len(a[1])) + (np.cov(a[2], b[2]) / len(a[2]))
    difference = float(a[0] - b[0])
    error = math.sqrt(cov[0, 0] + cov[1, 1] - 2 * cov[0, 1])
    z = stats.norm.isf(0.025)
    return {"labels": labels.tolist(), "first": first.tolist(), "second": second.tolist(),
            "areas": [float(a[0]), float(b[0])],
            "covariance": [float(cov[0, 0]), float(cov[1, 1]), float(cov[0, 1])],
            "error": error, "p": [float(2 * stats.norm.sf(abs(difference) / error)),
                                  float(stats.norm.sf(difference / error)),
                                  float(stats.norm.cdf(difference / error))],
            "interval": [max(-1, difference - z * error), min(1, difference + z * error)]}


def slices():
    random = np.random.default_rng(SEED + 3)
    cases = []
    for count, names, share in [(300, "abc", 0.5), (500, "abcde", 0.2), (240, "ab", 0.9)]:
        groups = random.choice(list(names), size=count, p=np.arange(1, len(names) + 1) / sum(range(1, len(names) + 1)))
        labels = (random.random(count) < share).astype(int)
        noise = np.where(groups == "b", 1.6, 0.8)
        scores = np.round(1 / (1 + np.exp(-2 * (2 * labels - 1 + noise * random.normal(size=count)))), 3)
        scores = np.clip(scores, 0.001, 0.999)
        found = {}
        for name in names:
            here = groups == name
            found[name] = {metric: slice_case(metric, labels, scores, here)
                           for metric in ("accuracy", "precision", "recall", "roc_auc", "log_loss", "brier_score")}
        for metric in found[names[0]]:
            adjusted = multipletests([found[name][metric][2] for name in names], method="holm")[1]
            for name, p in zip(names, adjusted):
                found[name][metric].insert(3, float(p))
        cases.append({"labels": labels.tolist(), "scores": scores.tolist(), "groups": "".join(groups), "slices": found})
    return cases


def slice_case(metric, labels, scores, here):
    """Value here, value in the rest, p, and the ends of Newcombe's interval for proportions."""
    (y, s), (y2, s2) = (labels[here], scores[here]), (labels[~here], scores[~here])
    g, g2 = (s >= 0.5).astype(int), (s2 >= 0.5).astype(int)
    if metric in ("accuracy", "precision", "recall"):
        read = {"accuracy": accuracy_score, "precision": precision_score, "recall": recall_score}[metric]
        chosen, chosen2 = {"accuracy": (y >= 0, y2 >= 0), "precision": (g == 1, g2 == 1),
                           "recall": (y == 1, y2 == 1)}[metric]
        hits, trials = int((g == y)[chosen].sum()), int(chosen.sum())
        hits2, trials2 = int((g2 == y2)[chosen2].sum()), int(chosen2.sum())
        p = stats.fisher_exact([[hits, trials - hits], [hits2, trials2 - hits2]]).pvalue
        ends = confint_proportions_2indep(hits, trials, hits2, trials2, method="newcomb", compare="diff")
        return [float(read(y, g)), float(read(y2, g2)), float(p), float(ends[0]), float(ends[1])]
    if metric == "roc_auc":
        areas, variances = [], []
        for a, b in ((y, s), (y2, s2)):
            positive, negative = b[a == 1], b[a == 0]
            wins = (positive[:, None] > negative[None, :]) + 0.5 * (positive[:, None] == negative[None, :])
            areas.append(float(wins.mean()))
            variances.append(wins.mean(axis=1).var(ddof=1) / len(positive) + wins.mean(axis=0).var(ddof=1) / len(negative))
        spreads = [v / (a * (1 - a)) ** 2 for a, v in zip(areas, variances)]
        p = 2 * stats.norm.sf(abs(logit(areas[0]) - logit(areas[1])) / math.sqrt(sum(spreads)))
        return [float(roc_auc_score(y, s)), float(roc_auc_score(y2, s2)), float(p)]
    read = {"log_loss": log_loss, "brier_score": brier_score_loss}[metric]
    term = {"log_loss": lambda a, b: -np.log(np.where(a == 1, b, 1 - b)), "brier_score": lambda a, b: (a - b) ** 2}[metric]
    p = stats.permutation_test((term(y, s), term(y2, s2)), lambda a, b, axis: abs(a.mean(axis) - b.mean(axis)),
                               vectorized=True, n_resamples=40_000, alternative="greater", rng=SEED).pvalue
    return [float(read(y, s)), float(read(y2, s2)), float(p)]


def make() -> None:
    golden = {
        "made_with": {"scipy": scipy.__version__, "statsmodels": statsmodels.__version__,
                      "numpy": np.__version__, "mpmath": mpmath.__version__, "seed": SEED},
        "disagreements": disagreements(), "effects": effects(), "kappas": kappas(), "holm": corrections(),
        "student": student(), "tTests": t_tests(), "delong": delong(),
        "slices": slices(),
    }
    lines = []
    for name, value in golden.items():
        if isinstance(value, list):
            cases = ",\n".join(json.dumps(case, separators=(",", ":")) for case in value)
            lines.append(f'"{name}":[\n{cases}]')
        else:
            lines.append(f'"{name}":' + json.dumps(value, separators=(",", ":")))
    (here / "comparison.json").write_text("{" + ",\n".join(lines) + "}\n")
