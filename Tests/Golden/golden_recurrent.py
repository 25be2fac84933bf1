"""Keras 3 (JAX backend): recurrent layers and what belongs to them, in float64.

Each case is a stack of layers with its inputs and weights (every one a float32), the outputs, and the gradients of
sum(outputs * cotangent) with respect to the weights and, where they are no indices, the inputs.
"""
import json
import os
import pathlib
import sys

os.environ["KERAS_BACKEND"] = "jax"
os.environ.setdefault("JAX_PLATFORMS", "cpu")

import jax
import jax.numpy as jnp
import keras
import numpy as np
from double_precision import check_double, double_precision

here = pathlib.Path(__file__).resolve().parent
seed = 1
layers = keras.layers


def array(values, digits=None):
    """Shape and numbers, the last axis fastest; of results so many digits as a comparison needs."""
    values = np.asarray(values, dtype=np.float64)
    numbers = values.ravel().tolist()
    return {
        "shape": list(values.shape),
        "values": [float(f"{v:.{digits}g}") for v in numbers] if digits else [float(f"{v:.9g}") for v in numbers],
    }


def single(values):
    """Numbers that a float32 holds exactly, and few digits write down."""
    return np.asarray(np.round(np.asarray(values) * 16) / 16, dtype=np.float32).astype(np.float64)


class SelfAttention(layers.Layer):
    """Keras's attention of a sequence to itself, as a layer of one input."""

    def __init__(self, heads, size, causal=False):
        super().__init__()
        self.inner = layers.MultiHeadAttention(heads, size)
        self.causal, self.supports_masking = causal, True

    def build(self, shape):
        self.inner.build(shape, shape)

    def call(self, x, mask=None):
        # Asked for its scores, it takes its softmax in float64; JAX's own attention has 32 bits there.
        return self.inner(
            x, x, query_mask=mask, value_mask=mask, use_causal_mask=self.causal, return_attention_scores=True)[0]


def make_layer(kind, options):
    options = dict(options)
    if kind == "SelfAttention":
        return SelfAttention(**options)
    if kind in ("Bidirectional", "TimeDistributed"):
        inner = make_layer(*options.pop("layer"))
        return getattr(layers, kind)(inner, **options)
    return getattr(layers, kind)(**options)


def case(name, stack, inputs, random, indices=False, weights_scale=0.6):
    """A stack of layers on inputs, with random weights."""
    model = keras.Sequential([make_layer(kind, options) for kind, options in stack])
    model.build(inputs.shape)
    x = jnp.asarray(inputs, dtype=jnp.int32 if indices else jnp.float64)

    def outputs_of(weights, x):
        return model.stateless_call(weights, [w.value for w in model.non_trainable_variables], x)[0]

    alive = False
    while not alive:  # rectifiers that are all off say nothing
        weights = [single(random.uniform(-weights_scale, weights_scale, w.shape)) for w in model.trainable_variables]
        outputs = outputs_of([jnp.asarray(w) for w in weights], x)
        alive = 2 * np.count_nonzero(outputs) >= outputs.size
    cotangent = single(random.normal(size=outputs.shape))

    def total(weights, x):
        return jnp.sum(outputs_of(weights, x) * cotangent)

    wanted = (0,) if indices else (0, 1)
    slopes = jax.grad(total, argnums=wanted)
    check_double(slopes, [jnp.asarray(w) for w in weights], x)
    gradients = slopes([jnp.asarray(w) for w in weights], x)
    return {
        "name": name, "layers": [{"kind": kind, **plain(options)} for kind, options in stack],
        "inputs": array(inputs), "weights": [array(w) for w in weights], "cotangent": array(cotangent),
        "outputs": array(outputs, 6), "weight_gradients": [array(g, 6) for g in gradients[0]],
        "input_gradient": None if indices else array(gradients[1], 6),
    }


def plain(options):
    """Options with the layer inside as an object."""
    return {
        key: {"kind": value[0], **plain(value[1])} if key == "layer" else value for key, value in options.items()
    }


def with_state(name, kind, options, inputs, random):
    """One layer that begins with a state of one's own."""
    layer = make_layer(kind, options)
    layer.build(inputs.shape)
    weights = [jnp.asarray(single(random.uniform(-0.6, 0.6, w.shape))) for w in layer.trainable_variables]
    count = 2 if kind == "LSTM" else 1
    states = [jnp.asarray(single(random.uniform(-1, 1, (len(inputs), options["units"])))) for _ in range(count)]
    x = jnp.asarray(inputs)

    def outputs_of(weights, x, states):
        return layer.stateless_call(
            weights, [w.value for w in layer.non_trainable_variables], x,
            initial_state=states if count > 1 else states[0])[0]

    outputs = outputs_of(weights, x, states)
    cotangent = single(random.normal(size=outputs.shape))
    gradients = jax.grad(lambda *a: jnp.sum(outputs_of(*a) * cotangent), argnums=(0, 1, 2))(weights, x, states)
    return {
        "name": name, "layers": [{"kind": kind, **options}], "inputs": array(inputs),
        "weights": [array(w) for w in weights], "cotangent": array(cotangent), "outputs": array(outputs, 6),
        "states": [array(s) for s in states], "weight_gradients": [array(g, 6) for g in gradients[0]],
        "input_gradient": array(gradients[1], 6), "state_gradients": [array(g, 6) for g in gradients[2]],
    }


def recurrent():
    random = np.random.RandomState(seed)
    x = single(random.normal(size=(3, 5, 2)))
    padded = x.copy()
    padded[0, 3:] = 0        # a shorter sequence
    padded[1, :2] = 0        # one that begins late
    padded[1, 3] = 0         # and has a hole
    words = random.randint(1, 6, (3, 5))
    words[0, 3:] = 0
    words[1, 2] = 0
    cases = []
    cells = [
        ("SimpleRNN", {"units": 3}), ("SimpleRNN", {"units": 3, "activation": "relu"}), ("LSTM", {"units": 3}),
        ("GRU", {"units": 3}), ("GRU", {"units": 3, "reset_after": False}),
    ]
    for kind, options in cells:
        name = f"{kind} {options}"
        cases.append(case(name, [(kind, options)], x, random))
        cases.append(case(f"{name}, sequences", [(kind, {**options, "return_sequences": True})], x, random))
        back = {**options, "go_backwards": True}
        cases.append(case(f"{name}, backwards", [(kind, back)], x, random))
        cases.append(case(
            f"{name}, sequences backwards", [(kind, {**back, "return_sequences": True})], x, random))
        cases.append(case(f"{name}, masked", [("Masking", {}), (kind, options)], padded, random))
        cases.append(case(
            f"{name}, masked sequences", [("Masking", {}), (kind, {**options, "return_sequences": True})], padded,
            random))
        cases.append(case(f"{name}, masked backwards", [("Masking", {}), (kind, back)], padded, random))
        cases.append(with_state(f"{name}, from a state", kind, options, x, random))
    write("keras_recurrent_cells.json", cases)
    cases = []
    wide = single(random.normal(size=(2, 4, 1)))
    cases.append(case("LSTM of 17 units", [("LSTM", {"units": 17})], wide, random, weights_scale=0.3))
    for mode in ("concat", "sum", "ave", "mul"):
        for sequences in (False, True):
            inner = ("LSTM", {"units": 2, "return_sequences": sequences})
            cases.append(case(
                f"both ways, {mode}, sequences {sequences}",
                [("Masking", {}), ("Bidirectional", {"layer": inner, "merge_mode": mode})], padded, random))
    cases.append(case(
        "words", [("Embedding", {"input_dim": 6, "output_dim": 3, "mask_zero": True}),
                  ("GRU", {"units": 4, "return_sequences": True}), ("LSTM", {"units": 3}), ("Dense", {"units": 1})],
        words, random, indices=True))
    cases.append(case(
        "words without a mask", [("Embedding", {"input_dim": 6, "output_dim": 3}), ("SimpleRNN", {"units": 4})],
        words, random, indices=True))
    cases.append(case(
        "there and back", [("Masking", {"mask_value": 0.0}), ("LSTM", {"units": 3}), ("RepeatVector", {"n": 4}),
                           ("GRU", {"units": 2, "return_sequences": True}),
                           ("TimeDistributed", {"layer": ("Dense", {"units": 2, "activation": "tanh"})})],
        padded, random))
    filled = padded.copy()
    filled[filled == 0] = -1
    cases.append(case(
        "another mask value",
        [("Masking", {"mask_value": -1.0}), ("Dense", {"units": 3}), ("LSTM", {"units": 2})], filled, random))
    write("keras_recurrent_stacks.json", cases)


def attention():
    """Layer normalisation, and attention with and without masks; behind it a layer that heeds them."""
    random = np.random.RandomState(seed)
    x = single(random.normal(size=(3, 5, 4)))
    padded = x.copy()
    padded[0, 3:] = 0
    padded[1, :2] = 0
    norm = ("LayerNormalization", {})
    cases = [
        case("normalised steps", [norm], x, random),
        case("normalised rows", [("LayerNormalization", {"epsilon": 0.1})], x[:, 0], random),
        case("normalised twice", [("Dense", {"units": 7}), norm, ("GRU", {"units": 3}), norm], x, random),
    ]
    for causal in (False, True):
        attend = ("SelfAttention", {"heads": 2, "size": 3, "causal": causal})
        cases.append(case(f"attention, causal {causal}", [attend], x, random))
        cases.append(case(
            f"masked attention, causal {causal}", [("Masking", {}), attend, ("LSTM", {"units": 2})], padded, random))
    cases.append(case("one head of one", [("SelfAttention", {"heads": 1, "size": 1})], x[:, :1], random))
    write("keras_attention.json", cases)


def write(name, cases):
    made_with = {
        "keras": keras.__version__, "backend": f"jax {jax.__version__}", "numpy": np.__version__,
        "python": sys.version.split()[0], "seed": seed,
    }
    compact = lambda value: json.dumps(value, separators=(",", ":"), allow_nan=False)
    lines = ",\n".join(compact(item) for item in cases)
    (here / name).write_text(f'{{"made_with":{compact(made_with)},\n"cases":[\n{lines}\n]}}\n')


def make() -> None:
    with double_precision():
        recurrent()
        attention()
