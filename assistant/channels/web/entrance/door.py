"""Who is on the page: by OpenID Connect, by the API's token, or, on this machine alone, whoever the settings name."""

import hashlib
import secrets
from dataclasses import dataclass
from functools import cached_property
from importlib.util import find_spec
from typing import Literal

from starlette.requests import Request

from assistant.access import NoAccess, Person, person_named
from assistant.channels.bearer import person_of
from assistant.settings import Settings
from tools.core.errors import ToolError

SESSION_SECONDS = 8 * 3600
"""How long a sign-in lasts after the last page: a working day."""
OPEN_TO_ALL = (
    "The pages are not served: {} is open to a network and no sign-in is set. "
    "Set CHANNEL_SALES_OIDC_ISSUER and its client, or CHANNEL_SALES_API_TOKEN, and start again."
)


class NotSignedIn(ToolError):
    """The page asks for a sign-in first."""


class NotServed(ToolError):
    """The pages would stand open to a network, so they are not served."""


@dataclass(frozen=True)
class Door:
    """How people come in, as the settings say."""

    settings: Settings

    @property
    def by_provider(self) -> bool:
        """Whether an OpenID Connect provider is set."""
        return bool(self.settings.oidc_issuer and self.settings.oidc_client_id)

    @property
    def by_token(self) -> bool:
        """Whether the API's token is set."""
        return bool(self.settings.api_token)

    @property
    def closed(self) -> str:
        """Why the pages are not served, and what to do; empty where they are."""
        own = self.settings
        if not own.signs_in:
            return "" if own.is_alone else OPEN_TO_ALL.format(own.host)
        needed = ["itsdangerous", *(["authlib"] if self.by_provider else [])]
        missing = [name for name in needed if find_spec(name) is None]
        return (
            f"The pages are not served: sign-in needs {missing[0]}. Run `make server`, and start again."
            if missing
            else ""
        )

    @property
    def kind(self) -> Literal["sign-in", "open", "closed"]:
        """With sign-in; open, on this machine alone; or closed, because a network would have no sign-in."""
        if self.closed:
            return "closed"
        return "sign-in" if self.settings.signs_in else "open"

    @cached_property
    def key(self) -> str:
        """What sessions are signed with; another token or client ends them all."""
        own = self.settings
        facts = [own.session_secret or secrets.token_hex(32), own.api_token, own.oidc_issuer, own.oidc_client_id]
        return hashlib.sha256("\n".join(facts).encode()).hexdigest()

    def who(self, request: Request) -> Person:
        """The person on the page.

        Raises:
            NotSignedIn: nobody yet.
            NoAccess: the access list does not name them.
            NotServed: there is no sign-in, and more than this machine could open the page.
        """
        if self.kind == "closed":
            raise NotServed(self.closed)
        identity = self.settings.person if self.kind == "open" else request.session.get("identity")
        if identity is None:
            raise NotSignedIn("Sign in first.")
        return person_named(str(identity), self.settings.access_file)

    def let_in_by_token(self, request: Request, given: str) -> None:
        """Start the session of whoever a token belongs to: the settings' person, or one of the access list.

        Raises:
            NotSignedIn: it is nobody's.
        """
        person = person_of(given.strip(), self.settings) if self.by_token else None
        if person is None:
            raise NotSignedIn("That is nobody's token. Enter the one that you were given.")
        self._let_in(request, person.id)

    def let_in(self, request: Request, claims: dict[str, object]) -> None:
        """Start the session of whoever a provider's checked claims name.

        Raises:
            NoAccess: the access list has neither their subject nor their verified address.
        """
        subject = f"oidc:{claims['sub']}"
        address = claims.get("email") if claims.get("email_verified") is True else None
        named = [subject, address] if isinstance(address, str) and "@" in address else [subject]
        known = [identity for identity in named if self._knows(identity)]
        if not known:
            raise NoAccess(f"No access is set for {' or '.join(named)}. Ask the owner of the access list to add you.")
        self._let_in(request, known[0])

    def _knows(self, identity: str) -> bool:
        try:
            person_named(identity, self.settings.access_file)
        except NoAccess:
            return False
        return True

    def _let_in(self, request: Request, identity: str) -> None:
        request.session.clear()
        request.session["identity"] = identity
