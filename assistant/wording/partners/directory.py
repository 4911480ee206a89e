"""Who the partners are, in words: one partner's entry in a sentence, or how many there are and a list."""

from collections.abc import Sequence

from assistant.answer import Table, Worded
from assistant.wording.figures import counted, day, during, listed
from tools.directory import DirectoryEntry, PartnerDirectory, PartnerPerson

MOST_ROWS = 25
DID = {"promoted": "was promoted", "demoted": "was demoted", "moved": "changed tier"}


def partner_directory(result: PartnerDirectory) -> Worded:
    """The manager of one partner first, or the count of several."""
    if result.partner_id is not None:
        return _one(result, result.rows[0])
    shown = result.rows[:MOST_ROWS]
    by = "day" if result.state in DID else "name"
    cut = f"The first {MOST_ROWS} of {result.found:,} by {by} are shown; the receipt has them all."
    tables = [_list(result, shown)] if shown else []
    return Worded(
        text=_text(result),
        tables=tuple(tables),
        notes=(*result.notes, *([cut] if result.found > MOST_ROWS else [])),
    )


def _one(result: PartnerDirectory, entry: DirectoryEntry) -> Worded:
    return Worded(
        text=_entry(entry),
        tables=(_people(result.people),) if result.people else (),
        notes=result.notes if result.people else (*result.notes, f"The records hold no people of {entry.name}."),
    )


def _entry(entry: DirectoryEntry) -> str:
    """Who manages it, and what it is."""
    was = "was" if entry.exited_on else "is"
    managed = f"{was} managed by {entry.manager}" if entry.manager else "has no partner manager in the records"
    what = _with_article(entry.partner_type or "partner")
    place = f" in the {entry.region} region" if entry.region else " without a region"
    held = f"{entry.tier} since {entry.tier_since}" if entry.tier else "without a tier"
    if entry.exited_on:
        last = f", {entry.tier} last" if entry.tier else ""
        return (
            f"{entry.name} ({entry.partner_id}) left the program on {entry.exited_on}. It {managed}; it was {what}"
            f"{place}{last}, joined {entry.joined_on}."
        )
    return f"{entry.name} ({entry.partner_id}) {managed}; it is {what}{place}, {held}, joined {entry.joined_on}."


def _with_article(noun: str) -> str:
    return f"{'an' if noun[:1].lower() in 'aeiou' else 'a'} {noun}"


def _people(people: Sequence[PartnerPerson]) -> Table:
    cells = tuple((one.name, one.role or "-", one.email or "-") for one in people[:MOST_ROWS])
    return Table(title="Its people", columns=("Name", "Role", "Email"), rows=cells)


def _text(result: PartnerDirectory) -> str:
    """How many there are, and by tier where no tier was asked for."""
    tier = f"{result.tier} " if result.tier else ""
    where = f" in the {result.region} region" if result.region else ""
    whose = f" managed by {result.manager}" if result.manager else ""
    noun = result.partner_type or "partner"
    tiers = listed([f"{number:,} {name}" for name, number in result.by_tier.items()])
    split = f": {tiers}" if result.tier is None and result.found > 1 and tiers else ""
    if result.state in DID:
        return _moves(result, noun, where, whose)
    if result.state != "active":
        when = f" {during(result.period)}" if result.period else ""
        did = {"joined": "joined the program", "exited": "left the program"}[result.state]
        if not result.found:
            return f"No {tier}{noun}{where}{whose} {did}{when}."
        return f"{counted(result.found, tier + noun)}{where}{whose} {did}{when}{split}."
    when = f" on {result.on}" if result.period else ""
    gone = f"; {result.exited:,} {'has' if result.exited == 1 else 'have'} left the program" if result.exited else ""
    if not result.found:
        return f"There {'was' if when else 'is'} no active {tier}{noun}{where}{whose}{when}{gone}."
    be = ("was" if when else "is") if result.found == 1 else ("were" if when else "are")
    return f"There {be} {counted(result.found, f'active {tier}{noun}')}{where}{whose}{when}{split}{gone}."


def _moves(result: PartnerDirectory, noun: str, where: str, whose: str) -> str:
    """How often partners went up or down, and to which tiers."""
    to = f" to {result.tier}" if result.tier else ""
    when = f" {during(result.period)}" if result.period else ""
    did = DID[result.state]
    if not result.found:
        return f"No {noun}{where}{whose} {did}{to}{when}."
    tiers = listed([f"{number:,} to {name}" for name, number in result.by_tier.items()])
    each = len({entry.partner_id for entry in result.rows})
    times = f", {result.found:,} times in all" if result.found != each else ""
    plural = did if each == 1 else did.replace("was ", "were ")
    return f"{counted(each, noun)}{where}{whose} {plural}{to}{when}{times}{'' if result.tier else f': {tiers}'}."


def _list(result: PartnerDirectory, entries: Sequence[DirectoryEntry]) -> Table:
    """A column that all share is none, and the type stands where that leaves room for it."""
    if result.state in DID:
        columns = ["Partner", "From", "To", "On", *(["Manager"] if result.manager is None else ["Region"])]
        return Table(columns=tuple(columns), rows=tuple(tuple(_cell(c, entry) for c in columns) for entry in entries))
    shared = {"Tier": result.tier, "Region": result.region, "Manager": result.manager}
    columns = ["Partner", *(name for name, value in shared.items() if value is None)]
    columns += {"active": ["Since"], "joined": ["Joined"], "exited": ["Exited"]}[result.state]
    if len(columns) < 5 and result.partner_type is None:
        columns.insert(1, "Type")
    cells = tuple(tuple(_cell(column, entry) for column in columns) for entry in entries)
    return Table(columns=tuple(columns), rows=cells)


def _cell(column: str, entry: DirectoryEntry) -> str:
    cells = {
        "Partner": entry.name,
        "Type": entry.partner_type,
        "Tier": entry.tier,
        "Region": entry.region,
        "Manager": entry.manager,
        "From": entry.from_tier,
        "To": entry.tier,
        "On": day(entry.tier_since),
        "Since": day(entry.tier_since),
        "Joined": day(entry.joined_on),
        "Exited": day(entry.exited_on),
    }
    return cells[column] or "-"
