"""A chat model of our own: no key, no network, no chance. It chooses tools by wording and repeats their words.

It has the interface of any chat model, so the agent, the evals and the channels run the same with it as
with a hosted one.
"""

from collections.abc import Callable, Sequence
from typing import Any

from langchain_core.callbacks import CallbackManagerForLLMRun
from langchain_core.language_models.base import LanguageModelInput
from langchain_core.language_models.chat_models import BaseChatModel
from langchain_core.messages import AIMessage, BaseMessage, HumanMessage, ToolMessage
from langchain_core.outputs import ChatGeneration, ChatResult
from langchain_core.runnables import Runnable
from langchain_core.tools import BaseTool
from pydantic import ConfigDict

from assistant.reading.choosing import choose, topic_after
from assistant.reading.followups import Topic
from assistant.reading.replies import Reply
from assistant.reading.slots import Words
from tools.core.errors import ToolError


class Planner(BaseChatModel):
    """Plans from the last message; once its tools have answered, gives their words."""

    model_config = ConfigDict(arbitrary_types_allowed=True)

    words: Words
    topic: Topic | None = None

    @property
    def _llm_type(self) -> str:
        return "planner"

    def bind_tools(
        self,
        tools: Sequence[dict[str, Any] | type | Callable[..., Any] | BaseTool],
        *,
        tool_choice: str | None = None,
        **kwargs: Any,
    ) -> Runnable[LanguageModelInput, AIMessage]:
        """The planner knows the catalogue itself; what is bound changes nothing."""
        return self

    def _generate(
        self,
        messages: list[BaseMessage],
        stop: list[str] | None = None,
        run_manager: CallbackManagerForLLMRun | None = None,
        **kwargs: Any,
    ) -> ChatResult:
        asked = max(index for index, message in enumerate(messages) if isinstance(message, HumanMessage))
        answered = [message for message in messages[asked:] if isinstance(message, ToolMessage)]
        reply = _repeated(answered) if answered else self._planned(str(messages[asked].content))
        return ChatResult(generations=[ChatGeneration(message=reply)])

    def _planned(self, text: str) -> AIMessage:
        try:
            choice = choose(text, self.words, self.topic)
        except ToolError as error:
            return AIMessage(str(error), response_metadata={"kind": "refusal", "code": error.code})
        spoken = topic_after(choice, self.topic)
        if isinstance(choice, Reply):
            marks = {"kind": choice.kind, "code": choice.code, "topic": spoken}
            return AIMessage(choice.text, response_metadata=marks)
        calls = [
            {"name": call.tool, "args": call.arguments, "id": f"call-{number}", "type": "tool_call"}
            for number, call in enumerate(choice, 1)
        ]
        notes = tuple(dict.fromkeys(note for call in choice for note in call.notes))
        return AIMessage("", tool_calls=calls, response_metadata={"topic": spoken, "notes": notes})


def _repeated(answered: list[ToolMessage]) -> AIMessage:
    return AIMessage("\n\n".join(str(message.content) for message in answered))
