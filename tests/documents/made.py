"""Documents of the demo company, one of each kind."""

from assistant.asking import Desk
from assistant.documents.making import Document, document_of

ASKED: dict[str, dict[str, str]] = {
    "onboarding_plan": {"partner": "Bluefern Analytics", "starts_on": "2025-05-05"},
    "recruitment_scorecard": {"scores": "market 4, technical 4, alignment 3, finance 4, sales 4, service 4"},
    "partner_profile": {},
    "joint_business_plan": {"partner": "Quillhaven Systems"},
    "qbr_pack": {"partner": "Acme Networks", "quarter": "2025-Q1"},
    "improvement_plan": {"partner": "P-014"},
    "campaign_brief": {"partner": "Acme Networks", "cost": "12000", "activity": "webinar", "activity_on": "2025-09-18"},
    "rules_of_engagement": {},
    "agreement_checklist": {"partner_type": "distributor"},
}


def document(desk: Desk, tool: str, **arguments: str) -> Document:
    """The document of a tool over the demo company."""
    toolbox = desk.toolbox()
    return document_of(toolbox.call(tool, arguments or ASKED[tool]), toolbox.program.company)
