"""A chat model from the settings: any endpoint that speaks OpenAI's chat completions.

One client is made for each set of settings and shared by all turns; what a turn may take is counted apart.
"""

from functools import lru_cache
from typing import Any

from langchain_core.language_models.chat_models import BaseChatModel
from pydantic import SecretStr

from assistant.agent.models.limits import Budget
from assistant.agent.turn import Modelled
from assistant.settings import Settings

UNSTREAMED = "nostream"
"""The tag that keeps LangGraph from passing on text that the gate has not seen."""
NO_KEY = "none"
"""Local servers ask for no key, and the client insists on one."""


def modelled_by(settings: Settings) -> Modelled | None:
    """The model of the settings with a turn's budget, or None where the planner is to answer alone."""
    model = model_of(settings)
    if model is None:
        return None
    budget = Budget(
        model=settings.model,
        seconds=settings.model_turn_seconds,
        most_calls=settings.model_most_calls,
        most_tokens=settings.model_most_tokens,
        prices=settings.model_prices.get(settings.model),
    )
    return Modelled(model, budget, settings.model_retries, written=settings.model_tools == "written")


def model_of(settings: Settings) -> BaseChatModel | None:
    """The model that the settings name, or None where the planner is to answer alone."""
    if not settings.model:
        return None
    key = settings.model_key.get_secret_value()
    url, version, most = settings.model_url, settings.model_api_version, settings.model_most_reply_tokens
    return _client(settings.model, url, key, version, settings.model_streams, settings.model_timeout_seconds, most)


@lru_cache(maxsize=8)
def _client(model: str, url: str, key: str, version: str, streams: bool, timeout: float, most: int) -> BaseChatModel:
    from assistant.agent.models.endpoint import Endpoint

    return Endpoint(
        model=model,
        base_url=url or None,
        api_key=SecretStr(key or NO_KEY),
        timeout=timeout,
        max_completion_tokens=most,
        max_retries=0,
        temperature=0,
        streaming=streams,
        stream_usage=streams,
        use_responses_api=False,
        tags=[UNSTREAMED],
        **_azure(version, key),
    )


def _azure(version: str, key: str) -> dict[str, Any]:
    """Azure takes its version in the query and its key in a header of its own."""
    if not version:
        return {}
    return {"default_query": {"api-version": version}, "default_headers": {"api-key": key}}
