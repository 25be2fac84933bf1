"""Evaluation in several threads, and in processes that were forked."""

from __future__ import annotations

import os
import signal
from concurrent.futures import ThreadPoolExecutor

import numpy as np
import pytest

from assay import metrics

RANDOM = np.random.default_rng(3)
TRUTH = RANDOM.integers(0, 2, 600_000)
SCORES = RANDOM.random(600_000)


def area() -> float:
    return metrics.roc_auc_score(TRUTH, SCORES)


def test_eight_threads_answer_as_one_does() -> None:
    alone = area()
    with ThreadPoolExecutor(8) as pool:
        assert set(pool.map(lambda _: area(), range(16))) == {alone}


@pytest.mark.skipif(not hasattr(os, "fork"), reason="the system does not fork")
@pytest.mark.filterwarnings("ignore::DeprecationWarning")
def test_a_forked_process_answers_too() -> None:
    alone = area()  # The threads are there now, and none of them is in the child.
    for _ in range(20):
        child = os.fork()
        if child == 0:
            signal.alarm(20)
            os._exit(0 if area() == alone else 1)
        assert os.waitpid(child, 0)[1] == 0
