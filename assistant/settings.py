"""Every setting, its default, and the environment variable that changes it: CHANNEL_SALES_<NAME>."""

from functools import cache
from pathlib import Path

from pydantic import Field
from pydantic_settings import BaseSettings, SettingsConfigDict

HOME = Path(__file__).resolve().parent.parent
"""Where the product's own folders stand."""


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
    person: str = Field("operator", description="who asks in this shell, as named in the access list")
    access_file: Path | None = Field(
        None, description="the list of people and what they may see; without it, the operator alone"
    )
    log_file: Path = Field(
        default_factory=lambda: _home() / "channel-sales.log", description="where faults are logged by shell commands"
    )
    host: str = Field("127.0.0.1", description="where `serve` listens")
    port: int = Field(8080, description="the port of `serve`")
    api_token: str = Field("", description="bearer token that the HTTP surface asks for; empty asks for none")
    max_question_chars: int = Field(4_000, description="the longest question that is read")


@cache
def settings() -> Settings:
    """The settings of this process."""
    return Settings()
