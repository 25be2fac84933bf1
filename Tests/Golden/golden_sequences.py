"""Goldens of padded sequences: keras.utils.pad_sequences with every choice of its settings."""
import itertools
import json
import os
import pathlib

os.environ["KERAS_BACKEND"] = "jax"
os.environ.setdefault("JAX_PLATFORMS", "cpu")

import keras
import numpy as np

here = pathlib.Path(__file__).resolve().parent
tokens = [[5], [], [2, 3], [4, 5, 6, 7], [9, 8, 7]]
steps = [[[1.5, 2.0]], [[3.0, 4.0], [5.0, 6.25], [7.0, 8.0]], [], [[-1.0, 0.5], [9.0, 0.0]]]


def cases(sequences, dtype):
    for length, padding, truncating, value in itertools.product(
            [None, 1, 2, 3, 6], ["pre", "post"], ["pre", "post"], [0.0, -1.0]):
        padded = keras.utils.pad_sequences(
            sequences, maxlen=length, dtype=dtype, padding=padding, truncating=truncating,
            value=value)
        yield {"length": length, "padding": padding, "truncating": truncating, "value": value,
               "shape": list(padded.shape), "values": padded.ravel().tolist()}


def make() -> None:
    document = {
        "made_with": {"keras": keras.__version__, "numpy": np.__version__},
        "defaults": keras.utils.pad_sequences(tokens).tolist(),
        "tokens": {"sequences": tokens, "cases": list(cases(tokens, "int32"))},
        "steps": {"sequences": steps, "cases": list(cases(steps, "float32"))},
    }
    text = json.dumps(document, separators=(",", ":"))
    (here / "sequences.json").write_text(text + "\n")
