"""The tutorial's fit by Keras, as its guide writes it: model.fit, on the backend named (jax, torch or tensorflow)."""
import os
import sys

backend = next((sys.argv[i + 1] for i, word in enumerate(sys.argv[:-1]) if word == "--backend"), "jax")
os.environ["KERAS_BACKEND"] = backend
os.environ["TF_CPP_MIN_LOG_LEVEL"] = "3"

import measurement
import keras
from keras import layers

x_train, y_train, x_test, y_test = measurement.circles()


def fit(validate):
    keras.utils.set_random_seed(1)
    model = keras.Sequential([
        keras.Input((2,)), layers.Dense(100, activation="relu"), layers.Dense(1, activation="sigmoid")])
    model.compile(optimizer="adam", loss="binary_crossentropy", metrics=["accuracy"])
    history = model.fit(
        x_train, y_train, validation_data=(x_test, y_test) if validate else None,
        epochs=measurement.epochs, batch_size=measurement.batch_size, verbose=0)
    return measurement.check(history.history)


options = measurement.options(__doc__, backend={"default": "jax", "choices": ["jax", "torch", "tensorflow"]})
versions = measurement.versions(keras) | {"backend": backend}
runs = min(options.runs, 3)
for name, validate in (("fit", False), ("fit with validation", True)):
    # Not warmed: each model is traced and compiled anew, in a program as in a measurement.
    measurement.measure(
        options, name, lambda: fit(validate), versions, runs=runs, warm=0, peer="keras-" + backend)
