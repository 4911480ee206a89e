"""A quarter's awards in words: winners and ties, what each leads by, and what is left open."""

from assistant.answer import Table, Worded
from assistant.wording.figures import counted, listed
from tools.awards import AwardResult, QuarterAwards, Standing
from tools.core.money import dollars, percent

MOST_NAMES = 3

UNITS = {
    "new_logos": ("new logo", "new logos"),
    "certifications": ("certification", "certifications"),
    "contributions": ("contribution", "contributions"),
}


def quarter_awards(result: QuarterAwards) -> Worded:
    """Who won or leads each award, in one sentence and one table."""
    decided = [award for award in result.awards if award.winners]
    verb = "leads" if result.provisional else "won"
    named = [f"{_names(award)} {_verb(result, award, verb)} {award.title}" for award in decided]
    text = f"{result.quarter}: {'; '.join(named)}." if named else f"{result.quarter}: no award is decided."
    if result.provisional:
        text += f" The quarter runs to {result.last_on}, so nothing is final."
    columns = ("Award", "Leader" if result.provisional else "Winner", "By", "Prize")
    rows = tuple(_row(award) for award in result.awards)
    return Worded(
        text=text,
        tables=(Table(columns=columns, rows=rows, right=("By", "Prize")), *_runners_up(result)),
        notes=(*result.notes, *_extras(result)),
    )


def _extras(result: QuarterAwards) -> list[str]:
    given = [f"{listed(award.extras)} ({award.title})" for award in result.awards if award.extras]
    return [f"Beside the money: {'; '.join(given)}."] if given else []


def _verb(result: QuarterAwards, award: AwardResult, verb: str) -> str:
    if len(award.winners) == 1:
        return verb
    return "tie for" if result.provisional else "tied for"


def _names(award: AwardResult) -> str:
    if len(award.winners) > MOST_NAMES:
        return counted(len(award.winners), "partner")
    return listed([winner.name for winner in award.winners])


def _row(award: AwardResult) -> tuple[str, ...]:
    prize = dollars(award.prize_cents)
    if not award.winners:
        return award.title, "undecided", "-", prize
    tie = " (tie)" if len(award.winners) > 1 else ""
    return award.title, _names(award) + tie, _measure(award, award.winners[0]), prize


def _runners_up(result: QuarterAwards) -> tuple[Table, ...]:
    """Who comes next in each award that has one."""
    behind = [(award, award.runners_up[0]) for award in result.awards if award.runners_up]
    rows = tuple((award.title, runner.name, _measure(award, runner)) for award, runner in behind)
    return (Table(title="Next in line", columns=("Award", "Partner", "By"), rows=rows, right=("By",)),) if rows else ()


def _measure(award: AwardResult, standing: Standing) -> str:
    if award.measure == "growth" and standing.previous_cents:
        change = percent(standing.value - standing.previous_cents, standing.previous_cents)
        return change if change.startswith("-") else f"+{change}"
    if award.measure in UNITS:
        return counted(standing.value, *UNITS[award.measure])
    return dollars(standing.value)
