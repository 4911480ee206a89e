"""Chooses what a message asks for: tools with their arguments, or a reply of its own.

Commands choose by their word, sentences by their wording, follow-ups by what was asked before. What
cannot be placed is said, with the nearest things that can be done.
"""

import re
from dataclasses import replace

from assistant.reading import replies, wordings
from assistant.reading.asked import Asked, read
from assistant.reading.calls import ADVICE, CATALOGUE, advice_of, calls_of, followed
from assistant.reading.commands import PLANS, Typed, as_command, without_address
from assistant.reading.followups import Call, Leaning, Pending, Topic, leaning, resumed
from assistant.reading.guards import guarded
from assistant.reading.intents import BAR, beyond, scores, signs_of
from assistant.reading.naming import unknown_name
from assistant.reading.partners.finding import FoundPartner
from assistant.reading.questions.cutting import questions
from assistant.reading.questions.found import ABSORBS, Read
from assistant.reading.questions.together import Chosen, together
from assistant.reading.replies import Reply
from assistant.reading.rolls import is_roll
from assistant.reading.slots import Words
from tools.core.errors import ToolError, UnclearPartner, UnknownPartner

MOST_CALLS = 5
_WHO = re.compile(
    r"(?:\W|\b(?:who|what|how|is|are|s|about|tell|show|me|give|us|partner|and|for|of|everything|on|please|info|status|the|their|its|there)\b)*",
    re.IGNORECASE,
)
DOCUMENTS = frozenset(command.tool for command in PLANS)
_OVERRULES = 6
_PART = 4
_TITLE = 4
_MENTIONED = 4
_ASKS = re.compile(
    r"\?\s*$|^\W*(?:and |so |but )?(?:how|what|when|where|which|who|whose|why|should|can|could|do|does|is|are)\b",
    re.IGNORECASE,
)
_LONGEST_ANSWER = 6


def choose(text: str, words: Words, topic: Topic | None = None) -> list[Call] | Reply:
    """The tool calls that answer a message, or a reply.

    Raises:
        ToolError: the message names a partner, period or amount that cannot be used.
    """
    try:
        return _chosen(text, words, topic or Topic())
    except UnclearPartner as error:
        pending = Pending(text=text, name=error.name, choices=error.choices)
        return Reply("question", str(error), error.code, pending)


def topic_after(choice: list[Call] | Reply, topic: Topic | None) -> Topic:
    """What the conversation speaks of once a choice was made."""
    topic = topic or Topic()
    if isinstance(choice, Reply):
        return replace(topic, pending=choice.pending, partners=choice.partners or topic.partners)
    return topic.after(choice)


def _chosen(text: str, words: Words, topic: Topic) -> list[Call] | Reply:
    choice = _choice(text, words, topic)
    if isinstance(choice, Reply) and choice.pending and not choice.pending.text:
        return replace(choice, pending=replace(choice.pending, text=text))
    return choice


def _choice(text: str, words: Words, topic: Topic) -> list[Call] | Reply:
    sentence = without_address(text)
    if topic.pending and (whole := _resumed(sentence, topic.pending)):
        return whole if isinstance(whole, Reply) else _chosen(whole, words, replace(topic, pending=None))
    if topic.period:
        words = replace(words, standing=topic.period)
    if refusal := guarded(sentence, words):
        return refusal
    typed = as_command(text)
    if typed is not None:
        return _commanded(typed, words, topic)
    if wordings.remark("about_me").fullmatch(sentence):
        return Reply("help", replies.help_text())
    if wordings.remark("small_talk").fullmatch(sentence):
        return replies.greeting()
    lean = leaning(sentence, topic)
    found = _read(lean.text, words, lean)
    if beyond(found.signs, None) is None and (asked := questions(found.asked)):
        calls = together(asked, _one(found, words, lean), words, topic, _question)
        if calls:
            return _few(calls)
    return _sentence(found, words, lean)


def _question(text: str, words: Words, lean: Leaning) -> Chosen:
    return _one(_read(text, words, lean), words, lean)


def _one(found: Read, words: Words, lean: Leaning) -> Chosen:
    """One of several questions, as it would be answered by itself; a name that fits two partners is asked back."""
    choice: list[Call] | Reply
    try:
        choice = _sentence(found, words, lean)
    except UnclearPartner:
        raise
    except ToolError as error:
        choice = Reply("refusal", str(error), error.code)
    return Chosen(found, choice)


def _resumed(sentence: str, pending: Pending) -> str | Reply | None:
    """The question that a message completes, or None where it asks something of its own."""
    if wordings.remark("declined").fullmatch(sentence):
        return replies.dropped()
    whole = resumed(sentence, pending)
    if whole is None or pending.confirms:
        return whole
    own = scores(signs_of(sentence))
    asks = bool(own) and own[0].sure >= BAR
    return None if asks or len(sentence.split()) > _LONGEST_ANSWER else whole


def _commanded(typed: Typed, words: Words, topic: Topic) -> list[Call] | Reply:
    """What a command asks for; where the rest of it clearly asks for another tool, it is read as a sentence."""
    if typed.near:
        return replies.unknown_command(typed.near, typed.rest)
    if typed.plan:
        return replies.which_plan()
    if typed.command is None:
        return Reply("help", replies.help_text())
    lean = Leaning(typed.rest, topic=topic)
    found = _read(typed.rest, words, lean, strict=True, head=typed.word)
    if typed.command in PLANS:
        return _plan(typed.command.tool, found, words, lean)
    lead = _refined(typed.command.tool, found.asked, words)
    said = typed.sure or _only_lists(typed, found, words)
    if not said or (found.tool and found.sure(found.tool) >= max(_OVERRULES, found.sure(lead) + 1)):
        lean = Leaning(f"{typed.word} {typed.rest}", topic=topic)
        return _sentence(_read(lean.text, words, lean), words, lean)
    return _placed(found, words, lean, lead)


def _only_lists(typed: Typed, found: Read, words: Words) -> bool:
    """Whether a line that begins with a common word is a command all the same: it names a partner, or a list alone."""
    if found.tool not in {None, typed.command and typed.command.tool}:
        return False
    asked = found.asked
    return not asked.masked.strip(" |?.!") if asked.partners else is_roll(f"{typed.word} {asked.rest}", words)


def _plan(tool: str, found: Read, words: Words, lean: Leaning) -> list[Call] | Reply:
    """The document that a command names; what nothing explains is a name that nobody has, or one that a tool takes."""
    if found.error and "partner_id" in CATALOGUE[tool].arguments:
        raise found.error
    calls = calls_of(tool, found.asked, words, lean, found.signs)
    if found.unknown and not isinstance(calls, Reply) and "partner_type" in CATALOGUE[tool].arguments:
        return [replace(call, arguments={"partner_type": found.unknown.text, **call.arguments}) for call in calls]
    return calls


def _read(text: str, words: Words, lean: Leaning, *, strict: bool = False, head: str = "") -> Read:
    """A message with its partners, its signs and what they speak for."""
    asked, error = read(text, words), None
    unknown = unknown_name(asked, words, strict=strict)
    if unknown is not None:
        try:
            partner_id = words.roster().match(unknown.text)
        except UnknownPartner as wrong:
            error = wrong
        else:
            found = FoundPartner(0, 0, unknown.text, partner_id, words.roster().names[partner_id], "short")
            asked, unknown = asked.named(found), None
    given = asked.given(words)
    given |= {"partner"} if unknown or (lean.spoken and lean.topic.partners) else set()
    given |= {"known"} if asked.partners else set()
    given |= {"roll"} if unknown and is_roll(asked.rest.replace(unknown.text, "", 1), words) else set()
    given |= {"standing"} if lean.topic.partners else set()
    signs = signs_of(f"{head} {asked.signed(words)}".strip(), given)
    return Read(asked, signs, scores(signs), unknown, error)


def _sentence(found: Read, words: Words, lean: Leaning) -> list[Call] | Reply:
    own = "subject" in found.signs or (found.tool == ADVICE and found.sure(ADVICE) > _MENTIONED)
    leans = (lean.again and not own) or (lean.short and found.tool is None)
    if leans and not beyond(found.signs, None):
        if found.error:
            raise found.error
        if calls := followed(found.asked, words, lean):
            return _few(calls)
    return _placed(found, words, lean, found.tool)


def _placed(found: Read, words: Words, lean: Leaning, tool: str | None) -> list[Call] | Reply:
    if refused := beyond(found.signs, tool):
        return Reply("refusal", refused.says, refused.code)
    if tool == ADVICE or (tool is None and _names_the_trade(found)):
        return _advised(found, lean)
    if tool is None or tool not in CATALOGUE:
        return _unplaced(found)
    if found.unknown and _takes_names(tool):
        if not found.unknown.sure and found.signs.isdisjoint({"subject", "roll"}):
            return _unplaced(found)
        if refusal := _refused_name(found, tool, words):
            return refusal
    wanted = _several(found, words, tool)
    if len(wanted) == 1 and tool == found.tool and (other := found.as_sure(tool)):
        return replies.unclear([tool, other])
    calls: list[Call] = []
    for name, part in wanted:
        chosen = calls_of(_refined(name, part, words), part, words, lean, found.signs)
        if isinstance(chosen, Reply):
            return chosen
        calls += chosen
    return _few(calls)


def _names_the_trade(found: Read) -> bool:
    """Whether a message that no tool takes asks about channel work: then the playbooks are searched first."""
    text = found.asked.text
    asks = "advised" in found.signs or bool(_ASKS.search(text)) or len(text.split()) <= _TITLE
    return asks and not found.signs.isdisjoint({"channel_work", "advisable"})


def _advised(found: Read, lean: Leaning) -> list[Call]:
    named = found.unknown and found.unknown.sure and not found.asked.partners and "coaching" in found.signs
    unknown = found.unknown.text if found.unknown and named else None
    return advice_of(found.asked, lean, unknown)


def _refined(tool: str, asked: Asked, words: Words) -> str:
    """The tool that the arguments decide between: a cost asks for a match, a partner for its own health."""
    if tool == "mdf_balance" and "amount" in asked.given(words):
        return "mdf_match"
    return "partner_health" if tool == "dashboard" and asked.partners else tool


def _refused_name(found: Read, tool: str, words: Words) -> Reply | None:
    """A refusal of a name that nobody has; the rules are the same for all, so only a clear name matters there."""
    if found.error and "partner_id" in CATALOGUE[tool].arguments and CATALOGUE[tool].scope == "partner":
        raise found.error
    if found.unknown and (found.unknown.sure or CATALOGUE[tool].scope == "everyone"):
        return replies.unknown_name(found.unknown.text, words)
    return None


def _takes_names(tool: str) -> bool:
    """Whether a name that nobody has stands in the way: a scorecard is of somebody who is no partner yet."""
    return tool not in DOCUMENTS or "partner_id" in CATALOGUE[tool].arguments


def _several(found: Read, words: Words, tool: str) -> list[tuple[str, Asked]]:
    """The tools that the parts of a message ask for, each with its own words; the whole message where that is one."""
    if tool in DOCUMENTS:
        return [(tool, found.asked)]
    shared = found.signs & {"partner", "standing"}
    wanted: dict[str, Asked] = {}
    for part in found.asked.parts(words):
        signs = signs_of(part.signed(words), part.given(words) | shared)
        own = scores(signs)
        if own and own[0].sure >= _PART and own[0].tool in CATALOGUE and ("subject" in signs or "partner" not in signs):
            wanted.setdefault(own[0].tool, part.completed(found.asked, words))
    if tool not in wanted or all(other in ABSORBS.get(tool, {tool}) for other in wanted if other != tool):
        return [(tool, found.asked)]
    return list(wanted.items())


def _few(calls: list[Call]) -> list[Call] | Reply:
    return calls if len(calls) <= MOST_CALLS else replies.too_many(len(calls), MOST_CALLS)


def _unplaced(found: Read) -> Reply:
    if found.error and found.unknown and _WHO.fullmatch(found.asked.text.replace(found.unknown.text, "", 1)):
        raise found.error
    if found.asked.partners and not found.ranked and _WHO.fullmatch(found.asked.masked.replace("|", "")):
        partners = found.asked.partners
        return replies.nothing_asked([one.name for one in partners], [one.partner_id for one in partners])
    about = [one.partner_id for one in found.asked.partners]
    return replace(replies.unplaced([one.tool for one in found.ranked]), partners=tuple(about))
