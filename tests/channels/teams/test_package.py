"""The app package: a manifest by the published schema, two icons of the sizes that Teams asks for, nothing else."""

import io
import json
import zipfile
from pathlib import Path

import jsonschema
import pytest
from PIL import Image

from assistant.channels.cli.app import run
from assistant.channels.teams.package import COMMANDS, manifest, package
from assistant.reading.commands import COMMANDS as KNOWN
from tests.channels.teams.fake import BOT
from tools.core.errors import BadArgument

SCHEMA = jsonschema.Draft202012Validator(json.loads((Path(__file__).parent / "manifest_schema.json").read_text()))
URL = "https://sales.example.com"


def test_the_manifest_is_valid_by_the_published_schema() -> None:
    made = manifest(url=URL, app_id=BOT)
    SCHEMA.validate(made)
    assert made["bots"][0]["botId"] == BOT
    assert made["validDomains"] == ["sales.example.com"]
    assert made["id"] != BOT


def test_an_upload_again_is_the_same_app_and_another_address_is_another() -> None:
    assert manifest(url=URL, app_id=BOT)["id"] == manifest(url=f"{URL}/", app_id=BOT.upper(), version="1.0.1")["id"]
    assert manifest(url=URL, app_id=BOT)["id"] != manifest(url="https://other.example.com", app_id=BOT)["id"]


def test_every_command_that_it_lists_is_one() -> None:
    assert set(COMMANDS) <= {command.word for command in KNOWN} | {"help"}


def test_the_package_holds_the_manifest_and_the_icons(tmp_path: Path) -> None:
    out = tmp_path / "app.zip"
    assert run(["teams", "package", "--out", str(out), "--url", URL, "--app-id", BOT]) == 0
    with zipfile.ZipFile(out) as packed:
        assert packed.namelist() == ["manifest.json", "color.png", "outline.png"]
        SCHEMA.validate(json.loads(packed.read("manifest.json")))
        color = Image.open(io.BytesIO(packed.read("color.png")))
        outline = Image.open(io.BytesIO(packed.read("outline.png")))
    assert (color.size, outline.size) == ((192, 192), (32, 32))
    assert color.getpixel((0, 0)) == (37, 99, 168, 255)
    shown = {pixel for _, pixel in outline.getcolors() or []}
    assert shown == {(255, 255, 255, 255), (0, 0, 0, 0)}, "an outline is white on nothing"


def test_it_is_the_same_file_whenever_it_is_made(tmp_path: Path) -> None:
    for name in ("a.zip", "b.zip"):
        package(tmp_path / name, url=URL, app_id=BOT)
    assert (tmp_path / "a.zip").read_bytes() == (tmp_path / "b.zip").read_bytes()


@pytest.mark.parametrize(
    ("changed", "named"),
    [
        pytest.param({"url": "http://sales.example.com"}, "--url", id="no https"),
        pytest.param({"url": "sales.example.com"}, "--url", id="no scheme"),
        pytest.param({"url": f"{URL}/teams"}, "--url", id="a path"),
        pytest.param({"app_id": "my-bot"}, "--app-id", id="no GUID"),
        pytest.param({"version": "1.0"}, "--version", id="two numbers"),
    ],
)
def test_what_teams_would_not_take_is_refused(tmp_path: Path, changed: dict[str, str], named: str) -> None:
    with pytest.raises(BadArgument, match=named):
        package(tmp_path / "app.zip", **({"url": URL, "app_id": BOT} | changed))


def test_a_file_that_cannot_be_written_is_named(tmp_path: Path) -> None:
    with pytest.raises(BadArgument, match="No such file"):
        package(tmp_path / "none" / "app.zip", url=URL, app_id=BOT)
