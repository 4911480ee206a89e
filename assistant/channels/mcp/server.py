"""The MCP server over one desk, for stdio and for HTTP.

Built on the SDK's handler-level `Server`: `MCPServer` would derive schemas from functions, put its own words
before a refusal, and take over the root logger.
"""

from collections.abc import Callable
from typing import Any

from mcp.server import Server, ServerRequestContext
from mcp_types import (
    CallToolRequestParams,
    CallToolResult,
    GetPromptRequestParams,
    GetPromptResult,
    ListPromptsResult,
    ListResourcesResult,
    ListResourceTemplatesResult,
    ListToolsResult,
    PaginatedRequestParams,
    ReadResourceRequestParams,
    ReadResourceResult,
)

from assistant.access import Person
from assistant.asking import Desk
from assistant.channels.mcp import playbooks, prompts, tools

INSTRUCTIONS = (
    "Figures about channel partners come from these tools alone: call one for every figure and repeat it as it stands, "
    "with its receipt. Give partners, periods and money the way people write them. `ask` takes a plain question where "
    "no tool fits. A refusal says what to change. Playbooks are resources; documents are prompts."
)

Asked = ServerRequestContext[Any]
Page = PaginatedRequestParams | None


def create_server(desk: Desk, who: Callable[[], Person]) -> Server[Any]:
    """The server. `who` says, within a request, whose request it is, or raises NoAccess."""

    async def list_tools(_asked: Asked, _page: Page) -> ListToolsResult:
        return ListToolsResult(tools=tools.listed())

    async def call_tool(_asked: Asked, call: CallToolRequestParams) -> CallToolResult:
        return await tools.called(desk, call.name, call.arguments or {}, who)

    async def list_resources(_asked: Asked, _page: Page) -> ListResourcesResult:
        return ListResourcesResult(resources=await playbooks.listed(desk, who))

    async def list_templates(_asked: Asked, _page: Page) -> ListResourceTemplatesResult:
        return ListResourceTemplatesResult(resource_templates=playbooks.TEMPLATES)

    async def read_resource(_asked: Asked, wanted: ReadResourceRequestParams) -> ReadResourceResult:
        return await playbooks.opened(desk, str(wanted.uri), who)

    async def list_prompts(_asked: Asked, _page: Page) -> ListPromptsResult:
        return ListPromptsResult(prompts=prompts.listed())

    async def get_prompt(_asked: Asked, wanted: GetPromptRequestParams) -> GetPromptResult:
        return await prompts.rendered(desk, wanted.name, wanted.arguments or {}, who)

    return Server(
        "channel-sales",
        version="1",
        title="Channel sales assistant",
        instructions=INSTRUCTIONS,
        on_list_tools=list_tools,
        on_call_tool=call_tool,
        on_list_resources=list_resources,
        on_list_resource_templates=list_templates,
        on_read_resource=read_resource,
        on_list_prompts=list_prompts,
        on_get_prompt=get_prompt,
    )
