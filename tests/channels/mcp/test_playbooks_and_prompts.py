"""Playbooks open as resources, documents come as prompts."""

import pytest
from mcp.shared.exceptions import MCPError

from assistant.access import Person
from assistant.asking import Desk
from assistant.documents.making import TITLES
from tests.channels.mcp.calls import CALLS, client_of, text_of


async def test_every_playbook_is_listed_once_and_opens(desk: Desk) -> None:
    async with client_of(desk) as client:
        listed = (await client.list_resources()).resources
        for resource in listed:
            opened = text_of(await client.read_resource(resource.uri))
            assert opened.startswith(f"# {resource.title}\n")
    names = [resource.uri for resource in listed]
    assert sorted(set(names)) == sorted(names)
    assert "playbook://conflict-management" in names
    assert len(names) == len({section.id.partition("#")[0] for section in desk.library.sections()})


async def test_a_section_opens_by_the_id_that_an_answer_cites(desk: Desk) -> None:
    async with client_of(desk) as client:
        advice = await client.call_tool("advice", CALLS["advice"])
        links = [block for block in advice.content if block.type == "resource_link"]
        assert links
        for link in links:
            text = text_of(await client.read_resource(link.uri))
            assert desk.library.section(link.name).text in text
            assert f"[{link.name}]({link.uri})" in text_of(advice)


async def test_templates_say_how_a_playbook_and_a_section_are_named(desk: Desk) -> None:
    async with client_of(desk) as client:
        templates = (await client.list_resource_templates()).resource_templates
    assert [one.uri_template for one in templates] == ["playbook://{playbook}", "playbook://{playbook}{#section}"]


@pytest.mark.parametrize("uri", ["playbook://co-sell#steps", "playbook://co-sell/steps", "playbook://co-sell%23steps"])
async def test_a_section_is_found_however_a_client_writes_its_fragment(desk: Desk, uri: str) -> None:
    async with client_of(desk) as client:
        assert desk.library.section("co-sell#steps").text in text_of(await client.read_resource(uri))


@pytest.mark.parametrize(
    ("uri", "sentence"),
    [
        pytest.param("playbook://co-sell#stepz", "co-sell#steps", id="a section that is none"),
        pytest.param("playbook://", "playbooks are opened as", id="no name"),
        pytest.param("file:///etc/passwd", "playbooks are opened as", id="another scheme"),
        pytest.param("playbook://../../etc/passwd", "no section is cited like that", id="a way out"),
    ],
)
async def test_what_is_no_playbook_is_refused_in_a_sentence(desk: Desk, uri: str, sentence: str) -> None:
    async with client_of(desk) as client:
        with pytest.raises(MCPError, match=sentence):
            await client.read_resource(uri)


async def test_a_partners_own_people_are_shown_no_playbook_of_ours(desk: Desk) -> None:
    async with client_of(desk, Person(id="pat", sees="partner", partner_id="P-001")) as client:
        assert (await client.list_resources()).resources == []
        with pytest.raises(MCPError, match="no section is cited like that"):
            await client.read_resource("playbook://conflict-management")


async def test_every_document_is_a_prompt_with_its_tools_arguments(desk: Desk) -> None:
    async with client_of(desk) as client:
        prompts = {prompt.name: prompt for prompt in (await client.list_prompts()).prompts}
    assert list(prompts) == list(TITLES)
    arguments = {one.name: one.required for one in prompts["campaign_brief"].arguments or []}
    assert arguments == {"partner": True, "cost": True, "activity": True, "activity_on": True}


@pytest.mark.parametrize("name", TITLES)
async def test_a_prompt_is_rendered_with_its_document_and_receipt(desk: Desk, name: str) -> None:
    async with client_of(desk) as client:
        prompt = await client.get_prompt(name, CALLS[name])
    (message,) = prompt.messages
    assert message.content.type == "text"
    assert f"# {TITLES[name]}" in message.content.text
    assert desk.call(name, CALLS[name]).receipt.id in message.content.text


@pytest.mark.parametrize(
    ("name", "arguments", "sentence"),
    [
        pytest.param("onboarding_plan", {}, 'partner cannot be "missing"', id="no partner"),
        pytest.param("onboarding_plan", {"partner": "Zzyzx"}, "Zzyzx", id="an unknown partner"),
        pytest.param("tier_status", {}, "There is no prompt 'tier_status'", id="a tool that makes no document"),
    ],
)
async def test_a_prompt_that_cannot_be_made_says_why(
    desk: Desk, name: str, arguments: dict[str, str], sentence: str
) -> None:
    async with client_of(desk) as client:
        with pytest.raises(MCPError, match=sentence):
            await client.get_prompt(name, arguments)
