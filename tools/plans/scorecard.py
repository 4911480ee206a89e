"""A recruitment scorecard: weighted points from given scores, and what follows from them."""

import re
from collections.abc import Iterator
from typing import Any

from tools.core.errors import BadArgument
from tools.core.frames import Frames
from tools.core.money import half_up
from tools.core.receipts import Basis, Result
from tools.plans.dating import Dates, Task, scheduled, unlisted_holidays, working_day
from tools.plans.practices import Practised
from tools.plans.practices.recruiting import Anchor, Criterion, Exclusion, Scorecard

HUNDREDTHS = 100
_LONGEST = 2_000
_SCORE = re.compile(r"\s*([^\d,;\n]*?)[\s:=]*(-?\d+(?:\.\d+)?)\s*(?:/\s*\d+|of\s+\d+|points?)?\s*$", re.IGNORECASE)
_NOTHING = {"", "no", "none", "nothing", "false"}


class CriterionScore(Result):
    """One criterion's score, and its points in hundredths; a criterion without a fact is not `known` and scores 1."""

    id: str
    title: str
    weight: int
    score: int
    known: bool
    means: str
    points_x100: int


class Scale(Result):
    """What the scores of one criterion say."""

    title: str
    means: tuple[Anchor, ...]


class RecruitmentScorecard(Result):
    """A prospect's scores. Without any score it is the form to fill, and `points_x100` and `decision` are None."""

    prospect: str | None
    criteria: tuple[CriterionScore, ...]
    scale: tuple[Scale, ...]
    highest_score: int
    pass_mark: int
    points_x100: int | None
    passed: bool | None
    ruled_out: str | None
    decision: str | None
    says: str | None
    weakest: tuple[str, ...]
    unknown: tuple[str, ...]
    conditions: tuple[str, ...]
    exclusions: tuple[str, ...]
    tasks: tuple[Task, ...]
    basis: tuple[Basis, ...]
    notes: tuple[str, ...]


def recruitment_scorecard(
    frames: Frames,
    program: Practised,
    *,
    scores: str | None = None,
    prospect: str | None = None,
    ruled_out: str | None = None,
) -> RecruitmentScorecard:
    """Whether to sign a prospect as a partner: weighted scores, points against the pass mark, and the decision.

    Args:
        scores: Scores from 1 to 5 by criterion, such as "market presence 4, technical 4, alignment 3,
            finance 4, sales 4, service 4"; left out, the form to fill is given.
        prospect: The prospect's name, for the document.
        ruled_out: A fact that rules it out whatever its points, such as "sanctions" or "insolvent".

    Returns:
        Points in hundredths, a criterion at a time, and the decision with what follows from it.

    Raises:
        BadArgument: a criterion that the scorecard does not have, or a score that is none.
        NoRuleInForce: no scorecard is in force.
    """
    ruling = program.scorecard.on(frames.as_of)
    given = _given(ruling, scores)
    excluded = _excluded(ruling, ruled_out)
    tasks = tuple(scheduled(ruling.steps, Dates.of(program, working_day(program, frames.as_of))))
    return RecruitmentScorecard(
        prospect=" ".join(prospect.split())[:120] if prospect else None,
        scale=tuple(Scale(title=criterion.title, means=criterion.means) for criterion in ruling.criteria),
        highest_score=ruling.highest_score,
        pass_mark=ruling.pass_mark,
        ruled_out=excluded.title if excluded else None,
        **_scored(ruling, given, excluded),
        conditions=tuple(_conditions(ruling, given)),
        exclusions=tuple(exclusion.title for exclusion in ruling.exclusions),
        tasks=tasks,
        basis=(Basis.of("scorecard", ruling, *ruling.readings),),
        notes=unlisted_holidays(program, tasks),
    )


def _scored(ruling: Scorecard, given: dict[str, int], excluded: Exclusion | None) -> dict[str, Any]:
    """The criteria with their points, and the decision; only the criteria where nothing is scored."""
    rows = tuple(_row(ruling, criterion, given.get(criterion.id)) for criterion in ruling.criteria)
    points = sum(row.points_x100 for row in rows) if given else None
    unknown = tuple(row.title for row in rows if not row.known) if given else ()
    decision, says = _decided(ruling, rows, points, excluded, len(unknown))
    return {
        "criteria": rows,
        "points_x100": points,
        "passed": None if points is None else points >= ruling.pass_mark * HUNDREDTHS,
        "decision": decision,
        "says": says,
        "weakest": _weakest(rows) if given else (),
        "unknown": unknown,
    }


def _given(ruling: Scorecard, scores: str | None) -> dict[str, int]:
    """Scores by criterion, from "name score" pairs."""
    if scores is None or not scores.strip():
        return {}
    if len(scores) > _LONGEST:
        raise BadArgument("scores", scores, f"it may have up to {_LONGEST:,} characters.")
    found: dict[str, int] = {}
    for part in re.split(r"[,;\n]", scores):
        if not part.strip():
            continue
        match = _SCORE.match(part)
        if match is None or not match[1].strip():
            raise BadArgument("scores", part.strip(), 'write "criterion score" pairs, such as "market presence 4".')
        criterion = _criterion(ruling, match[1])
        if criterion.id in found:
            raise BadArgument("scores", part.strip(), f"{criterion.title} is scored twice.")
        found[criterion.id] = _score(ruling, criterion, match[2])
    return found


def _criterion(ruling: Scorecard, text: str) -> Criterion:
    wanted = _plain(text)
    for criterion in ruling.criteria:
        if wanted in {_plain(name) for name in (criterion.id, criterion.title, *criterion.also)}:
            return criterion
    listed = ", ".join(criterion.title for criterion in ruling.criteria)
    raise BadArgument("scores", text.strip(), f"the criteria are {listed}.")


def _score(ruling: Scorecard, criterion: Criterion, text: str) -> int:
    if not text.isdecimal() or not 1 <= int(text) <= ruling.highest_score:
        highest = ruling.highest_score
        raise BadArgument("scores", f"{criterion.title} {text}", f"a score is a whole number from 1 to {highest}.")
    return int(text)


def _plain(text: str) -> str:
    return "".join(c for c in text.casefold() if c.isalnum())


def _excluded(ruling: Scorecard, text: str | None) -> Exclusion | None:
    if text is None or text.strip().casefold() in _NOTHING:
        return None
    for exclusion in ruling.exclusions:
        if _plain(text) in {_plain(name) for name in (exclusion.id, exclusion.title, *exclusion.also)}:
            return exclusion
    listed = ", ".join(exclusion.id for exclusion in ruling.exclusions)
    raise BadArgument("ruled_out", text, f"the facts that rule a prospect out are {listed}.")


def _row(ruling: Scorecard, criterion: Criterion, score: int | None) -> CriterionScore:
    counted = 1 if score is None else score
    return CriterionScore(
        id=criterion.id,
        title=criterion.title,
        weight=criterion.weight,
        score=counted,
        known=score is not None,
        means=_meaning(criterion, counted),
        points_x100=half_up(criterion.weight * counted * HUNDREDTHS, ruling.highest_score),
    )


def _meaning(criterion: Criterion, score: int) -> str:
    """What a score says; one that the scorecard does not describe stands between its neighbours."""
    scale = sorted(criterion.means, key=lambda anchor: anchor.score)
    below = [anchor.says for anchor in scale if anchor.score <= score]
    above = [anchor.says for anchor in scale if anchor.score >= score]
    return " / ".join(dict.fromkeys([*below[-1:], *above[:1]]))


def _decided(
    ruling: Scorecard, rows: tuple[CriterionScore, ...], points: int | None, excluded: Exclusion | None, unknown: int
) -> tuple[str | None, str | None]:
    if excluded is not None:
        return "decline", ruling.excluded_says
    if points is None:
        return None, None
    if ruling.postpone_from_unknown is not None and unknown >= ruling.postpone_from_unknown:
        return "postpone", ruling.postponed_says
    lowest = min(row.score for row in rows)
    for verdict in ruling.verdicts:
        if points >= verdict.at_least * HUNDREDTHS and lowest >= verdict.weakest_at_least:
            return verdict.decision, verdict.says
    return ruling.verdicts[-1].decision, ruling.verdicts[-1].says


def _weakest(rows: tuple[CriterionScore, ...]) -> tuple[str, ...]:
    """The two criteria scored lowest; of equal scores those of the larger weight."""
    ranked = sorted(rows, key=lambda row: (row.score, -row.weight))
    return tuple(row.title for row in ranked[:2])


def _conditions(ruling: Scorecard, given: dict[str, int]) -> Iterator[str]:
    for criterion in ruling.criteria:
        if given.get(criterion.id) == 1 and criterion.at_worst:
            yield f"{criterion.title}: {criterion.at_worst}"
