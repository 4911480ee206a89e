"""Every setting, its default, and the environment variable that changes it: CHANNEL_SALES_<NAME>."""

import os
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Literal

from pydantic import AliasChoices, Field, SecretStr
from pydantic_settings import BaseSettings, SettingsConfigDict

HOME = Path(__file__).resolve().parent.parent
"""Where the product's own folders stand."""

LOOPBACK = frozenset({"localhost", "127.0.0.1", "::1"})
"""The names by which a machine reaches itself, and nobody else reaches it."""

OUR_PLAYBOOKS = HOME / "knowledge" / "playbooks"


def _home() -> Path:
    return Path.home() / ".local" / "share" / "channel-sales"


class Settings(BaseSettings):
    """One frozen object, read once from the environment."""

    model_config = SettingsConfigDict(env_prefix="CHANNEL_SALES_", frozen=True)

    database_url: str = Field(
        default_factory=lambda: f"sqlite:///{_home() / 'records.db'}",
        description="where the records are: SQLite, or PostgreSQL",
    )
    program_dir: Path = Field(HOME / "knowledge" / "program", description="the folder of the partner program")
    templates_dir: Path = Field(
        HOME / "knowledge" / "templates",
        description="the folder of what plans are made of and look like; ours stand in for files it has not",
    )
    playbooks_dirs: str = Field(
        "ours",
        description=f"folders of playbooks, several joined by `{os.pathsep}`; `ours` stands for those that are shipped",
    )
    playbooks_index: Path = Field(
        default_factory=lambda: _home() / "playbooks", description="where the playbooks' index is kept"
    )
    chroma_url: str = Field(
        "",
        description="a Chroma server for the playbooks' vectors (`CHROMA_URL` is read too); empty keeps them here",
        validation_alias=AliasChoices("CHANNEL_SALES_CHROMA_URL", "CHROMA_URL", "chroma_url"),
    )
    person: str = Field("operator", description="who asks in this shell, as named in the access list")
    access_file: Path | None = Field(
        None, description="the list of people and what they may see; without it, the operator alone"
    )
    log_file: Path = Field(
        default_factory=lambda: _home() / "channel-sales.log", description="where faults are logged by shell commands"
    )
    log_questions: bool = Field(
        default=False,
        description="whether questions stand in the log as they were asked; else by their length and hash",
    )
    host: str = Field("127.0.0.1", description="where `serve` listens")
    port: int = Field(8080, description="the port of `serve`")
    mcp_hosts: str = Field(
        "",
        description="hosts that `/mcp/` is reached by, joined by commas, such as `sales.example.com,127.0.0.1:*`; "
        "empty serves no MCP over HTTP",
    )
    api_token: str = Field("", description="bearer token that the HTTP surface asks for; empty asks for none")
    keep_conversations_days: int = Field(
        30,
        ge=1,
        description="how long a conversation is kept after its last message; `channel-sales forget` is at once",
    )
    model: str = Field("", description="the language model that reads sentences; empty leaves them to our own planner")
    model_url: str = Field(
        "", description="its OpenAI-compatible base URL, such as `http://127.0.0.1:11434/v1`; empty is OpenAI's own"
    )
    model_key: SecretStr = Field(SecretStr(""), description="its key; never logged")
    model_api_version: str = Field(
        "", description="for Azure alone: its `api-version`; the base URL ends in `/openai/deployments/NAME`"
    )
    model_streams: bool = Field(
        default=True, description="whether it is read as it writes, which finds out sooner that it is silent"
    )
    model_timeout_seconds: float = Field(20, gt=0, description="how long it may be silent")
    model_turn_seconds: float = Field(60, gt=0, description="how long all its calls for one question may take together")
    model_retries: int = Field(2, ge=0, description="how often a call is tried again after 429, 5xx or silence")
    model_tools: Literal["called", "written"] = Field(
        "called",
        description="how it is given the tools: `called` as the API has it, or `written` into its prompt, "
        "for a server without them and for a small model, which then writes its calls as JSON",
    )
    model_most_calls: int = Field(8, ge=1, description="how many tools it may call for one question")
    model_most_tokens: int = Field(100_000, ge=1, description="how many tokens it may take for one question")
    model_most_reply_tokens: int = Field(
        1_000, ge=1, description="how many tokens it may write at once; a small model may never come to an end"
    )
    model_prices: dict[str, tuple[Decimal, Decimal]] = Field(
        {}, description='price per million tokens, read and written, by model: `{"NAME": [0.40, 1.60]}`'
    )
    public_url: str = Field(
        "", description="the address that people open the pages at, when a proxy stands before `serve`"
    )
    session_secret: str = Field(
        "", description="what sign-ins to the pages are signed with; empty makes one at each start, which ends them"
    )
    oidc_issuer: str = Field("", description="the OpenID Connect provider that people sign in to the pages with")
    oidc_client_id: str = Field("", description="the pages' client id at that provider")
    oidc_client_secret: str = Field("", description="the pages' client secret at that provider")
    slack_signing_secret: SecretStr | None = Field(
        None, description="Slack's signing secret; with it, `serve` answers at `/slack/events`"
    )
    slack_bot_token: SecretStr | None = Field(
        None, description="Slack's bot token (`xoxb-...`); of several workspaces as `T1=xoxb-..., T2=xoxb-...`"
    )
    slack_app_token: SecretStr | None = Field(
        None, description="Slack's app token (`xapp-...`), for `slack socket`, which needs no public address"
    )
    slack_listen_channels: str = Field(
        "", description="ids of Slack channels, joined by commas, where trigger phrases are answered unasked"
    )
    slack_api_url: str = Field("https://slack.com/api/", description="where Slack's Web API is; another for GovSlack")
    teams_client_id: str = Field(
        "", description="the bot's app id at Microsoft; with it, `serve` answers Teams at `/teams/messages`"
    )
    teams_client_secret: SecretStr | None = Field(None, description="its client secret")
    teams_tenant_id: str = Field("", description="our directory (tenant) id; people of others see one partner alone")
    max_question_chars: int = Field(4_000, description="the longest question that is read")

    @property
    def mcp_host_names(self) -> list[str]:
        """The hosts that `mcp_hosts` names."""
        return [host.strip() for host in self.mcp_hosts.split(",") if host.strip()]

    @property
    def is_alone(self) -> bool:
        """Whether `serve` is reached from this machine alone."""
        return self.host in LOOPBACK

    @property
    def signs_in(self) -> bool:
        """Whether there is a way to sign in to the pages."""
        return bool(self.api_token or (self.oidc_issuer and self.oidc_client_id))

    @property
    def playbook_folders(self) -> tuple[Path, ...]:
        """The folders that `playbooks_dirs` names."""
        named = [part.strip() for part in self.playbooks_dirs.split(os.pathsep) if part.strip()]
        return tuple(OUR_PLAYBOOKS if part == "ours" else Path(part).expanduser() for part in named)


@cache
def settings() -> Settings:
    """The settings of this process."""
    return Settings()
