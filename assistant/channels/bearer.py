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


def made() -> tuple[str, str]:
    """A new token, and the identity that a person's entry of the access list takes under `also`."""
    token = f"cs_{secrets.token_urlsafe(32)}"
    return token, f"token:{_of(token)}"


def _of(token: str) -> str:
    return hashlib.sha256(token.encode("utf-8", "replace")).hexdigest()
