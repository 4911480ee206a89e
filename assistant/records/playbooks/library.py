"""The playbooks behind the settings: search them, open a section, and keep their index up to date."""

import hashlib
import json
import shutil
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from threading import RLock
from typing import TYPE_CHECKING

from assistant.records.playbooks.sections import Section
from assistant.records.playbooks.shelf import Shelf, Skipped
from assistant.settings import HOME
from tools.core.errors import BadArgument

if TYPE_CHECKING:
    from assistant.records.playbooks.dense.vectors import Progress
    from assistant.records.playbooks.index import Index, Near, Recipe

KNOWLEDGE = HOME / "knowledge" / "retrieval"
FORMAT = "8"
"""Raised when an index of the same texts would come out differently."""

_INDEXED_BY = (KNOWLEDGE / "outside.yaml", KNOWLEDGE / "words.yaml")
_KEPT_INDEXES = 3
_LONGEST_WAIT_SECONDS = 1_800


@dataclass(frozen=True)
class Passage:
    """A section that a question found: its nearest text, and how near that is, as a cosine of 0 to 1."""

    section: Section
    nearest: str
    cosine: float


@dataclass(frozen=True)
class Answering:
    """What the playbooks hold for a question. When they do not cover it, `passages` are merely the nearest."""

    passages: tuple[Passage, ...]
    covered: bool


@dataclass
class Library:
    """Folders of playbooks and the place of their index. Opened by the first question that needs it."""

    folders: tuple[Path, ...]
    place: Path
    chroma_url: str = ""
    progress: "Progress | None" = None
    _lock: RLock = field(default_factory=RLock, repr=False)
    _opened: "tuple[str, Index] | None" = field(default=None, repr=False)
    _read: tuple[str, tuple[Section, ...]] | None = field(default=None, repr=False)

    @property
    def shelf(self) -> Shelf:
        """The folders as they are now."""
        return Shelf(self.folders)

    @cached_property
    def recipe(self) -> "Recipe":
        """The lexicon, the outside subjects and the cache of vectors."""
        from assistant.records.playbooks.index import Recipe

        self.place.mkdir(parents=True, exist_ok=True)
        return Recipe.read(KNOWLEDGE, self.place / "vectors.db", self.chroma_url)

    def version(self, shelf: Shelf | None = None) -> str:
        """The name of an index of what the folders hold now: a hash of content, lexicon, outside subjects and model."""
        from assistant.records.playbooks.dense.model import FINGERPRINT

        facts = [FORMAT, FINGERPRINT, (shelf or self.shelf).digest]
        facts += [hashlib.sha256(path.read_bytes()).hexdigest() for path in _INDEXED_BY]
        return hashlib.sha256("\n".join(facts).encode()).hexdigest()[:24]

    def search(self, question: str, most: int = 5, *, audience: str = "vendor") -> Answering:
        """The sections that answer a question, best first. With audience "partners" only what is written for them.

        Raises:
            NoPlaybooks, NoModel, NoStore: there is nothing to search, or nothing to search with.
        """
        index = self.index()
        found = index.search(question)
        chosen = [number for number in found.order if audience in {"vendor", index.sections[number].audience}]
        passages = tuple(_passage(index, found.nearest, number) for number in chosen[:most])
        return Answering(passages, covered=bool(passages) and found.covered)

    def sections(self) -> tuple[Section, ...]:
        """Every section without its phrases, read from the folders; no index is needed."""
        shelf = self.shelf
        with self._lock:
            if self._read is None or self._read[0] != shelf.digest:
                self._read = shelf.digest, tuple(shelf.read(phrased=False)[0])
            return self._read[1]

    def section(self, citation: str, *, audience: str = "vendor") -> Section:
        """The section that a citation names, with or without brackets; a beginning is enough where it is the only one.

        Raises:
            BadArgument: none is cited like that, or several.
        """
        wanted = citation.strip().strip("[]`").lower()
        known = {one.id: one for one in self.sections() if audience in {"vendor", one.audience}}
        if wanted in known:
            return known[wanted]
        begun = [name for name in known if wanted and name.startswith(wanted)]
        if len(begun) == 1:
            return known[begun[0]]
        from rapidfuzz.process import extract

        near = begun[:6] or [name for name, _, _ in extract(wanted, list(known), limit=3, score_cutoff=50)]
        hint = f"Do you mean {' or '.join(near)}?" if near else "`channel-sales playbook search WORDS` finds them."
        raise BadArgument("A citation", citation, f"no section is cited like that. {hint}")

    def index(self) -> "Index":
        """The index of what the folders hold now; built first where there is none."""
        from assistant.records.playbooks.index import open_index

        with self._lock:
            shelf = self.shelf
            version = self._ready(shelf, self.version(shelf))
            if self._opened is None or self._opened[0] != version:
                self._opened = version, open_index(self.place / version, self.recipe)
            return self._opened[1]

    def build(self) -> tuple[str, Sequence[Skipped]]:
        """Bring the index up to date: its name, and the files that could not be read."""
        shelf = self.shelf
        return self._ready(shelf, self.version(shelf)), shelf.read(phrased=False)[1]

    def _ready(self, shelf: Shelf, version: str) -> str:
        """The index to use: of this version, or of an earlier one while another process builds this."""
        from assistant.records.playbooks.index import is_whole

        if is_whole(self.place / version):
            return version
        from filelock import FileLock, Timeout

        lock = FileLock(self.place / "building.lock")
        self.place.mkdir(parents=True, exist_ok=True)
        earlier = self._pointed()
        try:
            lock.acquire(timeout=0 if earlier else _LONGEST_WAIT_SECONDS)
        except Timeout:
            return earlier or version
        try:
            if not is_whole(self.place / version):
                self._build(shelf, version)
            return version
        finally:
            lock.release()

    def _build(self, shelf: Shelf, version: str) -> None:
        from assistant.records.playbooks.index import build

        sections, _ = shelf.read()
        build(self.place / version, sections, self.recipe, self.progress)
        pointers = {**self._pointers(), self._folders_key: version}
        part = self.place / "current.json.part"
        part.write_text(json.dumps(pointers), encoding="utf-8")
        part.replace(self.place / "current.json")
        kept = sorted(
            (path for path in self.place.glob("*/done.json")), key=lambda path: path.stat().st_mtime, reverse=True
        )
        for path in kept[_KEPT_INDEXES:]:
            if path.parent.name not in pointers.values():
                shutil.rmtree(path.parent, ignore_errors=True)

    @property
    def _folders_key(self) -> str:
        return "\n".join(str(folder.resolve()) for folder in self.folders)

    def _pointers(self) -> dict[str, str]:
        try:
            found: dict[str, str] = json.loads((self.place / "current.json").read_text(encoding="utf-8"))
        except (OSError, ValueError):
            return {}
        return found

    def _pointed(self) -> str | None:
        """The finished index that these folders were last searched by."""
        version = self._pointers().get(self._folders_key)
        return version if version and (self.place / version / "done.json").is_file() else None


def _passage(index: "Index", nearest: "Mapping[int, Near]", number: int) -> Passage:
    from assistant.records.playbooks.dense.vectors import stretches

    near = nearest[number]
    section = index.sections[number]
    return Passage(section, stretches(section.text)[near.stretch] if near.stretch is not None else "", near.cosine)
