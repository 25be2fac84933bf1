"""Says which systems a wheel fits: those that can load the library in it.

A step of the build (`hatchling`). The library speaks C, so one wheel does for every Python 3.
"""

from __future__ import annotations

import platform
import re
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

#: The oldest macOS that the library is built for, as `Package.swift` has it.
MACOS = "15_0"


def platform_tag(library: Path) -> str:
    """The tag of the systems that can load a library.

    On Linux those whose C library is at least as new as the newest symbol that it needs (PEP 600).
    """
    machine = platform.machine()
    if library.suffix == ".dylib":
        return f"macosx_{MACOS}_{machine}"
    minors = re.findall(rb"GLIBC_2\.(\d+)", library.read_bytes())
    return f"manylinux_2_{max(map(int, minors))}_{machine}"


class WheelTag(BuildHookInterface):
    """Tags the wheel, and stops without a library to put into it."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        libraries = list((Path(self.root) / "assay" / "_lib").glob("libAssayC.*"))
        if len(libraries) != 1:
            raise FileNotFoundError(
                "There must be one library in assay/_lib, to go into the wheel: build it by "
                f"`make python`. There are {len(libraries)}."
            )
        build_data["pure_python"] = False
        build_data["tag"] = f"py3-none-{platform_tag(libraries[0])}"
