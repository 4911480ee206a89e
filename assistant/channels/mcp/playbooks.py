"""Playbooks as resources: `playbook://co-sell` is a whole one, `playbook://co-sell#steps` a section of it."""

import asyncio
from collections.abc import Callable, Iterable
from itertools import groupby
from urllib.parse import unquote

from mcp.shared.exceptions import MCPError
from mcp_types import (
    INVALID_PARAMS,
    Annotations,
    ContentBlock,
    ReadResourceResult,
    Resource,
    ResourceLink,
    ResourceTemplate,
    TextResourceContents,
)

from assistant.access import Person
from assistant.answer import Citation
from assistant.asking import Desk
from assistant.records.playbooks.sections import Section
from tools.core.errors import BadArgument, ToolError

SCHEME = "playbook://"
KIND = "text/markdown"

TEMPLATES = [
    ResourceTemplate(
        name="playbook",
        title="A playbook",
        uri_template=f"{SCHEME}{{playbook}}",
        description="A whole playbook, such as playbook://conflict-management.",
        mime_type=KIND,
    ),
    ResourceTemplate(
        name="playbook_section",
        title="A section of a playbook",
        uri_template=f"{SCHEME}{{playbook}}{{#section}}",
        description="One section as an answer cites it, such as playbook://conflict-management#steps.",
        mime_type=KIND,
    ),
]


async def listed(desk: Desk, who: Callable[[], Person]) -> list[Resource]:
    """Every playbook that the person may read."""
    try:
        sections = await asyncio.to_thread(_readable, desk, who())
    except ToolError as error:
        raise _refused(error) from error
    return [_resource(name, list(parts)) for name, parts in groupby(sections, _playbook)]


async def opened(desk: Desk, uri: str, who: Callable[[], Person]) -> ReadResourceResult:
    """A playbook or a section of one.

    Raises:
        MCPError: there is none like that for this person; the message names the nearest.
    """
    try:
        text = await asyncio.to_thread(_text, desk, uri, who())
    except ToolError as error:
        raise _refused(error, uri) from error
    return ReadResourceResult(contents=[TextResourceContents(uri=uri, mime_type=KIND, text=text)])


def address(citation: Citation) -> str:
    """The resource that a citation names."""
    return f"{SCHEME}{citation.id}"


def links(citations: Iterable[Citation]) -> list[ContentBlock]:
    """Citations as links that a client opens."""
    return [
        ResourceLink(uri=address(one), name=one.id, title=f"{one.playbook}: {one.heading}", mime_type=KIND)
        for one in citations
    ]


def _text(desk: Desk, uri: str, person: Person) -> str:
    scheme, found, wanted = unquote(uri).partition(SCHEME)
    wanted = wanted.strip("/").replace("/", "#")
    if scheme or not found or not wanted:
        raise BadArgument("A resource", uri, f"playbooks are opened as {SCHEME}NAME or {SCHEME}NAME#PART.")
    parts = [one for one in _readable(desk, person) if _playbook(one) == wanted]
    if parts:
        return "\n\n".join([f"# {parts[0].playbook}", parts[0].when, *map(_shown, parts)]) + "\n"
    section = desk.library.section(wanted, audience=person.audience)
    return f"# {section.playbook}\n\n{_shown(section)}\n"


def _shown(section: Section) -> str:
    return f"## {section.heading}\n\n{section.text}"


def _readable(desk: Desk, person: Person) -> list[Section]:
    return [one for one in desk.library.sections() if person.audience in {"vendor", one.audience}]


def _playbook(section: Section) -> str:
    return section.id.partition("#")[0]


def _resource(name: str, parts: list[Section]) -> Resource:
    dated = max((one.updated_on.isoformat() for one in parts if one.updated_on), default=None)
    return Resource(
        uri=f"{SCHEME}{name}",
        name=name,
        title=parts[0].playbook,
        description=parts[0].when or None,
        mime_type=KIND,
        annotations=Annotations(last_modified=dated) if dated else None,
    )


def _refused(error: ToolError, uri: str = "") -> MCPError:
    return MCPError(INVALID_PARAMS, str(error), {"uri": uri} if uri else None)
