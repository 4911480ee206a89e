"""The app package that an administrator uploads: a manifest for one deployment, and two icons drawn here."""

import io
import json
import re
import uuid
import zipfile
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from tools.core.errors import BadArgument

MANIFEST_VERSION = "1.19"
SCHEMA = f"https://developer.microsoft.com/json-schemas/teams/v{MANIFEST_VERSION}/MicrosoftTeams.schema.json"
SCOPES = ["personal", "team", "groupChat"]
ACCENT = "#2563A8"
COMMANDS = {
    "help": "What can be asked, with an example each",
    "dashboard": "The partner performance dashboard of a month",
    "partners": "Who the partners are: manager, region, tier, people",
    "tier": "The tier of a partner: held, met, missed",
    "deal": "What a partner would earn on a deal",
    "rebate": "The volume rebate of a partner in a quarter",
    "statement": "Incentives earned, claimed and paid",
    "health": "Partners at risk or off target, and why",
    "deadlines": "What falls due soon or is overdue",
}
"""Teams shows up to ten, each with a title and a line."""


def package(out: Path, *, url: str, app_id: str, version: str = "1.0.0") -> None:
    """Write the package as a ZIP file.

    Args:
        url: Where people reach the assistant, such as "https://sales.example.com".
        app_id: The bot's app id at Microsoft.

    Raises:
        BadArgument: an argument that Teams would not take, or a file that cannot be written.
    """
    files = {
        "manifest.json": json.dumps(manifest(url=url, app_id=app_id, version=version), indent=2).encode(),
        "color.png": color_icon(),
        "outline.png": outline_icon(),
    }
    try:
        with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as packed:
            for name, content in files.items():
                packed.writestr(zipfile.ZipInfo(name, (2025, 1, 1, 0, 0, 0)), content)
    except OSError as error:
        raise BadArgument("--out", str(out), f"the file cannot be written ({error.strerror or error}).") from error


def manifest(*, url: str, app_id: str, version: str = "1.0.0") -> dict[str, Any]:
    """The manifest, as the schema of its version asks for it."""
    site = _site(url)
    host = urlsplit(site).hostname or ""
    bot = _guid(app_id)
    commands = [{"title": title, "description": about} for title, about in COMMANDS.items()]
    return {
        "$schema": SCHEMA,
        "manifestVersion": MANIFEST_VERSION,
        "version": _version(version),
        "id": str(uuid.uuid5(uuid.NAMESPACE_URL, f"{bot}@{host}")),
        "developer": {"name": "Channel sales", "websiteUrl": site, "privacyUrl": site, "termsOfUseUrl": site},
        "name": {"short": "Channel sales", "full": "Channel sales assistant"},
        "description": {
            "short": "Exact figures about partners: tiers, deals, incentives, the dashboard.",
            "full": "Ask in plain words which tier a partner holds, what a deal would earn, why something was paid, "
            "how a month went and what falls due. Every figure comes with its rule, the rule's date and a receipt.",
        },
        "icons": {"color": "color.png", "outline": "outline.png"},
        "accentColor": ACCENT,
        "bots": [
            {
                "botId": bot,
                "scopes": SCOPES,
                "supportsFiles": False,
                "isNotificationOnly": False,
                "commandLists": [{"scopes": SCOPES, "commands": commands}],
            }
        ],
        "validDomains": [host],
    }


def color_icon() -> bytes:
    """192 by 192 pixels: three bars that grow, white on our blue."""
    return _drawn(192, background=ACCENT)


def outline_icon() -> bytes:
    """32 by 32 pixels: the bars alone, white on nothing."""
    return _drawn(32, background=None)


def _drawn(size: int, background: str | None) -> bytes:
    from PIL import Image, ImageDraw

    picture = Image.new("RGBA", (size, size), background or (0, 0, 0, 0))
    pen = ImageDraw.Draw(picture)
    for number, share in enumerate((0.30, 0.48, 0.66)):
        left, bottom = size * (0.20 + 0.22 * number), size * 0.82
        pen.rectangle((left, bottom - size * share, left + size * 0.16, bottom), fill="white")
    page = io.BytesIO()
    picture.save(page, format="PNG")
    return page.getvalue()


def _site(url: str) -> str:
    parts = urlsplit(url.strip())
    if parts.scheme != "https" or not parts.hostname or parts.path.strip("/"):
        raise BadArgument("--url", url, "Teams reaches https addresses alone, such as https://sales.example.com.")
    return f"https://{parts.netloc}"


def _guid(text: str) -> str:
    try:
        return str(uuid.UUID(text.strip()))
    except ValueError as error:
        raise BadArgument("--app-id", text, "it is the bot's Microsoft app id, a GUID as Azure shows it.") from error


def _version(text: str) -> str:
    if not re.fullmatch(r"\d+\.\d+\.\d+", text):
        raise BadArgument("--version", text, "it has three numbers, such as 1.0.1, and grows with each upload.")
    return text
