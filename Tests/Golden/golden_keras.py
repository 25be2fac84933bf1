"""Keras 3 (JAX backend): optimisers, losses, layers, first training steps, initialisers, summary.

Every float32 is written as the double it equals, in shortest form, so the files hold the exact bits.
Matrices are lists of rows; a Dense kernel has the shape (inputs, units).
"""
import json
import os
import pathlib
import sys
from unittest import mock

os.environ["KERAS_BACKEND"] = "jax"
os.environ.setdefault("JAX_PLATFORMS", "cpu")

import jax
import jax.numpy as jnp
import keras
import numpy as np
import sklearn
from double_precision import check_double, double_precision
from sklearn.datasets import make_blobs, make_circles

here = pathlib.Path(__file__).resolve().parent
seed = 1


def plain(value):
    """The value in JSON's terms: exact numbers, and words where JSON has none."""
    if isinstance(value, dict):
        return {key: plain(item) for key, item in value.items()}
    if isinstance(value, (list, tuple)):
        return [plain(item) for item in value]
    if hasattr(value, "shape"):
        return plain(np.asarray(value).tolist())
    if isinstance(value, float) and value != value:
        return "nan"
    if isinstance(value, float) and abs(value) == float("inf"):
        return "inf" if value > 0 else "-inf"
    return value


def write(name, content):
    """Writes one golden file, its top-level keys and the items of its lists a line each."""
    made_with = {
        "keras": keras.__version__, "backend": f"jax {jax.__version__}", "numpy": np.__version__,
        "scikit-learn": sklearn.__version__, "python": sys.version.split()[0], "seed": seed,
    }
    compact = lambda value: json.dumps(value, separators=(",", ":"), allow_nan=False)
    parts = []
    for key, value in plain({"made_with": made_with, **content}).items():
        if isinstance(value, list) and value and isinstance(value[0], dict):
            text = "[\n" + ",\n".join(compact(item) for item in value) + "\n]"
        else:
            text = compact(value)
        parts.append(f"{json.dumps(key)}:{text}")
    (here / name).write_text("{\n" + ",\n".join(parts) + "\n}\n")


def single(values):
    return np.asarray(values, dtype=np.float32)


def rounded(values):
    """Nine digits of each number: as many as tell one float32 from the next."""
    return np.vectorize(lambda v: float(f"{v:.9g}"))(np.asarray(values))


# MARK: Optimisers

def optimizers():
    """Ten steps of each optimiser from one start, with Keras's defaults unless `options` says otherwise.

    In float64: of the powers of its betas Keras would lose five digits otherwise.
    """
    random = np.random.RandomState(seed)
    steps = 10
    start = single([0.5, -1.25, 2.0, -0.001, 0.0, 30.0, -0.75, 1.0])
    gradients = single(random.normal(size=(steps, 8)))
    gradients[:, 3] *= 1e-4     # far below one
    gradients[:, 4] = 0         # never a gradient: the variable must stay
    gradients[:, 5] *= 1e4      # far above one
    gradients[:, 6] *= 1e-9     # of the size of epsilon
    gradients[3:, 7] = 0        # a unit that died after three steps: moments fade
    cases = [
        ("SGD", {}), ("SGD", {"learning_rate": 0.1}), ("SGD", {"momentum": 0.9}),
        ("SGD", {"momentum": 0.9, "nesterov": True}), ("SGD", {"weight_decay": 0.01}),
        ("SGD", {"clipnorm": 1.0}), ("SGD", {"clipvalue": 0.5}), ("SGD", {"global_clipnorm": 1.0}),
        ("Adam", {}), ("Adam", {"learning_rate": 0.01, "beta_1": 0.8, "beta_2": 0.99, "epsilon": 1e-5}),
        ("Adam", {"amsgrad": True}), ("Adam", {"weight_decay": 0.01}),
        ("AdamW", {}), ("AdamW", {"weight_decay": 0.1, "learning_rate": 0.01}),
        ("RMSprop", {}), ("RMSprop", {"momentum": 0.9}), ("RMSprop", {"centered": True}),
        ("RMSprop", {"momentum": 0.9, "centered": True, "rho": 0.8}), ("RMSprop", {"weight_decay": 0.01}),
        ("Nadam", {}), ("Nadam", {"learning_rate": 0.01, "beta_1": 0.8, "beta_2": 0.99}),
        ("Adagrad", {}), ("Adagrad", {"learning_rate": 0.1, "initial_accumulator_value": 0.5}),
        ("Lion", {}), ("Lion", {"learning_rate": 0.01, "beta_1": 0.8, "beta_2": 0.95}),
        ("SGD", {"gradient_accumulation_steps": 3, "momentum": 0.9}),
        ("Adam", {"gradient_accumulation_steps": 2, "clipnorm": 1.0}),
        ("SGD", {"use_ema": True, "ema_momentum": 0.7}),
        ("Adam", {"use_ema": True, "ema_momentum": 0.9, "weight_decay": 0.02}),
        ("SGD", {"use_ema": True, "ema_momentum": 0.9, "gradient_accumulation_steps": 4}),
        ("Lion", {"weight_decay": 0.1, "clipvalue": 0.5}), ("Adagrad", {"gradient_accumulation_steps": 2}),
    ]
    rows = []
    for name, options in cases:
        optimizer = getattr(keras.optimizers, name)(**options)
        variable = keras.Variable(start, dtype="float64")
        variables = []
        for gradient in gradients:
            optimizer.apply([jnp.asarray(gradient, jnp.float64)], [variable])
            assert variable.value.dtype == jnp.float64
            variables.append(rounded(variable.value))
        optimizer.finalize_variable_values([variable])
        config = {
            key: value for key, value in optimizer.get_config().items()
            if key in ("learning_rate", "momentum", "nesterov", "beta_1", "beta_2", "epsilon", "rho",
                       "centered", "amsgrad", "weight_decay", "clipnorm", "clipvalue", "global_clipnorm")
        }
        rows.append({"optimizer": name, "options": options, "config": config, "variables": variables,
                     "final": rounded(variable.value)})
    write("keras_optimizers.json", {"start": start, "gradients": gradients, "cases": rows})


# MARK: Losses

def losses():
    """Value and gradient with respect to the predictions, with and without sample weights (sum w l / n)."""
    random = np.random.RandomState(seed)
    probabilities = single([0.0, 1.0, 1e-8, 1 - 1e-6, 1e-6, 0.25, 0.5, 0.9, 0.0, 1.0])[:, None]
    binary = single([0, 1, 1, 1, 0, 1, 0, 1, 1, 0])[:, None]
    binary_logits = single([-100, -20, -1, -1e-3, 0, 1e-3, 1, 20, 100, -100])[:, None]
    many_probabilities = single(random.uniform(0.01, 0.99, (6, 3)))
    many_binary = single(random.randint(0, 2, (6, 3)))
    many_logits = single(random.normal(scale=3, size=(6, 3)))
    classes = np.array([0, 1, 2, 1, 0, 2])
    one_hot = single(np.eye(3)[classes])
    rows_of_one = single(random.dirichlet([1, 1, 1], 6))
    unnormalised = single(random.uniform(0.05, 4, (6, 3)))
    extremes = single([[1, 0, 0], [1, 0, 0], [1e-8, 0, 1], [0.2, 0.3, 0.5], [1, 1, 1], [0, 0, 2]])
    class_logits = single([[0, 0, 0], [100, -100, 0], [-1, 2, 3], [1e-3, 0, -1e-3], [30, 31, 32], [-5, 1, 0.5]])
    numbers, targets = single(random.normal(size=(6, 1))), single(random.normal(size=(6, 1)))
    many_numbers, many_targets = single(random.normal(size=(6, 3))), single(random.normal(size=(6, 3)))
    weights = single([1, 2, 0.5, 0, 3, 1.25, 1, 1, 4, 0.1])

    cases = []

    def case(name, kind, options, truth, predictions):
        loss = getattr(keras.losses, kind)(**options)
        for weighted in (None, weights[: len(predictions)]):
            of = lambda p: loss(jnp.asarray(truth), p, sample_weight=weighted)
            value, gradient = jax.value_and_grad(of)(jnp.asarray(predictions))
            cases.append({
                "name": name + (", weighted" if weighted is not None else ""), "loss": kind, "options": options,
                "truth": truth, "predictions": predictions, "weights": weighted,
                "value": float(value), "gradient": gradient,
            })

    logits = {"from_logits": True}
    case("clipping extremes", "BinaryCrossentropy", {}, binary, probabilities)
    case("several outputs", "BinaryCrossentropy", {}, many_binary, many_probabilities)
    case("logits with extremes", "BinaryCrossentropy", logits, binary, binary_logits)
    case("logits of several outputs", "BinaryCrossentropy", logits, many_binary, many_logits)
    case("rows of sum one", "CategoricalCrossentropy", {}, one_hot, rows_of_one)
    case("unnormalised rows", "CategoricalCrossentropy", {}, one_hot, unnormalised)
    case("clipping extremes", "CategoricalCrossentropy", {}, one_hot, extremes)
    case("soft targets", "CategoricalCrossentropy", {}, rows_of_one[::-1].copy(), rows_of_one)
    case("logits", "CategoricalCrossentropy", logits, one_hot, class_logits)
    case("rows of sum one", "SparseCategoricalCrossentropy", {}, classes, rows_of_one)
    case("unnormalised rows", "SparseCategoricalCrossentropy", {}, classes, unnormalised)
    case("clipping extremes", "SparseCategoricalCrossentropy", {}, classes, extremes)
    case("logits", "SparseCategoricalCrossentropy", logits, classes, class_logits)
    case("one output", "MeanSquaredError", {}, targets, numbers)
    case("several outputs", "MeanSquaredError", {}, many_targets, many_numbers)
    write("keras_losses.json", {"cases": cases})


# MARK: Layers

dense_activations = [
    "linear", "relu", "sigmoid", "tanh", "softmax", "log_softmax", "elu", "selu", "gelu", "silu", "softplus",
    "softsign", "leaky_relu", "relu6", "exponential", "hard_sigmoid", "hard_silu", "hard_tanh", "mish", "celu",
    "log_sigmoid",
]


def layers():
    """Dense with each activation: outputs, and the gradients of sum(outputs * cotangent); the activations alone.

    Dense in float64; the activations in float32, for there it is the rounding near their limits that is compared.
    """
    random = np.random.RandomState(seed)
    inputs, cotangent = single(random.normal(size=(5, 3))), single(random.normal(size=(5, 4)))
    kernel, bias = single(random.normal(size=(3, 4))), single(random.normal(scale=0.5, size=4))
    dense = []
    for name in dense_activations:
        with double_precision():
            layer = keras.layers.Dense(4, activation=name)
            layer.build((None, 3))

            def total(x, k, b):
                outputs = layer.stateless_call([k, b], [], x)[0]
                return jnp.sum(outputs * cotangent.astype(np.float64)), outputs

            slopes = jax.value_and_grad(total, argnums=(0, 1, 2), has_aux=True)
            parts = [jnp.asarray(part, jnp.float64) for part in (inputs, kernel, bias)]
            check_double(slopes, *parts)
            (_, outputs), gradients = slopes(*parts)
            dense.append({
                "activation": name, "outputs": rounded(outputs), "input_gradient": rounded(gradients[0]),
                "kernel_gradient": rounded(gradients[1]), "bias_gradient": rounded(gradients[2]),
            })
    points = single([-100, -20, -9, -5, -3.5, -2.9, -2, -1, -0.7, -0.5, -0.1, -1e-3, -1e-6, 0, 1e-6, 1e-3, 0.1,
                     0.5, 0.7, 1, 2, 2.9, 3.5, 5, 6.5, 9, 20, 80])
    alone = []
    for name in dense_activations:
        if name in ("softmax", "log_softmax"):
            continue
        function = getattr(keras.activations, name)
        values = function(jnp.asarray(points))
        slopes = jax.vmap(jax.grad(lambda x: function(x[None])[0]))(jnp.asarray(points))
        alone.append({"activation": name, "values": values, "slopes": slopes})
    write("keras_layers.json", {
        "inputs": inputs, "kernel": kernel, "bias": bias, "cotangent": cotangent, "dense": dense,
        "points": points, "activations": alone,
    })


# MARK: Networks

def first_steps(model, loss, inputs, targets, batches, steps, sample_weight=None, optimizer=None):
    """Initial weights; then, for each batch, Keras's loss before the step and the weights after it."""
    model.compile(optimizer=optimizer or keras.optimizers.Adam(), loss=loss)
    before = [np.asarray(w) for w in model.get_weights()]
    values, after = [], []
    for rows in batches:
        model.reset_metrics()
        weights = None if sample_weight is None else sample_weight[rows]
        values.append(float(model.train_on_batch(inputs[rows], targets[rows], sample_weight=weights)))
        if len(after) < steps:
            after.append([np.asarray(w) for w in model.get_weights()])
    return {"initial": before, "batches": [rows.tolist() for rows in batches], "losses": values, "weights": after}


def batches_of(count, size, epochs, random):
    """The rows of each batch: a new order of the whole set each epoch, the short last batch kept."""
    rows = []
    for _ in range(epochs):
        order = random.permutation(count)
        rows += [order[i : i + size] for i in range(0, count, size)]
    return rows


def networks():
    """The first ten steps of two networks (losses for two epochs), from weights that Keras drew."""
    random = np.random.RandomState(seed)
    x, y = make_circles(n_samples=1000, noise=0.1, random_state=1)
    x, y = single(x[:500]), single(y[:500])
    order = batches_of(500, 32, 2, random)

    def circles():
        keras.utils.set_random_seed(seed)
        return keras.Sequential([
            keras.Input((2,)), keras.layers.Dense(100, activation="relu"),
            keras.layers.Dense(1, activation="sigmoid"),
        ])

    two_circles = {
        "layers": [[100, "relu"], [1, "sigmoid"]], "loss": "BinaryCrossentropy", "inputs": x, "targets": y,
        **first_steps(circles(), "binary_crossentropy", x, y[:, None], order, 10),
    }
    weights = single(random.uniform(0.5, 2, 500))
    weighted = first_steps(circles(), "binary_crossentropy", x, y[:, None], order[:16], 1, weights)
    two_circles["sample_weights"] = weights
    two_circles["weighted_losses"] = weighted["losses"]

    a, b = make_blobs(n_samples=150, centers=3, n_features=4, cluster_std=4, random_state=1)
    a = single(a / 10)
    keras.utils.set_random_seed(seed)
    model = keras.Sequential([
        keras.Input((4,)), keras.layers.Dense(16, activation="relu"), keras.layers.Dense(8, activation="tanh"),
        keras.layers.Dense(3, activation="softmax"),
    ])
    three_blobs = {
        "layers": [[16, "relu"], [8, "tanh"], [3, "softmax"]], "loss": "SparseCategoricalCrossentropy",
        "inputs": a, "targets": b,
        **first_steps(model, "sparse_categorical_crossentropy", a, b, batches_of(150, 32, 2, random), 10),
    }
    write("keras_networks.json", {"two_circles": two_circles, "three_blobs": three_blobs})


# MARK: Initialisers

def initializers():
    """What each initialiser asks of the random generator: limits of uniform draws, spreads of normal ones."""
    from keras.src.initializers import random_initializers as module

    shapes = [(2, 100), (100, 1), (784, 512), (1, 1), (7,), (), (3, 3, 1, 32), (3, 3, 32, 64), (5, 16, 8), (3, 3, 3, 4, 5)]
    names = ["GlorotUniform", "GlorotNormal", "HeUniform", "HeNormal", "LecunUniform", "LecunNormal",
             "RandomUniform", "RandomNormal", "TruncatedNormal"]
    rows = []
    for name in names:
        for shape in shapes:
            asked = {}

            def uniform(shape, minval, maxval, **_):
                asked.update(distribution="uniform", low=minval, high=maxval)

            def normal(shape, mean, stddev, **_):
                asked.update(distribution="normal", mean=mean, standard_deviation=stddev)

            def truncated(shape, mean, stddev, **_):
                # Keras redraws beyond two of these deviations.
                asked.update(distribution="truncated_normal", mean=mean, standard_deviation=stddev)

            with mock.patch.multiple(module.random, uniform=uniform, normal=normal, truncated_normal=truncated):
                getattr(keras.initializers, name)(seed=seed)(shape)
            fans = module.compute_fans(shape)
            rows.append({"initializer": name, "shape": shape, "fan_in": fans[0], "fan_out": fans[1], **asked})
    # Moments of a large draw, for the truncated normal: its samples have the deviation the formula promises.
    draw = np.asarray(keras.initializers.HeNormal(seed=seed)((1000, 1000)), dtype=np.float64)
    moments = {
        "shape": [1000, 1000], "mean": float(draw.mean()), "standard_deviation": float(draw.std()),
        "largest": float(np.abs(draw).max()),
    }
    write("keras_initializers.json", {"cases": rows, "he_normal_draw": moments})


# MARK: Summary

def summary():
    """The text of `model.summary()`, for several networks and widths of the terminal."""
    def text(make, columns=None, line_length=None, fit=None):
        keras.backend.clear_session()
        model = make()
        if fit:
            model.compile(optimizer="adam", loss="mse")
            model.train_on_batch(np.zeros((2, *fit[0]), np.float32), np.zeros((2, *fit[1]), np.float32))
        lines = []
        size = os.terminal_size((columns or 80, 24))
        with mock.patch("shutil.get_terminal_size", return_value=size), \
                mock.patch.dict(os.environ, {"COLUMNS": str(columns or 80)}):
            model.summary(line_length=line_length, print_fn=lambda line, **_: lines.append(line))
        return "\n".join(lines)

    layers = keras.layers
    tutorial = lambda: keras.Sequential([
        keras.Input((2,)), layers.Dense(100, activation="relu"), layers.Dense(1, activation="sigmoid")])
    mixed = lambda: keras.Sequential([
        keras.Input((28, 28)), layers.Flatten(), layers.Dense(512, activation="relu"), layers.Dropout(0.5),
        layers.Dense(512, use_bias=False), layers.Activation("relu"), layers.Dense(10, activation="softmax")])
    renamed = lambda: keras.Sequential([
        keras.Input((3,)), layers.Dense(2, name="a_layer_whose_name_is_longer_than_its_column_is_wide"),
        layers.Dropout(0.1, name="drop")], name="named")
    large = lambda: keras.Sequential([keras.Input((4096,)), layers.Dense(65536), layers.Dense(1)])
    cases = [
        {"name": "tutorial", "columns": 80, "text": text(tutorial)},
        {"name": "tutorial", "columns": 120, "text": text(tutorial, columns=120)},
        {"name": "tutorial, line length 60", "columns": 80, "text": text(tutorial, line_length=60)},
        {"name": "tutorial, trained", "columns": 80, "text": text(tutorial, fit=((2,), (1,)))},
        {"name": "flatten, dropout, activation", "columns": 80, "text": text(mixed)},
        {"name": "renamed", "columns": 80, "text": text(renamed)},
        {"name": "large", "columns": 80, "text": text(large)},
    ]
    write("keras_summary.json", {"cases": cases})


# MARK: Early stopping

class Epochs:
    """Stands for a model whose weights are the number of epochs it has seen."""

    metrics = []

    def __init__(self):
        self.stop_training = False
        self.weights = [0]

    def get_weights(self):
        return list(self.weights)

    def set_weights(self, weights):
        self.weights = list(weights)


def early_stopping():
    """Which epoch (from 0) training stops after, which was best, and whose weights remain."""
    falling = [1.0, 0.8, 0.6, 0.5, 0.45, 0.42]
    turning = [1.0, 0.7, 0.6, 0.65, 0.66, 0.59, 0.7, 0.8, 0.9, 1.0, 1.1]
    flat = [0.5] * 8
    rising = [0.3, 0.4, 0.5, 0.6, 0.7]
    small = [1.0, 0.995, 0.99, 0.985, 0.98, 0.975, 0.97]
    scores = [0.5, 0.6, 0.7, 0.69, 0.71, 0.70, 0.70, 0.70]
    broken = [float("nan"), 0.5, 0.4, 0.3]
    broken_later = [1.0, 0.8, float("nan"), float("nan"), 0.7, 0.6]
    cases = []

    def case(series, **options):
        callback = keras.callbacks.EarlyStopping(monitor="val_loss", **options)
        model = Epochs()
        callback.set_model(model)
        callback.on_train_begin()
        ran = 0
        for epoch, value in enumerate(series):
            model.weights = [epoch]
            callback.on_epoch_end(epoch, {"val_loss": value})
            ran = epoch + 1
            if model.stop_training:
                break
        callback.on_train_end()
        cases.append({
            "series": series, "options": {"mode": "auto", **options}, "epochs_run": ran,
            "stopped": model.stop_training, "stopped_epoch": callback.stopped_epoch,
            "best_epoch": callback.best_epoch, "best": None if callback.best is None else float(callback.best),
            "weights_of_epoch": model.weights[0],
        })

    for patience in (0, 1, 2, 3, 10):
        case(turning, patience=patience)
        case(turning, patience=patience, restore_best_weights=True)
    for series in (falling, flat, rising):
        for patience in (0, 2):
            case(series, patience=patience, restore_best_weights=True)
    for delta in (0.005, 0.006, 0.02, 0.1, -0.1):
        case(small, patience=2, min_delta=delta, restore_best_weights=True)
        case(turning, patience=2, min_delta=delta, restore_best_weights=True)
    for start in (0, 1, 3, 6, 20):
        case(turning, patience=2, start_from_epoch=start, restore_best_weights=True)
        case(rising, patience=1, start_from_epoch=start)
    for baseline in (0.95, 0.62, 0.1):
        for restore in (False, True):
            case(turning, patience=2, baseline=baseline, restore_best_weights=restore)
            case(turning, patience=5, baseline=baseline, restore_best_weights=restore)
    case(turning, patience=3, baseline=0.62, min_delta=0.05, start_from_epoch=1, restore_best_weights=True)
    for mode in ("min", "max", "auto"):
        for patience in (1, 3):
            case(scores, patience=patience, mode=mode, restore_best_weights=True)
    case(scores, patience=2, mode="max", min_delta=0.015, restore_best_weights=True)
    case(scores, patience=2, mode="max", baseline=0.65, restore_best_weights=True)
    for patience in (0, 2):
        case(broken, patience=patience, restore_best_weights=True)
        case(broken_later, patience=patience, restore_best_weights=True)
    write("keras_early_stopping.json", {"cases": cases})


def make() -> None:
    with double_precision():
        optimizers()
    for part in (losses, layers, networks, initializers, summary, early_stopping):
        part()
