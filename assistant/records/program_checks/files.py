"""A program's YAML file as plain values, with the line that each of them is written on."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path as Folder
from typing import Any

import yaml
from yaml.constructor import SafeConstructor

from assistant.records.program_checks.faults import Fault, Path, Severity, key_of

MOST_BYTES = 1_000_000
MOST_VALUES = 20_000
DEEPEST = 20
"""libyaml's composer ends the process on brackets nested some thousands deep, so depth is looked at before."""

_LOADER: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_CORE = "tag:yaml.org,2002:"
_SCALARS = frozenset(_CORE + name for name in ("str", "int", "float", "bool", "null", "timestamp"))
_UNREADABLE = (ValueError, LookupError, AttributeError, ArithmeticError, yaml.YAMLError)


@dataclass(frozen=True)
class Written:
    """One file: its values, the line of each path, and the paths that hold no value that can be read."""

    file: str
    data: dict[str, Any] = field(default_factory=dict)
    lines: Mapping[Path, int] = field(default_factory=dict)
    broken: frozenset[Path] = frozenset()
    text: str = ""

    def line(self, path: Path) -> int:
        """The line of a path, or of the nearest thing around it."""
        while path and path not in self.lines:
            path = path[:-1]
        return self.lines.get(path, 1)

    def fault(self, severity: Severity, path: Path, what: str, remedy: str) -> Fault:
        """A finding at a path of this file."""
        return Fault(severity, self.file, self.line(path), key_of(path), what, remedy)


def read_file(path: Folder) -> tuple[Written | None, list[Fault]]:
    """A file's values, or None where it has none, and every fault of its writing."""
    name = path.name
    try:
        raw = path.read_bytes()
        text = raw.decode("utf-8-sig")
    except FileNotFoundError:
        return _refused(name, 0, "the file is missing", f"Write it, as the shipped program's {name} does.")
    except OSError as error:
        return _refused(name, 0, f"the file cannot be read: {error.strerror}", "Mend its permissions.")
    except UnicodeDecodeError:
        return _refused(name, 0, "the file is not UTF-8 text", "Save it as UTF-8.")
    if len(raw) > MOST_BYTES:
        return _refused(name, 0, f"the file is over {MOST_BYTES:,} bytes", "Keep what is in force: a program is pages.")
    return _parsed(name, text)


def _refused(name: str, line: int, what: str, remedy: str) -> tuple[None, list[Fault]]:
    return None, [Fault("error", name, line, "", what, remedy)]


def _parsed(name: str, text: str) -> tuple[Written | None, list[Fault]]:
    try:
        if _depth(text) > DEEPEST:
            return _refused(name, 1, f"it nests more than {DEEPEST} deep", "A program's lists nest seven deep.")
        node = yaml.compose(text, Loader=_LOADER)
    except yaml.YAMLError as error:
        return None, [_syntax(name, error)]
    if node is None:
        return _refused(name, 1, "the file is empty", "Write `description` and `values`.")
    builder = _Builder(name)
    try:
        data = builder.build(node, ())
    except _TooMuch:
        what = f"it holds more than {MOST_VALUES:,} values, or refers to itself"
        return _refused(name, 1, what, "Write each value once, without *aliases.")
    if not isinstance(data, dict):
        return _refused(name, 1, "the file is no block of keys", "Write `description` and `values`.")
    return Written(name, data, builder.lines, frozenset(builder.broken), text), builder.faults


def _depth(text: str) -> int:
    depth = deepest = 0
    for event in yaml.parse(text, Loader=_LOADER):
        if isinstance(event, yaml.CollectionStartEvent):
            depth += 1
            deepest = max(deepest, depth)
        elif isinstance(event, yaml.CollectionEndEvent):
            depth -= 1
        if deepest > DEEPEST:
            break
    return deepest


def _syntax(name: str, error: yaml.YAMLError) -> Fault:
    mark = getattr(error, "problem_mark", None)
    problem = getattr(error, "problem", None) or "it holds a control character"
    remedy = "Mend the indentation, quotes or brackets on this line or the one above; indent with spaces, not tabs."
    return Fault("error", name, mark.line + 1 if mark else 1, "", f"this is not YAML: {problem}", remedy)


class _TooMuch(Exception):
    """Aliases make more values than a program can mean."""


class _Builder:
    """Turns nodes into values and remembers where each one stands."""

    def __init__(self, file: str) -> None:
        self.file = file
        self.lines: dict[Path, int] = {(): 1}
        self.broken: set[Path] = set()
        self.faults: list[Fault] = []
        self.seen: set[int] = set()
        self.repeating = False
        self.count = 0
        self.scalars = SafeConstructor()

    def build(self, node: yaml.Node, path: Path) -> Any:
        """The value of a node at a path."""
        self.count += 1
        if self.count > MOST_VALUES or len(path) > DEEPEST:
            raise _TooMuch
        self.lines.setdefault(path, node.start_mark.line + 1)
        if isinstance(node, yaml.CollectionNode) and id(node) in self.seen and not self.repeating:
            return self._again(node, path)
        self.seen.add(id(node))
        if isinstance(node, yaml.MappingNode) and node.tag == _CORE + "map":
            return self._mapping(node, path)
        if isinstance(node, yaml.SequenceNode) and node.tag == _CORE + "seq":
            return [self.build(item, (*path, index)) for index, item in enumerate(node.value)]
        return self._scalar(node, path)

    def _again(self, node: yaml.Node, path: Path) -> Any:
        """A block that an alias repeats: said once, not for each block inside."""
        what = "this repeats a block from elsewhere in the file, so an edit there changes this one too"
        remedy = "Write the block in full: what belongs to one date stands in one block."
        self.faults.append(Fault("warning", self.file, self.lines[path], key_of(path), what, remedy))
        self.repeating = True
        value = self.build(node, path)
        self.repeating = False
        return value

    def _scalar(self, node: yaml.Node, path: Path) -> Any:
        try:
            if isinstance(node, yaml.ScalarNode) and node.tag in _SCALARS:
                return self.scalars.construct_object(node)
        except _UNREADABLE:
            pass
        self.broken.add(path)
        if node.tag == _CORE + "timestamp":
            self._fault(path, node, f"there is no day {node.value}", "Write a day of the calendar, such as 2025-04-30.")
        else:
            self._fault(path, node, "this cannot be read as a value", "Write plain text, a number or a day.")
        return None

    def _mapping(self, node: yaml.MappingNode, path: Path) -> dict[str, Any]:
        merged: dict[str, Any] = {}
        own: dict[str, Any] = {}
        for key_node, value_node in node.value:
            if key_node.tag == _CORE + "merge":
                merged |= self._merged(value_node, path)
        for key_node, value_node in node.value:
            if key_node.tag == _CORE + "merge":
                continue
            key = key_node.value if key_node.tag == _CORE + "str" else None
            if key is None:
                shown = f"the key {key_node.value!s}" if isinstance(key_node, yaml.ScalarNode) else "a key"
                self._fault(
                    path, key_node, f"{shown} is not text", "Write a word, in quotes if YAML reads it otherwise."
                )
                continue
            here = (*path, key)
            if key in own:
                self._duplicate(here, key_node)
            if here in self.lines:
                self._forget(here)
            self.lines[here] = key_node.start_mark.line + 1
            own[key] = self.build(value_node, here)
        return merged | own

    def _merged(self, node: yaml.Node, path: Path) -> dict[str, Any]:
        parts = node.value if isinstance(node, yaml.SequenceNode) else [node]
        merged: dict[str, Any] = {}
        for part in reversed(parts):
            if isinstance(part, yaml.MappingNode):
                merged |= self.build(part, path)
        return merged

    def _duplicate(self, path: Path, node: yaml.Node) -> None:
        what = f"the key is written twice, first on line {self.lines[path]}"
        self._fault(path, node, what, "Keep one: YAML silently takes the last.")

    def _forget(self, path: Path) -> None:
        """A key that is written again hides what its first writing held."""
        size = len(path)
        for held in [held for held in self.lines if held[:size] == path]:
            del self.lines[held]
        self.broken = {held for held in self.broken if held[:size] != path}

    def _fault(self, path: Path, node: yaml.Node, what: str, remedy: str) -> None:
        self.faults.append(Fault("error", self.file, node.start_mark.line + 1, key_of(path), what, remedy))
