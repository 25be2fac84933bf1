"""Goldens of packed files: what Python's gzip and numpy.savez_compressed write."""
import base64
import gzip
import io
import json
import pathlib

import numpy as np

here = pathlib.Path(__file__).resolve().parent


def text(data):
    return base64.b64encode(data).decode()


def packed(data, name=""):
    file = io.BytesIO()
    with gzip.GzipFile(name, "wb", mtime=0, fileobj=file) as packer:
        packer.write(data)
    return file.getvalue()


def table():
    scores = [(7 * row % 20 + 1) / 21 for row in range(20)]
    rows = [f"{row},{'yes' if score + row % 3 / 4 > 0.7 else 'no'},{score}" for row, score in enumerate(scores)]
    return "\n".join(["row,truth,score", *rows, ""])


def npy(array):
    file = io.BytesIO()
    np.save(file, array)
    return file.getvalue()


def arrays():
    return {"x": np.arange(12, dtype="<f8").reshape(3, 4) / 4, "long": np.arange(2000) ** 2 % 11,
            "größe": np.array([1.5], dtype="<f4")}


def archive():
    file = io.BytesIO()
    np.savez_compressed(file, **arrays())
    return file.getvalue()


def make() -> None:
    csv = table().encode()
    document = {
        "made_with": {"numpy": np.__version__},
        "text": csv.decode(),
        "table": text(packed(csv, "table.csv")),
        # as `cat` joins files, with an empty one between
        "members": text(packed(csv[:100]) + packed(b"") + packed(csv[100:])),
        "idx": text(packed(b"\0\0\x08\2" + b"\0\0\0\2" + b"\0\0\0\3" + bytes([0, 51, 102, 153, 204, 255]))),
        "npy": text(packed(npy(arrays()["x"]))),
        "names": list(arrays()),
        "values": [array.ravel().tolist() for array in arrays().values()],
        "shapes": [list(array.shape) for array in arrays().values()],
        "npz": text(archive()),
        # a MiB of zeros in a thousandth of that
        "zeros": text(packed(bytes(1 << 20))),
    }
    (here / "gzip.json").write_text(json.dumps(document, separators=(",", ":")) + "\n")
