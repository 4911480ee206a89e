"""How an export is read: which table it is, which header is which column, and how its days and amounts are written.

README.md beside this file shows one. Everything in the YAML is text, so `No: false` stays `No`.
"""

from pathlib import Path
from typing import Annotated, Any, Literal

import yaml
from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, ValidationError, model_validator
from rapidfuzz import process

from assistant.records.imports.cells.days import DAY_FORMATS
from assistant.records.imports.cells.money import MONEY_FORMATS
from assistant.records.imports.cells.plain import PERCENT_FORMATS
from assistant.records.imports.faults import BadMapping
from assistant.records.imports.fields import FIELDS
from tools.core.errors import shown

MAX_BYTES = 1_000_000
CURRENCY = "currency"
"""Not a column of ours: a header whose cells name each row's currency, which must be the program's."""

_LOADER = getattr(yaml, "CBaseLoader", yaml.BaseLoader)


def _listed(value: object) -> object:
    return [value] if isinstance(value, str) else value


Texts = Annotated[tuple[str, ...], BeforeValidator(_listed)]


class Strict(BaseModel):
    """A frozen shape that refuses unknown keys; its YAML keys have spaces."""

    model_config = ConfigDict(
        frozen=True, extra="forbid", populate_by_name=True, alias_generator=lambda name: name.replace("_", " ")
    )


class Source(Strict):
    """Where one of our columns comes from: the first of `headers` that is not blank, then `values`, then `default`."""

    headers: Texts = Field((), alias="from")
    values: dict[str, str] = {}
    default: str | None = None
    format: Texts = ()
    negate: bool = False

    @model_validator(mode="before")
    @classmethod
    def _header_alone(cls, value: object) -> object:
        return {"from": value} if isinstance(value, str | list) else value


class FileMapping(Strict):
    """One table out of the files whose names fit `match`."""

    match: str = "*"
    table: str
    columns: dict[str, Source] = {}
    constants: dict[str, str] = {}
    ignore: Texts = ()
    dates: Texts = ()
    money: Texts = ()
    percents: Texts = ()
    blank_partner: Literal["refuse", "direct"] = "refuse"
    key: Texts = ()
    repeats: Literal["refuse", "same", "separate"] = "refuse"
    encoding: str | None = None
    delimiter: str | None = None
    header_line: int | None = Field(None, ge=1)
    ends_at_blank_line: bool = False

    @model_validator(mode="after")
    def _known_names(self) -> "FileMapping":
        _known("table", self.table, list(FIELDS))
        columns = list(FIELDS[self.table])
        for name in (*self.columns, *self.constants):
            _known(f"column of {self.table}", name, [*columns, CURRENCY])
        for name in self.key:
            _known(f"key column of {self.table}", name, columns)
        for column, source in self.columns.items():
            if not source.headers:
                raise ValueError(f"{column} names no header")
        self._known_formats()
        _known_reading(self.encoding, self.delimiter)
        return self

    def _known_formats(self) -> None:
        known = {"dates": (self.dates, DAY_FORMATS), "money": (self.money, MONEY_FORMATS)}
        known["percents"] = (self.percents, PERCENT_FORMATS)
        for key, (names, formats) in known.items():
            for name in names:
                _known(f"format of {key}", name, list(formats))
        every = [*DAY_FORMATS, *MONEY_FORMATS, *PERCENT_FORMATS]
        for source in self.columns.values():
            for name in source.format:
                _known("format", name, every)
        for names in (self.dates, *(source.format for source in self.columns.values())):
            if {name[0] for name in names if "/" in name and name[0] in "md"} == {"m", "d"}:
                raise ValueError(f"{' and '.join(names)} read the same digits as different days: name one of them")


class Aliases(Strict):
    """Their names and ours; matched without regard to case and spaces."""

    partners: dict[str, str] = {}
    products: dict[str, str] = {}


class Mapping(Strict):
    """Everything an import follows; `remarks` are for the person who edits it."""

    files: tuple[FileMapping, ...]
    aliases: Aliases = Aliases()
    skip_files: Texts = ()
    remarks: tuple[str, ...] = Field((), exclude=True)

    @model_validator(mode="before")
    @classmethod
    def _one_file(cls, value: object) -> object:
        """A mapping of one file may leave `files` out."""
        if not isinstance(value, dict) or "files" in value:
            return value
        own = {key: part for key, part in value.items() if key in ("aliases", "remarks", "skip files")}
        return {"files": [{key: part for key, part in value.items() if key not in own}], **own}


def read_mapping(path: Path) -> Mapping:
    """The mapping in a YAML file.

    Raises:
        BadMapping: it cannot be read or followed; every fault is named.
    """
    try:
        raw = path.read_bytes()
    except OSError as error:
        raise BadMapping(f"There is no readable mapping file {shown(str(path))}. Check the path.") from error
    if len(raw) > MAX_BYTES:
        raise BadMapping(f"{path.name} is larger than a mapping can be (1 MB). Check the path.")
    try:
        return parse_mapping(raw.decode("utf-8-sig"))
    except UnicodeDecodeError as error:
        raise BadMapping(f"{path.name} is not UTF-8 text. Save it as UTF-8.") from error


def parse_mapping(text: str) -> Mapping:
    """The mapping that a YAML text holds; raises `BadMapping`."""
    try:
        written = yaml.load(text, Loader=_LOADER)  # noqa: S506 - the base loader makes nothing but texts and lists
    except (yaml.YAMLError, RecursionError, ValueError) as error:
        mark = getattr(error, "problem_mark", None)
        place = f" at line {mark.line + 1}" if mark else ""
        raise BadMapping(f"The mapping is not YAML{place}. Compare it with the README of the import.") from error
    if not isinstance(written, dict):
        raise BadMapping("The mapping holds no keys such as `table` and `columns`. Compare it with the README.")
    try:
        return Mapping.model_validate(written)
    except ValidationError as error:
        faults = "; ".join(_fault(fault) for fault in error.errors()[:20])
        raise BadMapping(f"The mapping cannot be followed: {faults}. Correct it, then import again.") from error
    except RecursionError as error:
        raise BadMapping("The mapping is nested too deeply. Compare it with the README of the import.") from error


def mapping_yaml(mapping: Mapping) -> str:
    """A mapping as YAML that a person can save, edit and give back with `--map`; remarks stand as comments."""
    files = [_written(block) for block in mapping.files]
    body: dict[str, Any] = {"files": files}
    aliases = {kind: names for kind, names in mapping.aliases.model_dump().items() if names}
    if aliases:
        body["aliases"] = aliases
    if mapping.skip_files:
        body["skip files"] = list(mapping.skip_files)
    remarks = "".join(f"# {_comment(remark)}\n" for remark in mapping.remarks)
    return remarks + yaml.safe_dump(body, sort_keys=False, allow_unicode=True, width=110)


def _comment(remark: str) -> str:
    return "".join(letter if letter.isprintable() else "?" for letter in " ".join(remark.split()))


def _written(block: FileMapping) -> dict[str, Any]:
    plain = block.model_dump(by_alias=True, exclude_defaults=True, mode="json")
    plain["columns"] = {column: _source(source) for column, source in block.columns.items()}
    return {key: part[0] if isinstance(part, list) and len(part) == 1 else part for key, part in plain.items()}


def _source(source: Source) -> Any:
    plain = source.model_dump(by_alias=True, exclude_defaults=True, mode="json")
    for key in ("from", "format"):
        if len(plain.get(key, ())) == 1:
            plain[key] = plain[key][0]
    return plain["from"] if list(plain) == ["from"] and isinstance(plain["from"], str) else plain


def _known(what: str, name: str, choices: list[str]) -> None:
    if name not in choices:
        near = process.extractOne(name, choices, score_cutoff=60)
        hint = f"did you mean {near[0]}?" if near else f"it is one of {', '.join(choices)}"
        raise ValueError(f"no {what} is called {shown(name)}: {hint}")


def _known_reading(encoding: str | None, delimiter: str | None) -> None:
    if encoding is not None:
        try:
            "a".encode(encoding)
        except (LookupError, UnicodeError, ValueError) as error:
            raise ValueError(f"no text encoding is called {shown(encoding)}: write utf-8 or cp1252") from error
    if delimiter is not None and delimiter not in (",", ";", "\t", "|", "tab", "\\t"):
        raise ValueError(f"the delimiter {shown(delimiter)} is none of , ; | and tab")


def _fault(fault: Any) -> str:
    place = ".".join(str(step) for step in fault["loc"])
    message = fault["msg"].removeprefix("Value error, ")
    return f"{place}: {message}" if place else message
