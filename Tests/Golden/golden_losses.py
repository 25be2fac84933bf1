"""Keras 3 in float64: values and gradients of losses, with and without weights of the rows."""
import numpy as np
from golden_keras import jax, jnp, keras, seed, single, write


def make() -> None:
    random = np.random.RandomState(seed)
    count, width = 6, 4
    numbers, targets = single(random.normal(size=(2, count, width)) * 1.5)
    binary = single(random.uniform(size=(count, width)) < 0.4)
    probabilities = single(random.uniform(0.02, 0.98, (count, width)))
    one_hot = single(np.eye(width)[[0, 3, 1, 2, 2, 0]])
    logits = single(random.normal(size=(count, width)) * 2)
    rows_of_one, soft = single(random.dirichlet([1] * width, (2, count)))
    unnormalised = single(random.uniform(0.05, 4, (count, width)))
    counts = single(random.poisson(2, (count, width)))
    signs = 2 * binary - 1
    images, masks = single(random.uniform(0.02, 0.98, (3, 4, 2, 1))), single(random.uniform(size=(3, 4, 2, 1)) < 0.3)
    weights = single([1, 2, 0.5, 0, 3, 1.25])
    cases = []

    def case(name, kind, options, truth, predictions):
        options = {key: tuple(value) if isinstance(value, list) else value for key, value in options.items()}
        loss = getattr(keras.losses, kind)(dtype="float64", **options)
        # Keras does not spread the weights of images over their pixels.
        for weighted in (None,) if name == "images" else (None, weights[: len(predictions)]):
            def of(p):
                own = None if weighted is None else np.asarray(weighted, np.float64)
                return loss(jnp.asarray(truth, jnp.float64), p, sample_weight=own)

            value, gradient = jax.value_and_grad(of)(jnp.asarray(predictions, jnp.float64))
            assert gradient.dtype == jnp.float64
            cases.append({
                "name": name + (", weighted" if weighted is not None else ""), "loss": kind,
                "options": {key: value for key, value in options.items() if key != "axis"} | {
                    "per_row": "axis" in options},
                "shape": predictions.shape, "truth": truth.ravel(), "predictions": predictions.ravel(),
                "weights": weighted, "value": float(value), "gradient": gradient.ravel(),
            })

    with jax.enable_x64(True):
        case("numbers", "MeanAbsoluteError", {}, targets, numbers)
        case("images", "MeanAbsoluteError", {}, masks[:, :, :, 0], images[:, :, :, 0])
        case("numbers", "Huber", {}, targets, numbers)
        case("wide", "Huber", {"delta": 2.5}, targets, numbers)
        for kind in ("Hinge", "SquaredHinge"):
            case("signs", kind, {}, signs, numbers)
            case("ones and zeros", kind, {}, binary, numbers)
            case("numbers", kind, {}, targets, numbers)
        case("classes", "CategoricalHinge", {}, one_hot, numbers)
        case("soft targets", "CategoricalHinge", {}, soft, numbers)
        case("probabilities", "KLDivergence", {}, soft, rows_of_one)
        case("classes", "KLDivergence", {}, one_hot, rows_of_one)
        case("counts", "Poisson", {}, counts, unnormalised)
        for gamma in (2.0, 0.5, 3.0):
            case(f"gamma {gamma}", "BinaryFocalCrossentropy", {"gamma": gamma}, binary, probabilities)
        balanced = {"apply_class_balancing": True, "alpha": 0.3}
        case("balanced", "BinaryFocalCrossentropy", balanced, binary, probabilities)
        case("logits", "BinaryFocalCrossentropy", {"from_logits": True}, binary, logits)
        case("smooth", "BinaryFocalCrossentropy", balanced | {"label_smoothing": 0.2}, binary, probabilities)
        case("smooth logits", "BinaryFocalCrossentropy", {"from_logits": True, "label_smoothing": 0.1, "gamma": 1.0},
             binary, logits)
        case("classes", "CategoricalFocalCrossentropy", {}, one_hot, rows_of_one)
        case("unnormalised", "CategoricalFocalCrossentropy", {"gamma": 3.0, "alpha": 0.5}, one_hot, unnormalised)
        case("logits", "CategoricalFocalCrossentropy", {"from_logits": True}, one_hot, logits)
        case("smooth", "CategoricalFocalCrossentropy", {"label_smoothing": 0.2, "gamma": 1.5}, one_hot, rows_of_one)
        case("smooth logits", "CategoricalFocalCrossentropy", {"from_logits": True, "label_smoothing": 0.1},
             soft, logits)
        for options in ({}, {"axis": [1, 2, 3]}):
            case("masks", "Dice", options, masks, images)
            case("masks", "Tversky", options, masks, images)
            case("uneven masks", "Tversky", options | {"alpha": 0.3, "beta": 0.7}, masks, images)
        for kind, truth, plain in (("BinaryCrossentropy", binary, probabilities),
                                   ("CategoricalCrossentropy", one_hot, rows_of_one)):
            for smoothing in (0.1, 1.0):
                case("smooth", kind, {"label_smoothing": smoothing}, truth, plain)
                case("smooth logits", kind, {"label_smoothing": smoothing, "from_logits": True}, truth, logits)
    write("keras_more_losses.json", {"cases": cases})
