"""Says everything that is wrong with a folder of YAML as a partner program, in one run."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from assistant.records.program_checks.days import days
from assistant.records.program_checks.faults import Fault, Severity, summary
from assistant.records.program_checks.files import Written, read_file
from assistant.records.program_checks.funds import funds
from assistant.records.program_checks.incentives import incentives
from assistant.records.program_checks.movement import movement
from assistant.records.program_checks.place import Draft, did_you_mean
from assistant.records.program_checks.rebate import rebate
from assistant.records.program_checks.shapes import shaped
from assistant.records.program_checks.tiers import tiers
from assistant.records.program_checks.unsaid import readings, unsaid
from tools.core.program import RULES

__all__ = ["FILES", "Checked", "Fault", "Severity", "check_program", "checked", "summary"]

FILES = ("company", *RULES)
CHECKS = (unsaid, days, tiers, movement, rebate, incentives, funds, readings)


@dataclass(frozen=True)
class Checked:
    """A folder's models by rule, their texts, and every fault; a rule with a bad shape has no model."""

    models: dict[str, Any]
    texts: tuple[str, ...]
    faults: list[Fault]


def check_program(folder: Path) -> list[Fault]:
    """Every fault of the program in a folder, by file and line; errors, warnings and readings."""
    return checked(folder).faults


def checked(folder: Path) -> Checked:
    """The program in a folder as far as it can be read, and every fault."""
    if not folder.is_dir():
        remedy = "Set CHANNEL_SALES_PROGRAM_DIR to a folder that holds company.yaml and a file for each rule."
        return Checked({}, (), [Fault("error", str(folder), 0, "", "there is no such folder", remedy)])
    faults = list(_strangers(folder))
    files: dict[str, Written] = {}
    models: dict[str, Any] = {}
    for name in FILES:
        written, found = read_file(folder / f"{name}.yaml")
        faults += found
        if written:
            files[name] = written
            models[name], found = shaped(name, written)
            faults += found
    draft = Draft(files)
    faults += (fault for check in CHECKS for fault in check(draft))
    order = {f"{name}.yaml": place for place, name in enumerate(FILES)}
    faults.sort(key=lambda fault: (order.get(fault.file, len(order)), fault.line))
    return Checked(models, tuple(written.text for written in files.values()), list(dict.fromkeys(faults)))


def _strangers(folder: Path) -> Iterator[Fault]:
    known = [f"{name}.yaml" for name in FILES]
    try:
        held = sorted(folder.iterdir())
    except OSError:  # each file then says for itself that it cannot be read
        return
    for path in held:
        if path.suffix in (".yaml", ".yml") and path.name not in known:
            yield Fault("warning", path.name, 0, "", "nothing reads this file", did_you_mean(path.name, known))
