"""Assay: evaluation of classifiers, exact and fast, for Python.

`assay.metrics` has scikit-learn's classification metrics under scikit-learn's names.
"""

__version__ = "0.1.0"
