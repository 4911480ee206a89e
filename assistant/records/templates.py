"""Reads the practices that plans are made of: a company's own files, and ours where it has none."""

import hashlib
from functools import cache
from pathlib import Path
from typing import Any

from assistant.records.program_checks.files import Written, read_file
from assistant.records.program_checks.place import did_you_mean
from assistant.records.program_checks.shapes import shaped
from assistant.settings import HOME
from tools.core.errors import ToolError
from tools.core.program import Program, Rule
from tools.plans.practices import PRACTICES, Practised

SHIPPED = HOME / "knowledge" / "templates"
"""Our own practices and templates, which stand in for each file that a company does not replace."""


class BadTemplates(ToolError):
    """The templates' folder holds something that no plan can be made of."""


def with_practices(program: Program, folder: Path = SHIPPED) -> Practised:
    """A program with the practices of a folder; the version is of both.

    Raises:
        BadTemplates: with the file, the line and what is wrong.
    """
    models, digest = _read(folder)
    version = hashlib.sha256(f"{program.version} {digest}".encode()).hexdigest()[:12]
    rules = {name: getattr(program, name) for name in Program.model_fields}
    return Practised(**{**rules, "version": version}, **models)


@cache
def _read(folder: Path) -> tuple[dict[str, Any], str]:
    check_names(folder)
    models: dict[str, Any] = {}
    texts: list[str] = []
    for name, model in PRACTICES.items():
        written = _written(folder, f"{name}.yaml")
        shape: Any = Rule[model]  # type: ignore[valid-type]
        found, faults = shaped(name, written, shape)
        if faults or found is None:
            raise BadTemplates(f"{_where(folder, faults[0])} Our own {name}.yaml in {SHIPPED} shows the shape.")
        models[name] = found
        texts.append(written.text)
    return models, hashlib.sha256("".join(texts).encode()).hexdigest()


def _written(folder: Path, name: str) -> Written:
    held = folder if (folder / name).exists() else SHIPPED
    written, faults = read_file(held / name)
    if faults or written is None:
        raise BadTemplates(_where(held, faults[0]))
    return written


def _where(folder: Path, fault: Any) -> str:
    place = f"{folder / fault.file}, line {fault.line}" + (f", {fault.key}" if fault.key else "")
    return f"{place}: {fault.what}."


def check_names(folder: Path) -> None:
    """Refuse a folder that is not there, or that holds a file which nothing reads.

    Raises:
        BadTemplates: with the nearest name that is read.
    """
    if not folder.is_dir():
        raise BadTemplates(f"There is no folder {folder}. Set CHANNEL_SALES_TEMPLATES_DIR to one, or leave it unset.")
    known = sorted(path.name for path in SHIPPED.iterdir() if path.suffix in {".yaml", ".j2"})
    for path in sorted(folder.iterdir()):
        if path.suffix in {".yaml", ".yml", ".j2"} and path.name not in known:
            raise BadTemplates(f"Nothing reads {path}. {did_you_mean(path.name, known)}")
