"""A campaign with marketing development funds: proof and pipeline by kind, and the steps around its day."""

from pydantic import model_validator

from tools.core.rulings import Block, Count, Ruling
from tools.plans.practices.steps import Point, Step, Text, Threshold


class CampaignKind(Block):
    """A kind of activity as the program's MDF names it: its proof, and the pipeline to aim at for a dollar of funds."""

    activity: Text
    proof: tuple[Text, ...]
    pipeline_from: Count
    pipeline_to: Count

    @model_validator(mode="after")
    def _rises(self) -> "CampaignKind":
        if self.pipeline_to < self.pipeline_from:
            raise ValueError(f"the pipeline of {self.activity!r} falls from {self.pipeline_from} to {self.pipeline_to}")
        return self


class Campaign(Ruling):
    """A campaign brief. Steps count from the day of the activity; the report's day is the program's own."""

    kinds: tuple[CampaignKind, ...]
    asks: tuple[Point, ...] = ()
    measures: tuple[Threshold, ...] = ()
    steps: tuple[Step, ...]
    report_title: Text
    report_owner: Text
