"""Whose cut of the records an answer is made from: the asker's, and no more than the place may see."""

from assistant.access import NoAccess, Person, person_named
from assistant.asking import Desk
from assistant.channels.teams.reading import Asked

UNKNOWN = "I do not know you yet. Ask the owner of the access list to add `teams:{user}` to your entry."
FOREIGN = (
    "You write from another organisation, so I answer only those whose entry in the access list names their partner. "
    "Ask your partner manager."
)
SHARED = (
    "This channel is shared with another organisation, so I answer here only once the access list says what it may "
    "see, as `teams-channel:{channel}`. Ask me in our own chat."
)


def reader(desk: Desk, asked: Asked) -> Person:
    """The person that an answer is made for.

    Raises:
        NoAccess: they are unknown, of another organisation without a partner, or may see less than the place.
    """
    access_file, home = desk.settings.access_file, desk.settings.teams_tenant_id
    try:
        person = person_named(f"teams:{asked.user}", access_file)
    except NoAccess as error:
        raise NoAccess(UNKNOWN.format(user=asked.user or "(no object id)")) from error
    if any(tenant != home for tenant in asked.tenants) and person.sees != "partner":
        raise NoAccess(FOREIGN)
    if asked.place == "personal":
        return person
    try:
        place = person_named(f"teams-channel:{asked.channel}", access_file)
    except NoAccess as error:
        if asked.shared:
            raise NoAccess(SHARED.format(channel=asked.channel)) from error
        return person
    return _narrower(desk, person, place)


def _narrower(desk: Desk, person: Person, place: Person) -> Person:
    """The cut that both allow, under the asker's own name."""
    if place.sees == "everything" or person.scope == place.scope:
        return person
    manages = place.sees == "partner" and person.sees == "own" and place.partner_id in _partners(desk, person)
    if person.sees == "everything" or manages:
        return place.model_copy(update={"id": person.id, "also": ()})
    raise NoAccess("What you may see is not what this channel may see. Ask me in our own chat.")


def _partners(desk: Desk, person: Person) -> frozenset[str]:
    return frozenset(desk.toolbox(person).roster.names)
