"""Questions to begin by: of what this person's records hold."""

from assistant.channels.web.site import Visit
from tools.core.errors import ToolError
from tools.core.periods import month


def suggestions(here: Visit) -> list[str]:
    """Up to six questions; none where there are no records yet."""
    try:
        toolbox = here.desk.toolbox(here.person)
        names = toolbox.roster.names
    except ToolError:
        return []
    partner = next((names[id_] for id_ in sorted(names)), None)
    period = month(toolbox.as_of.year, toolbox.as_of.month).name
    general = ["Which partners are at risk?", "What falls due in the next 14 days?"]
    if here.person.sees != "partner":
        general = [f"How did {period} go?", *general]
    of_one = [
        f"Which tier does {partner} hold?",
        f"What would {partner} earn on a $150,000 new-logo deal closed in 45 days?",
    ]
    return [*general, *(of_one if partner else []), "How do we resolve a channel conflict?"]
