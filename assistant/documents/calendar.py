"""A plan's tasks as a calendar file: one all-day event a task, the same identity each time it is written."""

from datetime import UTC, datetime, time, timedelta

from assistant.documents.making import Document
from assistant.wording.plans import owner, task_title


def calendar_of(document: Document) -> bytes:
    """An iCalendar file (RFC 5545) of the tasks that are not done.

    An event is known by the plan and its place in it, so that importing a plan again moves its events
    instead of doubling them.
    """
    from icalendar import Calendar, Event

    made = Calendar()
    made.add("prodid", "-//channel-sales//plans//EN")
    made.add("version", "2.0")
    made.add("calscale", "GREGORIAN")
    made.add("x-wr-calname", document.title)
    stamp = datetime.combine(document.as_of, time(), tzinfo=UTC)
    for number, task in enumerate(document.tasks, 1):
        if task.done_on is not None:
            continue
        event = Event()
        event.add("uid", f"{document.name}-{_plain(document.subject)}-{number}@channel-sales")
        event.add("dtstamp", stamp)
        event.add("dtstart", task.on)
        event.add("dtend", task.on + timedelta(days=1))
        event.add("summary", task_title(task))
        event.add("description", "\n".join(filter(None, [f"Owner: {owner(task)}", task.phase, document.title])))
        event.add("categories", ["Ours" if task.ours else "Partner"])
        event.add("transp", "TRANSPARENT")
        made.add_component(event)
    return bytes(made.to_ical())


def _plain(text: str) -> str:
    return "".join(c.lower() if c.isascii() and c.isalnum() else "-" for c in text) or "all"
