"""Fits the two models of retrieval, by Newton's method: few weights, convex losses, the same result each time."""

from collections.abc import Sequence
from typing import Any, NamedTuple

import numpy as np

from assistant.records.playbooks.covering import Coverage, Signs
from assistant.records.playbooks.ranking import Marks, Ranking

Array = np.ndarray[Any, Any]

_PENALTY = 1.0
_ROUNDS = 60
_RANK_PENALTY = 3.0
_RANK_ROUNDS = 30
_STILL = 1e-4


class Listed(NamedTuple):
    """The marks of the sections that are listed for a question, and which of them answer it."""

    marks: Array
    answering: Array


def fitted_ranking(questions: Sequence[Listed]) -> Ranking:
    """Weights by which each answering section is the likeliest among itself and all that do not answer.

    A step that does not lower the loss is halved: far from the best weights Newton's own steps are too long.
    """
    spread = np.concatenate([one.marks for one in questions]).std(axis=0) + 1e-9
    scaled = [Listed(one.marks / spread, one.answering) for one in questions]
    weights = np.zeros(len(spread))
    loss, slope, bend = _pulled(scaled, weights)
    for _ in range(_RANK_ROUNDS):
        step = np.linalg.solve(bend, slope)
        if np.abs(step).max() < _STILL:
            break
        while True:
            tried = _pulled(scaled, weights - step)
            if tried[0] <= loss or np.abs(step).max() < _STILL:
                break
            step = step / 2
        weights = weights - step
        loss, slope, bend = tried
    return Ranking(Marks(*(float(one) for one in weights / spread)))


def _pulled(questions: Sequence[Listed], weights: Array) -> tuple[float, Array, Array]:
    """The loss of all questions with its slope and curvature, each question weighing the same."""
    loss = _RANK_PENALTY * float(weights @ weights) / 2
    slope, bend = _RANK_PENALTY * weights, _RANK_PENALTY * np.eye(len(weights))
    for marks, answering in questions:
        totals = marks @ weights
        others = marks[~answering]
        for right in np.flatnonzero(answering):
            rows = np.vstack([marks[right], others])
            chances = np.append(totals[right], totals[~answering])
            likely = np.exp(chances - chances.max())
            whole = likely.sum()
            likely /= whole
            middle = likely @ rows
            share = 1 / answering.sum()
            loss += share * float(np.log(whole) + chances.max() - totals[right])
            slope = slope + share * (middle - marks[right])
            bend = bend + share * ((rows * likely[:, None]).T @ rows - np.outer(middle, middle))
    return loss, slope, bend


def fitted_coverage(signs: Sequence[Signs], answered: Sequence[bool], least: float) -> Coverage:
    """Logistic regression, each sign scaled to its spread and all but the constant kept small."""
    seen = np.array(signs, dtype=float)
    true = np.array(answered, dtype=float)
    middle, spread = seen.mean(axis=0), seen.std(axis=0) + 1e-9
    scaled = np.column_stack([np.ones(len(seen)), (seen - middle) / spread])
    penalty = _PENALTY * np.array([0.0, *np.ones(seen.shape[1])])
    weights: Array = np.zeros(scaled.shape[1])
    for _ in range(_ROUNDS):
        expected = 1 / (1 + np.exp(-scaled @ weights))
        slope = scaled.T @ (expected - true) + penalty * weights
        bend = (scaled * (expected * (1 - expected))[:, None]).T @ scaled + np.diag(penalty + 1e-9)
        weights = weights - np.linalg.solve(bend, slope)
    own = weights[1:] / spread
    return Coverage(float(weights[0] - own @ middle), Signs(*(float(one) for one in own)), least)
