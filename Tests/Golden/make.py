#!/usr/bin/env python3
"""Makes the golden files: the numbers of the reference libraries that the tests compare with.

usage: make.py [DOMAIN ...]      every golden_DOMAIN.py beside this file, or the ones named

Needs scikit-learn 1.9.1, SciPy and Keras 3 (see requirements.txt). The files are committed and never edited by hand.
"""
import importlib
import pathlib
import sys

here = pathlib.Path(__file__).resolve().parent
sys.path.insert(0, str(here))

domains = sys.argv[1:] or sorted(p.stem.removeprefix("golden_") for p in here.glob("golden_*.py"))
for domain in domains:
    print(f"making {domain}", flush=True)
    importlib.import_module(f"golden_{domain}").make()
