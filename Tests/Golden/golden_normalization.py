"""Keras 3 in float64: batch normalisation in training and in answers, its running means, its gradients."""
import numpy as np
from golden_keras import jax, jnp, keras, seed, single, write
from double_precision import check_double, double_precision


def make() -> None:
    random = np.random.RandomState(seed)
    cases = []

    def case(shape, options, mask=None):
        columns = shape[-1]
        batches = single(random.normal(size=(3, *shape)) * 2 + np.arange(columns))
        cotangent = single(random.normal(size=shape))
        weights = single([random.uniform(0.5, 2, columns), random.normal(size=columns)])
        layer = keras.layers.BatchNormalization(**options)
        layer.build((None, *shape[1:]))
        wanted = [w for w, has in zip(weights, (layer.scale, layer.center)) if has]
        trained = [jnp.asarray(w, jnp.float64) for w in wanted]
        states = [jnp.zeros(columns, jnp.float64), jnp.ones(columns, jnp.float64)]
        means, mask = [], None if mask is None else jnp.asarray(mask)
        for batch in batches:
            _, states = layer.stateless_call(trained, states, jnp.asarray(batch, jnp.float64), training=True, mask=mask)
            means.append([np.asarray(state) for state in states])

        def total(x, trained, training):
            outputs, _ = layer.stateless_call(trained, states, x, training=training, mask=mask)
            return jnp.sum(outputs * cotangent.astype(np.float64)), outputs

        runs = {}
        check_double(jax.grad(lambda x, t: total(x, t, True)[0]), jnp.asarray(batches[0], jnp.float64), trained)
        for name, training in (("training", True), ("answers", False)):
            (_, outputs), slopes = jax.value_and_grad(total, argnums=(0, 1), has_aux=True)(
                jnp.asarray(batches[0], jnp.float64), trained, training)
            runs[name] = {
                "outputs": outputs.ravel(), "input_gradient": slopes[0].ravel(), "gradients": slopes[1],
            }
        cases.append({
            "shape": shape, "options": options, "batches": [b.ravel() for b in batches], "weights": wanted,
            "cotangent": cotangent.ravel(), "moving": means, **runs, **({} if mask is None else {"mask": mask}),
        })

    with double_precision():
        case((6, 3), {})
        case((5, 4), {"momentum": 0.8, "epsilon": 1e-5})
        case((2, 3, 2, 3), {"momentum": 0.5})
        case((4, 3, 2), {"center": False})
        case((7, 2), {"scale": False, "momentum": 0.9})
        case((6, 2), {"scale": False, "center": False})
        case((3, 4, 2), {}, mask=[[1, 1, 0, 0], [1, 1, 1, 1], [0, 1, 1, 0]])
        case((2, 3, 3), {"momentum": 0.6, "epsilon": 0.1}, mask=[[1, 0, 0], [0, 0, 0]])
        case((2, 2, 2), {"scale": False}, mask=[[0, 0], [0, 0]])
    write("keras_normalization.json", {"cases": cases})
