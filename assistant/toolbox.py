"""Binds the catalogue of tools to one person, one program and one version of the records.

People and models name partners, money and periods their own way: `partner`, `amount`, "last quarter".
Here those become `partner_id`, `amount_cents` and canonical periods, before any tool runs.
"""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache, cached_property
from pathlib import Path
from typing import Any

from pydantic import BaseModel, ConfigDict, Field, ValidationError, create_model

from assistant.access import NoAccess, Person
from assistant.answer import Receipt
from assistant.observing import watch
from assistant.reading.amounts import read_amount
from assistant.reading.partners import Roster
from assistant.reading.periods import read_day, read_period
from assistant.reading.plans.starts import read_start
from assistant.reading.words import normalise
from assistant.records.cut import Cut, FrameReader
from assistant.records.lists import Lists, read_lists
from assistant.records.playbooks.library import Library
from assistant.records.receipts import keep_receipt
from assistant.records.store import Records
from tools import TOOLS
from tools.core.catalogue import Tool
from tools.core.errors import BadArgument, ToolError
from tools.core.frames import Frames
from tools.core.periods import FiscalCalendar
from tools.core.program import Program
from tools.core.receipts import Result

PERIODS = frozenset({"period", "quarter", "year"})
DAYS = frozenset({"on", "closes_on", "activity_on"})


class UnknownTool(ToolError):
    """No tool by that name."""


@dataclass(frozen=True)
class Outcome:
    """What a tool call came to."""

    tool: str
    result: Result
    receipt: Receipt

    @property
    def lines(self) -> list[dict[str, Any]]:
        """The ledger lines of the result, if it has any; lines of text are none."""
        lines = getattr(self.result, "lines", ())
        return [line.model_dump(mode="json") for line in lines if isinstance(line, BaseModel)]


class Toolbox:
    """The tools, as one person may use them, on one day's records."""

    def __init__(
        self,
        records: Records,
        reader: FrameReader,
        program: Program,
        person: Person,
        as_of: date | None = None,
        templates: Path | None = None,
        library: Library | None = None,
    ) -> None:
        facts = records.state()
        self.records = records
        self._reader = reader
        self.program = program
        self.person = person
        self._templates = templates
        self._library = library
        self.as_of = _day_asked(as_of, date.fromisoformat(facts["as_of"]))
        self.version = int(facts["version"])

    @property
    def calendar(self) -> FiscalCalendar:
        """The company's fiscal year."""
        return self.program.calendar

    @cached_property
    def lists(self) -> Lists:
        """The names that this person may use: partners, regions, partner managers."""
        return read_lists(self.records, self.person, self.version)

    @cached_property
    def roster(self) -> Roster:
        """The partners that this person may see, by every name they go by."""
        return self.lists.roster

    def call(self, name: str, arguments: Mapping[str, Any]) -> Outcome:
        """Run a tool with arguments as a person or a model gives them.

        Raises:
            ToolError: an unknown tool, an argument that does not fit, or the tool's own refusal.
        """
        tool = tool_named(name)
        with watch.tool_call(tool.name):
            return self._called(tool, arguments)

    def _called(self, tool: Tool, arguments: Mapping[str, Any]) -> Outcome:
        name = tool.name
        if tool.scope == "company" and self.person.sees != "everything":
            raise NoAccess(
                f"{name} compares every partner, and you see some of them only. Ask somebody who sees them all."
            )
        bound = self._bound(tool, arguments)
        since = tool.needed_since(self.program, self.as_of, bound)
        tables = tool.tables if tool.scope != "playbooks" or "partner_id" in bound else ()
        cut = Cut(person=self.person, tables=tables, partner_id=bound.get("partner_id"), since=since)
        frames = self._reader.read(cut, as_of=self.as_of, version=self.version)
        program = self._practised() if tool.practices else self.program
        version = program.version
        if tool.scope == "playbooks":
            frames = self._with_passages(frames, self._searched(bound))
            version = f"{version}.{self.library.version()[:12]}"
        result = tool.run(frames, program, **bound)
        receipt = self._receipt(name, bound, result, version)
        keep_receipt(self.records, receipt, result)
        return Outcome(tool=name, result=result, receipt=receipt)

    def _bound(self, tool: Tool, arguments: Mapping[str, Any]) -> dict[str, Any]:
        given = {key: value for key, value in arguments.items() if value is not None and value != ""}
        asked = asked_shape(tool)
        unknown = sorted(set(given) - set(asked.model_fields))
        if unknown:
            known = ", ".join(asked.model_fields) or "no arguments"
            raise BadArgument("An argument", unknown[0], f"{tool.name} takes {known}.")
        try:
            checked = asked(**given)
        except ValidationError as error:
            fault = error.errors()[0]
            field = ".".join(str(step) for step in fault["loc"])
            raise BadArgument(field, given.get(field, "missing"), f"{fault['msg'].lower()}.") from error
        return {key: value for key, value in (self._exact(tool, f, v) for f, v in checked) if value is not None}

    def _exact(self, tool: Tool, field: str, value: Any) -> tuple[str, Any]:
        """One argument under the tool's own name and in its exact form."""
        if field == "partner":
            return "partner_id", None if value is None else self.roster.match(str(value))
        if f"{field}_cents" in tool.arguments:
            return f"{field}_cents", None if value is None else read_amount(str(value), self.program.company.currency)
        if value is not None and field in PERIODS:
            return field, read_period(value, self.as_of, self.calendar)
        if value is not None and field == "starts_on":
            return field, read_start(value, self.as_of, self.calendar).isoformat()
        if value is not None and field in DAYS:
            return field, read_day(value, self.as_of, self.calendar).isoformat()
        return field, value

    @property
    def library(self) -> Library:
        """The playbooks, those that are shipped where no others are named."""
        if self._library is None:
            from assistant.settings import settings

            self._library = Library(settings().playbook_folders, settings().playbooks_index, settings().chroma_url)
        return self._library

    def _with_passages(self, frames: Frames, question: str) -> Frames:
        """Frames with what the playbooks hold for a question; a partner's people read what is written for them."""
        from assistant.records.playbooks.frames import with_passages

        return with_passages(frames, self.library, question, audience=self.person.audience)

    def _searched(self, bound: Mapping[str, Any]) -> str:
        """What the playbooks are searched for: the question, with "the partner" for the name of the one it is about."""
        text = normalise(str(bound["question"]))
        if "partner_id" not in bound:
            return text
        for found in reversed(self.roster.find_all(text)):
            text = f"{text[: found.start]}the partner{text[found.end :]}"
        return text

    def _practised(self) -> Program:
        """The program with what plans are made of, which other questions never read."""
        from assistant.records.templates import SHIPPED, with_practices

        return with_practices(self.program, self._templates or SHIPPED)

    def _receipt(self, name: str, bound: dict[str, Any], result: Result, version: str) -> Receipt:
        facts = [name, bound, self.as_of.isoformat(), version, self.version, self.person.scope]
        digest = hashlib.sha256(json.dumps(facts, sort_keys=True).encode()).hexdigest()
        return Receipt(
            id=f"R-{digest[:10]}",
            scope=self.person.scope,
            tool=name,
            arguments=bound,
            as_of=self.as_of,
            program_version=version,
            records_version=self.version,
            basis=getattr(result, "basis", ()),
        )


def _day_asked(asked: date | None, recorded: date) -> date:
    """The day a question is asked as of; nothing is known of the days after the records' own."""
    if asked is not None and asked > recorded:
        raise BadArgument(
            "The day", asked.isoformat(), f"the records end on {recorded}. Ask as of that day or earlier."
        )
    return asked or recorded


def tool_named(name: str) -> Tool:
    """A tool of the catalogue.

    Raises:
        UnknownTool: with the nearest names.
    """
    for tool in TOOLS:
        if tool.name == name:
            return tool
    from rapidfuzz.process import extract

    nearest = [found for found, _, _ in extract(name, [tool.name for tool in TOOLS], limit=3, score_cutoff=60)]
    hint = f"Did you mean {' or '.join(nearest)}?" if nearest else "`channel-sales tools` lists them."
    raise UnknownTool(f"There is no tool {name[:60]!r}. {hint}")


@cache
def asked_shape(tool: Tool) -> type[BaseModel]:
    """The arguments of a tool as people and models give them, as a pydantic model."""
    fields: dict[str, Any] = {}
    lines = argument_lines(tool)
    for name, parameter in tool.arguments.items():
        required = parameter.default is parameter.empty
        asked, kind, note = name, parameter.annotation, lines.get(name, "")
        if name == "partner_id":
            asked, note = "partner", "Partner name or record id, such as Acme Networks or P-042."
        elif name.endswith("_cents"):
            asked = name.removesuffix("_cents")
            kind = str | int | float if required else str | int | float | None
            note = f"{note.partition(' in cents')[0].rstrip('.')} in money, such as $150,000, 150k or 150000."
        fields[asked] = (kind, Field(... if required else parameter.default, description=note))
    return create_model(f"{tool.name}_arguments", __config__=ConfigDict(extra="forbid"), **fields)


@cache
def argument_lines(tool: Tool) -> dict[str, str]:
    """What the docstring's Args section says of each argument."""
    lines: dict[str, str] = {}
    name = None
    section = (tool.run.__doc__ or "").partition("Args:")[2].partition("Returns:")[0].partition("Raises:")[0]
    for line in section.splitlines():
        head, colon, rest = line.strip().partition(": ")
        if colon and head in tool.arguments:
            name = head
            lines[name] = rest
        elif name and line.strip():
            lines[name] += " " + line.strip()
    return lines
