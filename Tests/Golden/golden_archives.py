"""Goldens of NumPy's archives: what numpy.savez writes, and bytes that numpy.load reads back."""
import base64
import io
import json
import pathlib
import tempfile
import zipfile

import numpy as np

here = pathlib.Path(__file__).resolve().parent


class Stream(io.RawIOBase):
    """A file without a way back, so that sizes come behind the data."""

    def __init__(self):
        self.content = b""

    def writable(self):
        return True

    def write(self, data):
        self.content += bytes(data)
        return len(data)


def arrays():
    return {"x": np.arange(6, dtype="<f8").reshape(2, 3) / 4, "labels": np.array([3, -1]),
            "größe": np.array([1.5], dtype="<f4")}


def text(data):
    return base64.b64encode(data).decode()


def saved(save):
    file = io.BytesIO()
    save(file, **arrays())
    return file.getvalue()


def streamed():
    stream = Stream()
    with zipfile.ZipFile(stream, "w") as archive:
        for name, array in arrays().items():
            with archive.open(name + ".npy", "w") as entry:
                np.lib.format.write_array(entry, array)
    return stream.content


def written():
    """What the library writes: the first time there is, no extra fields."""
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        for name, array in arrays().items():
            data = io.BytesIO()
            np.lib.format.write_array(data, array)
            archive.writestr(zipfile.ZipInfo(name + ".npy"), data.getvalue())
    data = file.getvalue()
    with tempfile.TemporaryDirectory() as folder:
        path = pathlib.Path(folder) / "a.npz"
        path.write_bytes(data)
        with np.load(path) as loaded:
            assert loaded.files == list(arrays())
            for name, array in arrays().items():
                assert loaded[name].dtype == array.dtype and (loaded[name] == array).all()
    return data


def make() -> None:
    document = {
        "made_with": {"numpy": np.__version__},
        "names": list(arrays()),
        "values": [array.ravel().tolist() for array in arrays().values()],
        "shapes": [list(array.shape) for array in arrays().values()],
        "saved": text(saved(np.savez)),
        "streamed": text(streamed()),
        "written": text(written()),
        "empty": text(b"PK\5\6" + bytes(18)),
    }
    (here / "archives.json").write_text(json.dumps(document, separators=(",", ":")) + "\n")
