"""The playbooks of some folders: their sections, what could not be read, and a hash of all they say."""

import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

from assistant.records.playbooks.sections import Section, parts_named
from assistant.records.playbooks.sources.documents import SUFFIXES, Document, Part, Unreadable, read_document
from tools.core.errors import ToolError

ASKED = "asked.yaml"
_MOST_WORDS = 400
"""Longer sections are cut at paragraphs: a citation should open on what it cites."""


class NoPlaybooks(ToolError):
    """No folder of the setting holds a playbook."""


@dataclass(frozen=True)
class Skipped:
    """A file that was not read, and why."""

    path: Path
    reason: str


@dataclass(frozen=True)
class File:
    """A playbook's file. `name` is the folder's name and the file's path in it."""

    path: Path
    folder: Path

    @property
    def name(self) -> str:
        """Where it stands, without the machine's own path."""
        return f"{self.folder.name}/{self.path.relative_to(self.folder).as_posix()}"


@dataclass(frozen=True)
class Shelf:
    """Folders of playbooks, in the order of the setting. Two texts on one subject both stand here."""

    folders: tuple[Path, ...]

    @cached_property
    def files(self) -> tuple[File, ...]:
        """The files that are playbooks.

        Raises:
            NoPlaybooks: a folder is missing, or none holds a file that can be read.
        """
        missing = [folder for folder in self.folders if not folder.is_dir()]
        if missing:
            raise NoPlaybooks(f"There is no folder {missing[0]}. Name others with CHANNEL_SALES_PLAYBOOKS_DIRS.")
        found = [
            File(path, folder)
            for folder in self.folders
            for path in sorted(folder.rglob("*"))
            if _reads(path.relative_to(folder)) and path.is_file()
        ]
        if not found:
            listed = ", ".join(str(folder) for folder in self.folders) or "the setting"
            raise NoPlaybooks(f"No markdown, PDF or DOCX file is in {listed}. Put your playbooks there.")
        return tuple(found)

    @cached_property
    def digest(self) -> str:
        """A hash of every file's place and content."""
        total = hashlib.sha256()
        for file in self.files:
            total.update(f"{file.name}\0".encode())
            total.update(hashlib.sha256(file.path.read_bytes()).digest())
        for folder in self.folders:
            phrases = folder / ASKED
            total.update(phrases.read_bytes() if phrases.is_file() else b"")
        return total.hexdigest()

    def read(self, *, phrased: bool = True) -> tuple[list[Section], list[Skipped]]:
        """Every section in order, with the phrases it is asked for if wanted, and the files that could not be read."""
        sections: list[Section] = []
        skipped: list[Skipped] = []
        asked = {folder: _asked(folder) if phrased else {} for folder in self.folders}
        for file, stem in zip(self.files, _stems(self.files), strict=True):
            try:
                document = read_document(file.path)
            except Unreadable as error:
                skipped.append(Skipped(file.path, str(error)))
                continue
            sections += _sections(document, stem, file.name, asked[file.folder].get(file.path.stem, {}))
        return sections, skipped


def _reads(path: Path) -> bool:
    hidden = any(part.startswith((".", "~$")) for part in path.parts)
    return path.suffix.lower() in SUFFIXES and path.stem.lower() != "readme" and not hidden


def _stems(files: Sequence[File]) -> list[str]:
    """What each file's ids begin with: its stem, or for a later file of that stem its folder's name too."""
    ordered: list[str] = []
    seen: set[str] = set()
    for file in files:
        stem = slug_of(file.path.stem)
        place = slug_of(file.path.parent.name)
        tries = [stem, f"{place}/{stem}", f"{place}/{file.path.name}", *(f"{place}/{stem}-{n}" for n in range(2, 99))]
        name = next(one for one in tries if one not in seen)
        seen.add(name)
        ordered.append(name)
    return ordered


def slug_of(stem: str) -> str:
    """A file's stem as an id may hold it: "Deal Registration 2025" is "deal-registration-2025"."""
    return "-".join("".join(c if c.isalnum() else " " for c in stem.lower()).split()) or "playbook"


def _sections(document: Document, stem: str, source: str, asked: dict[str, list[str]]) -> Iterator[Section]:
    pieces = [piece for part in document.parts for piece in _pieces(part)]
    for name, piece in zip(parts_named(piece.heading for piece in pieces), pieces, strict=True):
        yield Section(
            id=f"{stem}#{name}",
            playbook=document.title,
            heading=piece.heading,
            text=piece.text,
            source=source,
            when=document.when,
            phase=document.phase,
            updated_on=document.updated_on,
            audience=document.audience,
            asked=tuple(str(phrase) for phrase in asked.get(name, ())),
        )


def _pieces(part: Part) -> Iterator[Part]:
    """A part, or, where it is long, its stretches of whole paragraphs."""
    held: list[str] = []
    count = 0
    for paragraph in part.text.split("\n\n"):
        words = len(paragraph.split())
        if held and count + words > _MOST_WORDS:
            yield Part(part.heading, "\n\n".join(held))
            held, count = [], 0
        held.append(paragraph)
        count += words
    yield Part(part.heading, "\n\n".join(held))


def _asked(folder: Path) -> dict[str, dict[str, list[str]]]:
    path = folder / ASKED
    if not path.is_file():
        return {}
    import yaml

    try:
        loaded: Any = yaml.load(path.read_text(encoding="utf-8"), Loader=_loader()) or {}  # noqa: S506 - a safe one
        return {str(stem): dict(parts) for stem, parts in loaded.items()}
    except (yaml.YAMLError, UnicodeDecodeError, AttributeError, TypeError, ValueError) as error:
        reason = " ".join(str(error).split())[:160]
        raise NoPlaybooks(f"{path} cannot be read: {reason}. Write `stem:`, `part:` and phrases as a list.") from error


def _loader() -> Any:
    """The safe loader; the one in C, where there is one, reads our phrases in a tenth of the time."""
    import yaml

    return getattr(yaml, "CSafeLoader", yaml.SafeLoader)
