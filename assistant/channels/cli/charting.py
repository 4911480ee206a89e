"""`dashboard --chart FILE`: the same answer, and a picture of it."""

from pathlib import Path

from assistant.access import person_named
from assistant.asking import Desk
from assistant.channels.cli.app import as_of_day
from assistant.channels.cli.screen import OK, code_of, console, print_json, show
from assistant.charts import save_dashboard
from assistant.settings import settings
from tools.dashboard.models import Dashboard


def asked_with_chart(text: str, path: Path, *, as_json: bool, on: str | None) -> int:
    """Ask for a dashboard, print it and draw it."""
    own = settings()
    answer = Desk.open(own).ask(text, person_named(own.person, own.access_file), as_of=as_of_day(on))
    if code_of(answer) != OK or not answer.results:
        return show(answer)
    save_dashboard(Dashboard.model_validate(answer.results[0]), path)
    if as_json:
        print_json({**answer.model_dump(mode="json"), "chart": str(path)})
    else:
        show(answer)
        console().print(f"Chart: {path}")
    return OK
