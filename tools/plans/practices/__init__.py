"""How a company works with its partners, as dated data that another company replaces: one rule a document."""

from tools.core.program import Program, Rule
from tools.core.rulings import Ruling
from tools.plans.practices.campaign import Campaign
from tools.plans.practices.onboarding import Onboarding
from tools.plans.practices.performance import BusinessPlan, Improvement, Review
from tools.plans.practices.recruiting import Agreement, Engagement, Profile, Scorecard

PRACTICES: dict[str, type[Ruling]] = {
    "onboarding": Onboarding,
    "scorecard": Scorecard,
    "profile": Profile,
    "business_plan": BusinessPlan,
    "review": Review,
    "improvement": Improvement,
    "campaign": Campaign,
    "engagement": Engagement,
    "agreement": Agreement,
}
"""Each practice by the name of its file in the templates' folder."""


class Practised(Program):
    """A program with the practices that its plans are made of.

    Practices stand beside the program, not in it: a company changes how it onboards without touching what
    it pays, and questions that make no plan never read them. They are dated the same way, so a plan made
    again for an earlier day is the same plan.
    """

    onboarding: Rule[Onboarding]
    scorecard: Rule[Scorecard]
    profile: Rule[Profile]
    business_plan: Rule[BusinessPlan]
    review: Rule[Review]
    improvement: Rule[Improvement]
    campaign: Rule[Campaign]
    engagement: Rule[Engagement]
    agreement: Rule[Agreement]
