"""Keras 3 (JAX backend): the learning rate of each schedule at some steps."""

from golden_keras import keras, np, write  # which says what Keras works with

steps = [0, 1, 2, 3, 9, 10, 11, 25, 50, 99, 100, 101, 150, 250, 1000]
cases = [
    ("CosineDecay", {"initial_learning_rate": 0.1, "decay_steps": 100}),
    ("CosineDecay", {"initial_learning_rate": 0.1, "decay_steps": 100, "alpha": 0.2}),
    ("CosineDecay", {"initial_learning_rate": 0.01, "decay_steps": 90, "warmup_target": 0.1,
                     "warmup_steps": 10}),
    ("CosineDecayRestarts", {"initial_learning_rate": 0.1, "first_decay_steps": 30}),
    ("CosineDecayRestarts", {"initial_learning_rate": 0.1, "first_decay_steps": 25, "t_mul": 1.0,
                             "m_mul": 0.5, "alpha": 0.1}),
    ("CosineDecayRestarts", {"initial_learning_rate": 0.1, "first_decay_steps": 20, "t_mul": 3.0,
                             "m_mul": 0.8}),
    ("ExponentialDecay", {"initial_learning_rate": 0.1, "decay_steps": 10, "decay_rate": 0.9}),
    ("ExponentialDecay", {"initial_learning_rate": 0.1, "decay_steps": 10, "decay_rate": 0.9,
                          "staircase": True}),
    ("InverseTimeDecay", {"initial_learning_rate": 0.1, "decay_steps": 10, "decay_rate": 0.5}),
    ("InverseTimeDecay", {"initial_learning_rate": 0.1, "decay_steps": 10, "decay_rate": 0.5,
                          "staircase": True}),
    ("PolynomialDecay", {"initial_learning_rate": 0.1, "decay_steps": 100}),
    ("PolynomialDecay", {"initial_learning_rate": 0.1, "decay_steps": 100, "end_learning_rate": 0.01,
                         "power": 2.0}),
    ("PolynomialDecay", {"initial_learning_rate": 0.1, "decay_steps": 40, "cycle": True}),
    ("PiecewiseConstantDecay", {"boundaries": [10, 100], "values": [0.1, 0.01, 0.001]}),
]

def make() -> None:
    rows = []
    for name, options in cases:
        schedule = getattr(keras.optimizers.schedules, name)(**options)
        rates = [np.asarray(schedule(step)) for step in steps]
        rows.append({"schedule": name, "options": options, "rates": rates})
    write("keras_schedules.json", {"steps": steps, "cases": rows})
