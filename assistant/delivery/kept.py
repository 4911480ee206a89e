"""An answer as it was given, kept for its asker to share: what is shared is what was seen, and never more."""

from datetime import datetime, timedelta

from assistant.access import NoAccess, Person
from assistant.answer import Answer
from assistant.records.delivery import kept
from assistant.records.store import Records
from tools.core.errors import BadArgument

SHARED_WITHIN = timedelta(days=7)


def keep_answer(records: Records, person: Person, answer: Answer, *, surface: str, key: str, at: datetime) -> None:
    """Keep a person's answer under a key that is not to be guessed, and drop those that are too old to share."""
    kept.forget_answers(records, before=at - SHARED_WITHIN)
    kept.keep_answer(records, surface, key, person.id, person.scope, answer.model_dump_json(), at=at)


def answer_kept(records: Records, person: Person, *, surface: str, key: str) -> Answer:
    """The answer that a person was given under a key, for them alone, and only while they see the same rows.

    Raises:
        BadArgument: none is kept under the key.
        NoAccess: it was another's answer, or the person's access has changed since.
    """
    found = kept.answer_kept(records, surface, key)
    if found is None:
        days = SHARED_WITHIN.days
        raise BadArgument("An answer", key[:12], f"it is kept for {days} days and no longer here. Ask again.")
    asker, scope, answer = found
    if asker != person.id:
        raise NoAccess("Only the person who asked can share this answer. Ask it yourself.")
    if scope != person.scope:
        raise NoAccess("What you may see has changed since this answer was given. Ask again, then share.")
    return Answer.model_validate_json(answer)
