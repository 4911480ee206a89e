"""What a program's reader must be told: where, what is wrong, and what to do about it."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

Severity = Literal["error", "warning", "reading"]
Path = tuple[str | int, ...]


@dataclass(frozen=True)
class Fault:
    """One finding.

    "error": nothing can be computed until it is mended. "warning": it computes, and a person should
    know. "reading": the source is open here, and the program says how it is read.
    `line` counts from 1; 0 is the file as a whole. `key` is a path such as "values[1].bands[2].from".
    """

    severity: Severity
    file: str
    line: int
    key: str
    what: str
    remedy: str

    @property
    def where(self) -> str:
        """File, line and key as one reads them: "rebate.yaml:12 values[1].bands[2].from"."""
        line = f":{self.line}" if self.line else ""
        return f"{self.file}{line} {self.key}".rstrip()

    def __str__(self) -> str:
        return f"{self.where}: {self.what}. {self.remedy}"


def key_of(path: Path) -> str:
    """A path as one writes it: ("values", 1, "bands") is "values[1].bands"."""
    return "".join(f"[{step}]" if isinstance(step, int) else f".{step}" for step in path).lstrip(".")


def summary(faults: Sequence[Fault]) -> str:
    """How many of each, and whether the program can be computed with, in one sentence."""
    found = Counter(fault.severity for fault in faults)
    counted = ", ".join(_counted(found[name], name) for name in ("error", "warning", "reading"))
    if found["error"]:
        return f"{counted}: nothing is computed with this program until the errors are mended."
    return f"{counted}: the program can be computed with."


def _counted(count: int, noun: str) -> str:
    return f"{count or 'no'} {noun}{'' if count == 1 else 's'}"
