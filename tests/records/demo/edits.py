"""One change to the demo company's rows, and the figures that it moves."""

from collections.abc import Callable
from datetime import date
from typing import NamedTuple

from tests.records.demo.company import APRIL, Row, wins
from tools.dashboard.models import Dashboard

Tables = dict[str, list[Row]]


class Edit(NamedTuple):
    """What is done to the rows, and by how much which figures move, named "key.part:field" or "tier name field"."""

    change: Callable[[Tables], None]
    moves: dict[str, int]


def changed(table: str, which: Callable[[Row], bool], **columns: object) -> Callable[[Tables], None]:
    """The first row that fits, with other values."""

    def change(tables: Tables) -> None:
        place = next(n for n, row in enumerate(tables[table]) if which(row))
        tables[table][place] = tables[table][place] | columns

    return change


def raised(table: str, which: Callable[[Row], bool], column: str, by: int) -> Callable[[Tables], None]:
    """The first row that fits, with more cents."""

    def change(tables: Tables) -> None:
        place = next(n for n, row in enumerate(tables[table]) if which(row))
        tables[table][place] = tables[table][place] | {column: tables[table][place][column] + by}

    return change


def added(table: str, **columns: object) -> Callable[[Tables], None]:
    """One more row."""

    def change(tables: Tables) -> None:
        tables[table].append(dict.fromkeys(tables[table][0]) | columns)

    return change


def removed(table: str, which: Callable[[Row], bool]) -> Callable[[Tables], None]:
    """Without the rows that fit."""

    def change(tables: Tables) -> None:
        tables[table] = [row for row in tables[table] if not which(row)]

    return change


def first_win(partner_id: str, first: date, last: date) -> Callable[[Row], bool]:
    deal_id = wins(partner_id, first, last)[0]["deal_id"]
    return lambda row: bool(row["deal_id"] == deal_id)


def closed(role: str, outcome: str) -> Callable[[Row], bool]:
    """A deal of a role that closed in April."""
    return lambda row: bool(
        row["role"] == role and row["outcome"] == outcome and row["closed_on"] >= APRIL[0] and not row["mdf_request_id"]
    )


def is_open(role: str, partner_id: str | None = None) -> Callable[[Row], bool]:
    return lambda row: bool(
        row["role"] == role and row["closed_on"] is None and partner_id in (None, row["partner_id"])
    )


def of(partner_id: str) -> Callable[[Row], bool]:
    return lambda row: bool(row["partner_id"] == partner_id)


def april_target(partner_id: str) -> Callable[[Row], bool]:
    return lambda row: bool(row["partner_id"] == partner_id and row["month_on"] == APRIL[0])


TIER_FIELDS = {
    "": "revenue_cents",
    "partners": "partners",
    "target": "target_cents",
    "pipeline": "pipeline_cents",
}


def figure(found: Dashboard, name: str) -> int:
    if name.startswith("tier "):
        _, tier, *which = name.split()
        row = next(row for row in found.section("by_tier").tiers if row.tier == tier)
        return int(getattr(row, TIER_FIELDS["".join(which)]))
    if name == "top 1":
        return found.section("top").top[0].revenue_cents
    key, _, field = name.partition(":")
    name, _, part = key.partition(".")
    metric = found.metric(name).part(part) if part else found.metric(name)
    return int(getattr(metric, field or "value"))
