"""Reads a folder of YAML into a Program. `program_checks` says everything that is wrong with one."""

import hashlib
from functools import cache
from pathlib import Path
from typing import Any

import yaml
from pydantic import ValidationError

from tools.core.errors import ToolError
from tools.core.program import RULES, Company, Program, Rule

_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


class BadProgram(ToolError):
    """The folder holds no program that can be computed with."""


@cache
def read_program(folder: Path) -> Program:
    """The program in a folder.

    Raises:
        BadProgram: with the first fault, and how to list them all.
    """
    digest = hashlib.sha256()
    parts: dict[str, Any] = {}
    for name in ("company", *RULES):
        text = _text(folder / f"{name}.yaml")
        digest.update(text.encode())
        parts[name] = _parsed(folder / f"{name}.yaml", text)
    try:
        rules: dict[str, Any] = {name: Rule[block](name=name, **parts[name]) for name, block in RULES.items()}  # type: ignore[valid-type]
        return Program(version=digest.hexdigest()[:12], company=Company(**parts["company"]), **rules)
    except (ValidationError, TypeError) as error:
        raise BadProgram(
            f"The program in {folder} cannot be used: {_first(error)}. "
            f"Run `channel-sales program check {folder}` to see every fault."
        ) from error


def _text(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8")
    except OSError as error:
        raise BadProgram(
            f"The program has no readable {path.name} in {path.parent}. "
            "Set CHANNEL_SALES_PROGRAM_DIR to a folder that has one."
        ) from error


def _parsed(path: Path, text: str) -> Any:
    try:
        return yaml.load(text, Loader=_LOADER)  # noqa: S506 - a safe loader, the C one where there is one
    except yaml.YAMLError as error:
        place = getattr(error, "problem_mark", None)
        line = f" at line {place.line + 1}" if place else ""
        raise BadProgram(f"{path} is not YAML{line}. Run `channel-sales program check` on its folder.") from error


def _first(error: Exception) -> str:
    if isinstance(error, ValidationError):
        fault = error.errors()[0]
        return f"{'.'.join(str(step) for step in fault['loc'])}: {fault['msg']}"
    return str(error)
