"""Slack's Web API with the token of each workspace."""

from aiohttp import ClientSession, ClientTimeout
from slack_bolt.authorization import AuthorizeResult
from slack_sdk.http_retry.builtin_async_handlers import (
    AsyncConnectionErrorRetryHandler,
    AsyncRateLimitErrorRetryHandler,
)
from slack_sdk.web.async_client import AsyncWebClient

from assistant.settings import Settings
from tools.core.errors import BadArgument

SECONDS = 20
"""How long one call may take."""


class Clients:
    """A client a workspace. One token without a workspace stands for every one that installed us."""

    def __init__(self, settings: Settings) -> None:
        self._url = settings.slack_api_url
        self._tokens = _tokens(settings)
        self._session: ClientSession | None = None

    def of(self, team: str) -> AsyncWebClient:
        """The client of a workspace. All share one pool of connections, which opens with the first."""
        if self._session is None or self._session.closed:
            self._session = ClientSession(timeout=ClientTimeout(total=SECONDS))
        retries = [AsyncConnectionErrorRetryHandler(), AsyncRateLimitErrorRetryHandler(max_retry_count=3)]
        token = self._tokens.get(team) or self._tokens.get("")
        return AsyncWebClient(token=token, base_url=self._url, session=self._session, retry_handlers=retries)

    async def close(self) -> None:
        """Close the connections."""
        if self._session is not None:
            await self._session.close()

    def authorized(self, enterprise: str | None, team: str | None) -> AuthorizeResult | None:
        """What Bolt asks of a request before it is read; nothing is sent to Slack for it. None: not installed there."""
        token = self._tokens.get(team or "") or self._tokens.get("")
        return AuthorizeResult(enterprise_id=enterprise, team_id=team, bot_token=token) if token else None


def _tokens(settings: Settings) -> dict[str, str]:
    """Tokens by workspace, from `xoxb-1` or `T1=xoxb-1, T2=xoxb-2`."""
    written = settings.slack_bot_token.get_secret_value() if settings.slack_bot_token else ""
    pairs = [part.strip().rpartition("=") for part in written.split(",") if part.strip()]
    tokens = {team.strip(): token.strip() for team, _, token in pairs}
    if not tokens or any(not token.startswith("xoxb-") for token in tokens.values()):
        raise BadArgument(
            "CHANNEL_SALES_SLACK_BOT_TOKEN",
            "set" if tokens else "not set",
            "it is the bot token that begins with xoxb-, or T1=xoxb-..., T2=xoxb-... for several workspaces.",
        )
    return tokens
