"""What every page stands on, and what it takes from a request."""

from dataclasses import dataclass, field
from functools import cached_property
from typing import Any
from urllib.parse import parse_qs

from starlette.requests import Request

from assistant.access import Person
from assistant.asking import Desk
from assistant.channels.web.entrance.door import Door
from assistant.channels.web.entrance.provider import Provider
from assistant.channels.web.talks import Talks


@dataclass(frozen=True)
class Site:
    """The desk, the door, and what was answered."""

    desk: Desk
    door: Door
    talks: Talks = field(default_factory=Talks)

    @cached_property
    def provider(self) -> Provider:
        """The sign-in provider; read by the first who signs in."""
        return Provider(self.door.settings)


@dataclass(frozen=True)
class Visit:
    """One request by a person who is let in."""

    site: Site
    person: Person
    signed_in: bool

    @property
    def desk(self) -> Desk:
        """Where questions are taken."""
        return self.site.desk

    @property
    def shown(self) -> dict[str, Any]:
        """What the frame of a page shows of it."""
        return {"person": self.person, "signed_in": self.signed_in}


def site_of(request: Request) -> Site:
    """The site that a request is for."""
    found: Site = request.app.state.site
    return found


def visit(request: Request) -> Visit:
    """Who is there.

    Raises:
        NotSignedIn, NoAccess, NotServed: nobody who may be.
    """
    site = site_of(request)
    return Visit(site, site.door.who(request), site.door.kind == "sign-in")


async def fields_of(request: Request) -> dict[str, str]:
    """The fields of a form, each once. The forms here have no files, so their body is a line."""
    body = (await request.body()).decode("utf-8", "replace")
    return {name: values[-1] for name, values in parse_qs(body, keep_blank_values=True).items()}
