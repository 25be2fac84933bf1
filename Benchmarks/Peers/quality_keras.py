"""What Keras's networks learn from rows that our program hands over: the layers and settings of its `LearningTask`.

usage: quality_keras.py NETWORK FILE SEED

The file is a NumPy archive: train_inputs, train_labels, the same of test, and of validation where training stops
early. Printed is one JSON line: the accuracy on the test rows and the seconds of the fit, compiling among them.
"""
import os

os.environ["KERAS_BACKEND"] = "jax"

import json
import sys
import time

import measurement
import keras
import numpy as np
from keras import layers

name, path, seed = sys.argv[1:]
data = np.load(path)
x, y = data["train_inputs"], data["train_labels"]
x_test, y_test = data["test_inputs"], data["test_labels"]


def convolution(filters):
    return layers.Conv2D(filters, 3, padding="same", activation="relu")


def fit():
    keras.utils.set_random_seed(int(seed))
    settings = {"epochs": 30, "batch_size": 32, "verbose": 0}
    if name.startswith("digits"):
        inner = {
            "digits, CNN": lambda: [
                convolution(32), convolution(32), layers.MaxPooling2D(), layers.Dropout(0.25), convolution(64),
                layers.GlobalAveragePooling2D(), layers.Dropout(0.25)],
            "digits, MLP": lambda: [
                layers.Flatten(), layers.Dense(256, activation="relu"), layers.Dropout(0.4),
                layers.Dense(128, activation="relu"), layers.Dropout(0.4)],
        }[name]()
        settings["epochs"] = {"digits, CNN": 30, "digits, MLP": 60}[name]
        steps = settings["epochs"] * -(-len(x) // settings["batch_size"])
        adam = keras.optimizers.Adam(keras.optimizers.schedules.CosineDecay(0.003, steps))
        model = keras.Sequential([keras.Input(x.shape[1:]), *inner, layers.Dense(10, activation="softmax")])
        model.compile(optimizer=adam, loss="sparse_categorical_crossentropy")
    else:
        recurrent = {"adding problem, GRU": layers.GRU, "adding problem, LSTM": layers.LSTM}[name]
        model = keras.Sequential([keras.Input(x.shape[1:]), recurrent(32), layers.Dense(1, activation="sigmoid")])
        model.compile(optimizer=keras.optimizers.Adam(0.02, global_clipnorm=1), loss="binary_crossentropy")
        validation = data["validation_inputs"], data["validation_labels"]
        stop = keras.callbacks.EarlyStopping(patience=10, restore_best_weights=True)
        settings |= {"batch_size": 64, "validation_data": validation, "callbacks": [stop]}
    model.fit(x, y, **settings)
    return model


start = time.perf_counter()
model = fit()
seconds = time.perf_counter() - start
outputs = model.predict(x_test, verbose=0)
answers = outputs.argmax(axis=1) if outputs.shape[1] > 1 else (outputs[:, 0] > 0.5).astype(int)
print(json.dumps({
    "accuracy": float((answers == y_test).mean()), "seconds": seconds, "versions": measurement.versions(keras),
}))
