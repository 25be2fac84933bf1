"""NumPy's matrix products (OpenBLAS, one thread and all) and its sort of float32."""
import measurement
import numpy as np
from threadpoolctl import threadpool_info, threadpool_limits

options = measurement.options(__doc__)
versions = measurement.versions(np)
threads = max([pool["num_threads"] for pool in threadpool_info() if pool["user_api"] == "blas"] or [1])


def product(rows, inner, columns, count):
    a = (measurement.noise(rows * inner, 1) - 0.5).astype(np.float32).reshape(rows, inner)
    b = (measurement.noise(inner * columns, 2) - 0.5).astype(np.float32).reshape(inner, columns)
    out = np.empty((rows, columns), np.float32)
    operations = 2 * rows * inner * columns
    repeats = max(1, int(2e10 / operations))      # some 0.1 s a run

    def run():
        for _ in range(repeats):
            np.matmul(a, b, out=out)

    with threadpool_limits(count):
        measurement.measure(
            options, f"product {rows}x{inner}x{columns}, {count} thread{'s' if count > 1 else ''}", run, versions,
            peer="numpy", operations=operations * repeats, threads=count)


for count in sorted({1, threads}):
    for shape in ((128, 784, 512), (512, 512, 512), (1024, 1024, 1024)):
        product(*shape, count)

for size in (1_000, 100_000, 1_000_000, 10_000_000):
    values = measurement.scored(size)[1].astype(np.float32)
    measurement.measure(
        options, f"sort of Float, {size}", lambda: np.sort(values)[0].item(), versions, peer="numpy", size=size)
