"""Which of scikit-learn's tests judge, and how they are run."""

from __future__ import annotations

import subprocess
import sys
import tempfile
from pathlib import Path
from xml.etree import ElementTree

MODULES = (
    "sklearn.metrics.tests.test_classification",
    "sklearn.metrics.tests.test_ranking",
    "sklearn.metrics.tests.test_common",
    "sklearn.tests.test_calibration",
)


def run(*arguments: str) -> dict[str, str]:
    """Runs the tests with ours in place: the outcome of each, `passed`, `failed` or `skipped`.

    The process of pytest starts in an empty folder, so that no other configuration than
    scikit-learn's own is found.
    """
    with tempfile.TemporaryDirectory() as folder:
        results = Path(folder) / "results.xml"
        command = [
            *(sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", "-p", "plugin"),
            *("--tb=short", "--disable-warnings", f"--junit-xml={results}"),
            *(*arguments, "--pyargs", *MODULES),
        ]
        subprocess.run(command, cwd=folder, check=False)
        if not results.exists():
            raise RuntimeError("pytest did not get as far as its tests: " + " ".join(command))
        return outcomes(results)


def outcomes(results: Path) -> dict[str, str]:
    """The outcome of each test in a JUnit file, by the test's module and name."""
    found: dict[str, str] = {}
    for case in ElementTree.parse(results).iter("testcase"):
        name = f"{case.get('classname', '').rpartition('.')[2]}::{case.get('name')}"
        kinds = {child.tag for child in case}
        found[name] = (
            "failed" if kinds & {"failure", "error"}
            else "skipped" if "skipped" in kinds
            else "passed"
        )
    return found
