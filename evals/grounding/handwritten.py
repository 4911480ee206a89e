"""Correct answers that a person wrote from real outcomes, in many styles: the gate should refuse none."""

from pathlib import Path
from typing import Any

import yaml

from assistant.asking import Desk
from assistant.grounding import Evidence, faults

FILE = Path(__file__).parent / "handwritten.yaml"


def refused_by_hand(desk: Desk) -> tuple[int, list[tuple[str, str]]]:
    """How many answers there are, and those that the gate refuses, with the first reason."""
    toolbox = desk.toolbox()
    partners = tuple(toolbox.roster.names.values())
    turns: list[dict[str, Any]] = yaml.safe_load(FILE.read_text(encoding="utf-8"))
    count, refused = 0, []
    for turn in turns:
        outcomes = [toolbox.call(tool, arguments) for call in turn["calls"] for tool, arguments in call.items()]
        evidence = Evidence(outcomes, tuple(turn.get("said", ())), toolbox.as_of, partners)
        for text in turn["answers"]:
            count += 1
            if against := faults(text, evidence):
                refused.append((text, against[0].why))
    return count, refused
