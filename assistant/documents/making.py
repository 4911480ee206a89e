"""From a tool's result to a document: its Markdown by the company's template, its pictures, its dated tasks."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import Any

from assistant.documents.texts import FILTERS, quoted
from assistant.records.templates import SHIPPED, BadTemplates, check_names
from assistant.toolbox import Outcome
from tools.core.errors import BadArgument
from tools.core.program import Company
from tools.plans.dating import Task

TITLES = {
    "onboarding_plan": "Onboarding plan",
    "recruitment_scorecard": "Recruitment scorecard",
    "partner_profile": "Ideal partner profile",
    "joint_business_plan": "Joint business plan",
    "qbr_pack": "Quarterly business review",
    "improvement_plan": "Improvement plan",
    "campaign_brief": "Campaign brief",
    "rules_of_engagement": "Rules of engagement",
    "agreement_checklist": "Partner agreement checklist",
}
"""The tools whose results are documents, and what each is called."""


@dataclass(frozen=True)
class Document:
    """One document. Pictures are drawn when they are asked for; `letter` is the paper of the Americas, else A4."""

    name: str
    title: str
    company: str
    as_of: date
    receipt: str
    letter: bool
    tasks: tuple[Task, ...]
    subject: str
    render: Callable[..., str]
    draw: Callable[[], dict[str, bytes]] = field(default=dict)

    @cached_property
    def markdown(self) -> str:
        """The text, with pictures named where they belong."""
        return str(self.render(pictures=bool(self.pictures)))

    @property
    def plain(self) -> str:
        """The text for a screen, without pictures."""
        return str(self.render(pictures=False))

    @cached_property
    def pictures(self) -> dict[str, bytes]:
        """PNG pictures by the names that the text calls them."""
        return self.draw()


def document_of(outcome: Outcome, company: Company, templates: Path = SHIPPED) -> Document:
    """The document of a plan.

    Raises:
        BadArgument: the tool makes none.
        BadTemplates: the company's template cannot be used.
    """
    if outcome.tool not in TITLES:
        raise BadArgument("A document", outcome.tool, f"one is made of {', '.join(TITLES)}.")
    result: Any = outcome.result
    about = getattr(result, "name", None) or getattr(result, "prospect", None) or ""

    def render(*, pictures: bool) -> str:
        given = {"plan": result, "receipt": outcome.receipt, "company": company.name, "pictures": pictures}
        return rendered(f"{outcome.tool}.md.j2", given, templates)

    def draw() -> dict[str, bytes]:
        from assistant.documents.pictures import pictures_of

        return pictures_of(outcome.tool, result)

    return Document(
        name=outcome.tool,
        title=f"{TITLES[outcome.tool]}{f': {about}' if about else ''}",
        company=company.name,
        as_of=outcome.receipt.as_of,
        receipt=outcome.receipt.id,
        letter=company.currency == "USD",
        tasks=result.tasks,
        subject=about,
        render=render,
        draw=draw,
    )


def rendered(template: str, given: dict[str, Any], folder: Path) -> str:
    """A template's Markdown. What data holds is escaped, so that a name is never read as markup.

    Raises:
        BadTemplates: with the file, the line and what is wrong.
    """
    from jinja2 import FileSystemLoader, StrictUndefined, TemplateError, TemplateSyntaxError
    from jinja2.sandbox import ImmutableSandboxedEnvironment

    check_names(folder)
    environment = ImmutableSandboxedEnvironment(
        loader=FileSystemLoader([folder, SHIPPED]),
        undefined=StrictUndefined,
        autoescape=True,
        finalize=quoted,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters.update(FILTERS)
    try:
        text = environment.get_template(template).render(given)
    except TemplateSyntaxError as error:
        raise BadTemplates(f"{error.filename}, line {error.lineno}: {error.message}.") from error
    except (TemplateError, ArithmeticError, AttributeError, LookupError, TypeError, ValueError) as error:
        raise BadTemplates(f"{folder / template} cannot be filled: {error}.".replace("..", ".")) from error
    return squeezed(text)


def squeezed(text: str) -> str:
    """A text without blanks at line ends and with at most one empty line in a row."""
    lines: list[str] = []
    for line in text.splitlines():
        if line.strip() or (lines and lines[-1]):
            lines.append(line.rstrip())
    return "\n".join(lines).strip() + "\n"
