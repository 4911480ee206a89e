"""`channel-sales plan ...`: documents made on request, on the screen or in a file to hand out."""

from pathlib import Path
from typing import Annotated, Any

import typer

from assistant.access import person_named
from assistant.asking import Desk
from assistant.channels.cli.app import JSON, ON, app, as_of_day
from assistant.channels.cli.screen import console, print_json, print_json_error
from assistant.settings import settings
from tools.core.errors import ToolError

plan_app = typer.Typer(
    help="Make a document: Markdown on the screen, or a .md, .docx, .pdf or .html file, and an .ics of its dates.",
    no_args_is_help=True,
)
app.add_typer(plan_app, name="plan")

OUT = Annotated[
    Path | None, typer.Option("--out", metavar="FILE", help="Write it: a .md, .docx, .pdf, .html or .ics file.")
]
PARTNER = Annotated[str, typer.Argument(metavar="PARTNER", help="A partner's name or id.")]
TYPE = Annotated[str | None, typer.Argument(metavar="TYPE", help="A partner type, such as reseller or MSP.")]
STARTS = Annotated[str | None, typer.Option("--starts", metavar="DAY", help="Its first day, such as 2025-05-05.")]


def _made(tool: str, arguments: dict[str, Any], out: Path | None, on: str | None, *, as_json: bool) -> None:
    """Call a tool and show or write its document."""
    own = settings()
    try:
        desk = Desk.open(own)
        outcome = desk.call(tool, arguments, person_named(own.person, own.access_file), as_of_day(on))
        written = _written(desk, outcome, out, show=not as_json)
    except ToolError as error:
        if as_json:
            raise typer.Exit(print_json_error(error.code, str(error))) from error
        raise
    if as_json:
        receipt = outcome.receipt.model_dump(mode="json")
        print_json({"result": outcome.result.model_dump(mode="json"), "receipt": receipt, "files": written})


def _written(desk: Desk, outcome: Any, out: Path | None, *, show: bool) -> list[str]:
    from assistant.documents.making import document_of
    from assistant.documents.saving import save

    document = document_of(outcome, desk.toolbox().program.company, desk.settings.templates_dir)
    if out is None:
        if show:
            _shown(document.plain)
        return []
    written = [str(path) for path in save(document, out)]
    if show:
        typer.echo(f"{document.title}: {', '.join(written)}")
    return written


def _shown(markdown: str) -> None:
    """Markdown drawn on a terminal, and as it is written where another program reads it."""
    screen = console()
    if not screen.is_terminal:
        typer.echo(markdown, nl=False)
        return
    from rich.markdown import Markdown

    screen.print(Markdown(markdown))


@plan_app.command()
def onboarding(partner: PARTNER, starts: STARTS = None, out: OUT = None, as_json: JSON = False, on: ON = None) -> None:
    """A 30-60-90 onboarding plan: dated tasks, owners, KPIs, and what the next tier still asks."""
    _made("onboarding_plan", {"partner": partner, "starts_on": starts}, out, on, as_json=as_json)


@plan_app.command()
def scorecard(
    scores: Annotated[
        str | None,
        typer.Argument(metavar="SCORES", help='Such as "market presence 4, technical 3"; none for the form.'),
    ] = None,
    prospect: Annotated[str | None, typer.Option("--prospect", metavar="NAME", help="Whom it is about.")] = None,
    ruled_out: Annotated[
        str | None, typer.Option("--ruled-out", metavar="FACT", help="A fact that rules it out, such as insolvency.")
    ] = None,
    out: OUT = None,
    as_json: JSON = False,
    on: ON = None,
) -> None:
    """A recruitment scorecard: weighted points from scores of 1 to 5, the pass mark, the decision."""
    given = {"scores": scores, "prospect": prospect, "ruled_out": ruled_out}
    _made("recruitment_scorecard", given, out, on, as_json=as_json)


@plan_app.command()
def profile(partner_type: TYPE = None, out: OUT = None, as_json: JSON = False, on: ON = None) -> None:
    """The ideal partner profile, with what separates strong from weak partners in the records."""
    _made("partner_profile", {"partner_type": partner_type}, out, on, as_json=as_json)


@plan_app.command()
def business(
    partner: PARTNER,
    year: Annotated[str | None, typer.Option("--year", metavar="YEAR", help="A fiscal year, such as 2025.")] = None,
    out: OUT = None,
    as_json: JSON = False,
    on: ON = None,
) -> None:
    """A joint business plan: the year's target by quarter, the gap, accounts, people, MDF, promises."""
    _made("joint_business_plan", {"partner": partner, "year": year}, out, on, as_json=as_json)


@plan_app.command()
def review(
    partner: PARTNER,
    quarter: Annotated[
        str | None, typer.Option("--quarter", metavar="QUARTER", help="A fiscal quarter, such as 2025-Q1.")
    ] = None,
    out: OUT = None,
    as_json: JSON = False,
    on: ON = None,
) -> None:
    """The pack of a quarterly business review, with charts and the incentive statement."""
    _made("qbr_pack", {"partner": partner, "quarter": quarter}, out, on, as_json=as_json)


@plan_app.command()
def improvement(partner: PARTNER, starts: STARTS = None, out: OUT = None, as_json: JSON = False, on: ON = None) -> None:
    """A 90-day improvement plan: the gap, likely causes, acts of both sides, checkpoints."""
    _made("improvement_plan", {"partner": partner, "starts_on": starts}, out, on, as_json=as_json)


@plan_app.command()
def campaign(
    partner: PARTNER,
    cost: Annotated[str, typer.Argument(metavar="COST", help="The whole cost, such as 12k.")],
    activity: Annotated[str, typer.Argument(metavar="ACTIVITY", help="Such as webinar or trade show.")],
    activity_on: Annotated[str, typer.Argument(metavar="DAY", help="Its day, such as 2025-09-18.")],
    out: OUT = None,
    as_json: JSON = False,
    on: ON = None,
) -> None:
    """The brief of an MDF campaign: the match worked out, the proof, the aim, the steps."""
    given = {"partner": partner, "cost": cost, "activity": activity, "activity_on": activity_on}
    _made("campaign_brief", given, out, on, as_json=as_json)


@plan_app.command()
def engagement(out: OUT = None, as_json: JSON = False, on: ON = None) -> None:
    """Rules of engagement between own reps and partners, ready to sign."""
    _made("rules_of_engagement", {}, out, on, as_json=as_json)


@plan_app.command()
def agreement(partner_type: TYPE = None, out: OUT = None, as_json: JSON = False, on: ON = None) -> None:
    """The checklist of a partner agreement, by partner type."""
    _made("agreement_checklist", {"partner_type": partner_type}, out, on, as_json=as_json)
