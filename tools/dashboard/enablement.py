"""Enablement and certification: who is certified, trained and in the portal."""

from tools.dashboard.ecosystem import window
from tools.dashboard.facts import Facts
from tools.dashboard.models import Metric, quotient
from tools.dashboard.scope import Scope


def enablement(facts: Facts, scope: Scope) -> tuple[Metric, ...]:
    """The section's metrics; all but new certifications are those of active partners."""
    active = len(scope.active)
    nobody = f"no partner was active at the end of {scope.days.on}"
    held = facts.of_active("certified_n")
    certified, engaged = len(held), len(facts.of_active("login_n"))
    done, due = sum(facts.of_active("done_n")), sum(facts.of_active("due_n"))
    share = Metric(
        key="share", label="of active partners", kind="percent", decimals=1, **quotient(certified, active, nobody)
    )
    return (
        Metric(key="certified", label="Certified partners", kind="count", value=certified, parts=(share,)),
        Metric(
            key="new_certifications",
            label=f"New certifications {window(scope.days)}",
            kind="count",
            value=facts.total("newly_certified_n"),
        ),
        Metric(
            key="training",
            label="Training completion rate",
            kind="percent",
            **quotient(done, due, f"no training was due by {scope.days.on}"),
        ),
        Metric(
            key="certifications_each",
            label="Avg certification per partner",
            kind="ratio",
            decimals=1,
            **quotient(sum(held), active, nobody),
        ),
        Metric(key="engagement", label="Portal engagement rate", kind="percent", **quotient(engaged, active, nobody)),
    )
