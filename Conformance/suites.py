"""Which of scikit-learn's tests judge, and how they are run."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
from importlib.util import find_spec
from pathlib import Path

MODULES = (
    "sklearn.metrics.tests.test_classification",
    "sklearn.metrics.tests.test_ranking",
    "sklearn.metrics.tests.test_common",
    "sklearn.tests.test_calibration",
)

#: The arguments of pytest that choose them, and name them by their files.
CHOICE = (f"--rootdir={Path(find_spec('sklearn').origin).parent}", "--pyargs", *MODULES)


def run(*arguments: str) -> dict[str, str]:
    """Runs the tests with ours in place: the outcome of each, `passed`, `failed` or `skipped`.

    The process of pytest starts in an empty folder, so that no other configuration than
    scikit-learn's own is found.
    """
    with tempfile.TemporaryDirectory() as folder:
        results = Path(folder) / "outcomes.json"
        command = [
            *(sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", "-p", "plugin"),
            *("--tb=short", "--disable-warnings", *CHOICE, *arguments),
        ]
        environment = {**os.environ, "ASSAY_CONFORMANCE_OUTCOMES": str(results)}
        subprocess.run(command, cwd=folder, env=environment, check=False)
        if not results.exists():
            raise RuntimeError("pytest did not get as far as its tests: " + " ".join(command))
        return json.loads(results.read_text("utf-8"))
