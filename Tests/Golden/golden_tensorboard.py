"""Event files as TensorBoard's own classes write them, byte for byte; and that TensorBoard reads from them what was
written."""
import io
import json
import pathlib
import tempfile

import tensorboard
from tensorboard.backend.event_processing import event_accumulator, plugin_event_multiplexer
from tensorboard.compat.proto import event_pb2, summary_pb2
from tensorboard.compat.tensorflow_stub.pywrap_tensorflow import masked_crc32c
from tensorboard.summary.writer.record_writer import RecordWriter

here = pathlib.Path(__file__).resolve().parent
time = 1700000000.25

# Tags with values of every epoch; epochs from 1, and one far away.
steps = [1, 2, 300]
scalars = {
    "epoch_loss": [0.6931471805599453, 0.5, 0.0],
    "epoch_accuracy": [0.25, -1.5, 1e30],
    "epoch_größe, \"Wärme\"" + "!" * 120: [1.0, 2.0, 3.0],
}


def value(tag, number):
    metadata = summary_pb2.SummaryMetadata(
        plugin_data=summary_pb2.SummaryMetadata.PluginData(plugin_name="scalars"),
        data_class=summary_pb2.DATA_CLASS_SCALAR)
    return summary_pb2.Summary.Value(tag=tag, simple_value=number, metadata=metadata)


def event_file():
    events = [event_pb2.Event(wall_time=time, file_version="brain.Event:2")]
    for index, step in enumerate(steps):
        values = [value(tag, numbers[index]) for tag, numbers in scalars.items()]
        events.append(event_pb2.Event(
            wall_time=time + step, step=step, summary=summary_pb2.Summary(value=values)))
    file = io.BytesIO()
    writer = RecordWriter(file)
    for event in events:
        writer.write(event.SerializeToString())
    return file.getvalue()


def check(content):
    """Stops unless TensorBoard finds every number in a file of that content, and takes it for a scalar."""
    with tempfile.TemporaryDirectory() as folder:
        run = pathlib.Path(folder) / "train"
        run.mkdir()
        (run / "events.out.tfevents.1700000000.host.1.0").write_bytes(content)
        accumulator = event_accumulator.EventAccumulator(str(run))
        accumulator.Reload()
        multiplexer = plugin_event_multiplexer.EventMultiplexer()
        multiplexer.AddRunsFromDirectory(folder)
        multiplexer.Reload()
        assert set(accumulator.Tags()["scalars"]) == set(scalars), accumulator.Tags()
        assert set(multiplexer.PluginRunToTagToContent("scalars")["train"]) == set(scalars)
        for tag, numbers in scalars.items():
            assert [event.step for event in accumulator.Scalars(tag)] == steps
            for event, number in zip(accumulator.Scalars(tag), numbers):
                assert abs(event.value - number) <= 1e-7 * abs(number)


def make() -> None:
    content = event_file()
    check(content)
    texts = ["", "a", "123456789", "TFRecord" * 40]
    (here / "tensorboard.json").write_text(json.dumps({
        "made_with": {"tensorboard": tensorboard.__version__},
        "time": time, "steps": steps,
        "scalars": [{"tag": tag, "values": numbers} for tag, numbers in scalars.items()],
        "file": content.hex(),
        "checks": [{"text": text, "masked": masked_crc32c(text.encode())} for text in texts],
    }, indent=1, ensure_ascii=False) + "\n")
