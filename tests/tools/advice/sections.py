"""Passages written for a test, as the playbook reader would hand them over."""

from datetime import date

from assistant.records.playbooks.frames import passages
from assistant.records.playbooks.library import Answering, Passage
from assistant.records.playbooks.sections import Section
from tests.builders import frames
from tools.core.frames import Frames


def passage(
    citation: str,
    text: str,
    *,
    near: float = 0.8,
    nearest: str = "",
    source: str = "",
    day: int = 1,
    heading: str = "Heading",
) -> Passage:
    """A passage; its playbook is the stem of its id, its day one of March 2025 (0: undated)."""
    stem = citation.partition("#")[0]
    section = Section(
        id=citation,
        playbook=stem.capitalize(),
        heading=heading,
        text=text,
        source=source or f"ours/{stem}.md",
        updated_on=date(2025, 3, day) if day else None,
    )
    return Passage(section, nearest, near)


def asked(*found: Passage, covered: bool = True) -> Frames:
    """Frames with these passages, best first."""
    empty = frames()
    return Frames(empty.as_of, {**empty.tables, "passages": passages(Answering(found, covered))})
