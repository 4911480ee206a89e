"""Whose a bearer token is, for surfaces that programs call: the settings' own token, or one of the access list.

The list holds a token's SHA-256, never the token: `also: ["token:5e88..."]`.
"""

import hashlib
import hmac
import secrets

from assistant.access import NoAccess, Person, person_named
from assistant.settings import Settings


def person_of(token: str, settings: Settings) -> Person | None:
    """The person whose token it is; None where it is nobody's."""
    own, given = settings.api_token, _of(token)
    if not token:
        return None
    identity = settings.person if own and hmac.compare_digest(given, _of(own)) else f"token:{given}"
    try:
        return person_named(identity, settings.access_file)
    except NoAccess:
        return None


def asking(authorization: str, settings: Settings) -> Person | None:
    """Who sends a request with such a header; None where it is nobody.

    Where the settings ask for no token, a token that is nobody's is not asked for either: the settings' person asks.

    Raises:
        NoAccess: no token is asked for, and the access list does not name the settings' person.
    """
    kind, _, token = authorization.partition(" ")
    person = person_of(token.strip(), settings) if kind.lower() == "bearer" else None
    if person is None and not settings.api_token:
        return person_named(settings.person, settings.access_file)
    return person


def made() -> tuple[str, str]:
    """A new token, and the identity that a person's entry of the access list takes under `also`."""
    token = f"cs_{secrets.token_urlsafe(32)}"
    return token, f"token:{_of(token)}"


def _of(token: str) -> str:
    return hashlib.sha256(token.encode("utf-8", "replace")).hexdigest()
