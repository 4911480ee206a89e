"""The demo company: generated rows with invented names, from January 2024 to the end of April 2025.

The rows are chosen so that the dashboard of April 2025 shows the figures of the printed sample, and each
situation that the tools know of is present. Nothing is drawn but from the seed.
"""

from typing import Any

from assistant.records.demo.activities import activities
from assistant.records.demo.claims import april_run, claims
from assistant.records.demo.draft import AS_OF, Draft
from assistant.records.demo.mdf import mdf
from assistant.records.demo.rebates import rebates
from assistant.records.demo.refunds import refunds
from assistant.records.demo.roster import roster
from assistant.records.demo.sales.april import april
from assistant.records.demo.sales.deals import register_most, registrations_run_out
from assistant.records.demo.sales.first_quarter import first_quarter
from assistant.records.demo.sales.history import history, plans
from assistant.records.demo.sales.others import others
from assistant.records.demo.sales.pipeline import expiring_registration, pipeline
from assistant.records.demo.situations import SITUATIONS, Situation
from assistant.records.demo.staff import staff

__all__ = ["AS_OF", "SITUATIONS", "Situation", "demo_rows"]


def demo_rows(seed: int = 2025) -> dict[str, list[dict[str, Any]]]:
    """Rows of every table by its name, every row with all columns of its table; `receipts` and `state` are empty."""
    draft = Draft(seed)
    roster(draft)
    staff(draft)
    planned = plans(draft)
    history(draft, planned)
    first_quarter(draft, planned)
    others(draft)
    april(draft)
    pipeline(draft)
    draft.begin("registrations")
    expiring_registration(draft)
    register_most(draft, draft.rows["deals"])
    registrations_run_out(draft)
    activities(draft)
    run = april_run(draft)
    rebates(draft)
    claims(draft, run)
    mdf(draft)
    refunds(draft)
    return draft.rows
