"""What counts in a partner's name, and which words are never enough to be one."""

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from assistant.reading.words import Span, normalise

_LEGAL = frozenset(
    "inc incorporated llc llp lp ltd limited plc corp corporation co company gmbh ag kg kgaa ohg ug se sa sas sarl srl"
    " spa bv nv oy oyj ab as asa aps pty pte pvt sl sro zrt kft kk".split()
)
_WORD = re.compile(r"(?:[^\W\d_]\.){2,}|[^\W_]+(?:'[^\W_]+)*'?")
_POSSESSIVE = re.compile(r"'s$|'$")

COMMON = frozenset(
    """
    a about above account accounts achieve achieved across active activity add added advance advanced after again against
    agreement all allocated almost also always am amount amounts an and annual annually another any anyone anything approval
    approve approved april apr are area around as ask at attain attainment august aug average award awards away back balance
    band bands base based basic be became because become been before behind being below benefit benefits best better between
    big biggest board bonus bonuses book both bottom bring brings budget business but buy by cadence calculate call campaign can
    cannot case cash certification certifications certified chance change changes channel check claim claimed claims close
    closed closer closes closing co coming commission commissions committed community companies company compare compared
    complete completed completion contract cost costs could count country cover coverage cross current customer customers
    daily dashboard data date day days deadline deadlines deal deals december dec declined deduct define demote demoted
    demotion detail details did difference digital direct do does doing dollar dollars done down drop dropped due during each
    earlier early earn earned earning earnings earns east eligible email enablement end ended ending ends engagement enough
    enterprise entitled entitlement equal estimate evaluate event events ever every everyone everything exactly example exit
    exited expect expected expire expires explain far fast february feb few figure figures finance find first fiscal five
    follow for forecast four fourth friday from full fund funded funding funds further gap gave general get gets getting give
    given gives go goal goals goes going gold good got great green group grow growing growth had half happen happened happens
    has have having he health healthy hello help her here hi high higher highest him his hit hits hold holds holding hour hours
    how i if important improve in incentive incentives include included increase industry into invoice is it its january jan
    join joined july jul june jun just keep kind know largest last late later lead leads least leave left less let level like
    line list little logo logos long look lose losing lost lot low lower lowest made mail main make makes making manager
    managers many march mar margin market marketing match matched may maximum me mdf mean means meet meets meeting member met
    method might million mind minimum minus miss missed missing model monday money month monthly months more most move moved
    much multi must my name named near need needed needs net never new newest next nine no none north not note november nov
    now number numbers october oct of off offer office often old on once one ones online only open opened opening opens
    opportunities opportunity or order other our out over overall overview own paid part partner partners partnership past
    path pay payable paying payment payments payout payouts pays people per percent performance performing period person
    pipeline plan plans platinum please plus point points policy portal position possible potential pre preview price prior
    product products professional profit program programme programs progress promote promoted promotion proposal public put
    qbr qualified qualifies qualify quarter quarterly quarters question quick quota range rank ranked ranking rate rates reach
    reached reaches reaching ready real reason rebate rebates received recent record records red reduce reference refund
    refunds region registered registration registrations reimburse related remain remaining remains renew renewal report
    reports request requested requests require required requirement requirements rest result results retention return returns
    revenue reverse review reviews right risk rise roi role rule rules sale sales same saturday save say says second section
    see sell selling send september sep sept service session set settle settled settlement seven share she short
    should show showing shows sign signed silver similar simple simulate since single six size small so soft sold
      some someone something soon sort source sourced south special spend spent spiff spiffs staff standard
    start started starting starts state statement statements status stay still stop strategic strategy strong sunday super
    support sure take taken takes taking talk target targets team teams technical  
    tell ten term terms test than thank thanks that the their them then there these they thing things think third this those
    three through thursday tier tiers tight time times to today together told tomorrow top total toward towards track tracking
    trade train trained training trend true tuesday turn two type under unit until up upcoming update upgrade upsell us use
    used user users using usual utilised utilized valid value values very view volume wait want wants was we webinar webinars
    wednesday week weekly weeks well went were west what whats when where whether which while white who whole whom whose why
    will win wins with within without won work working works world worse worst worth would write wrong year yearly years yes
    yesterday yet you your zero
    """.split()
)
"""Words that a question uses of itself: no name is found in a sentence by these alone."""


GENERIC = frozenset(
    """associates cloud consulting corp digital distribution distributors enterprises global group holding holdings industries
    international it labs logistics network networks resellers security services software solution solutions system systems
    tech technologies technology telecom traders trading ventures""".split()
)
"""Words that many companies carry in their names: none is enough alone."""

ARTICLES = frozenset(
    "the a an this that these those any each every which our my your their no some what another".split()
)
"""Before one ordinary word these say that it is no name: "reached the summit"."""

CUES = frozenset(
    """about and at by can compare could dashboard deal did do does estimate for from had has have health how if in is it
    mdf of or partner rebate should statement than tier to vs versus was will with would path show status explain""".split()
)
"""Words that a name often follows."""


@dataclass(frozen=True, slots=True)
class Token(Span):
    """A word of a sentence; `plain` is the form that names are compared in, `owned` a possessive."""

    plain: str
    owned: bool

    @property
    def capital(self) -> bool:
        """Whether it is written as a name is: "Acme", not "acme" and not "MDF"."""
        return self.text[0].isupper() and not (self.text.isupper() and len(self.text) > 1)


def tokens(text: str) -> list[Token]:
    """The words of a normalised text, with their positions; what compares as nothing is left out."""
    found = (Token(m.start(), m.end(), m[0], bare(m[0]), bool(_POSSESSIVE.search(m[0]))) for m in _WORD.finditer(text))
    return [token for token in found if token.plain]


def name_words(name: str) -> tuple[str, ...]:
    """The words of a name that tell it apart: no leading article, no "and", no legal form at the end."""
    words = all_words(name)
    while len(words) > 1 and words[-1] in _LEGAL:
        words.pop()
    return tuple(words[1:] if len(words) > 1 and words[0] == "the" else words)


def all_words(name: str) -> list[str]:
    """Every word of a name but "and"."""
    words = [token.plain for token in tokens(normalise(name))]
    return [word for word in words if word != "and"] or words


def enough(words: Iterable[str]) -> bool:
    """Whether words hold one that can only be part of a name."""
    return any(word not in COMMON and word not in GENERIC and not word.isdigit() and len(word) > 1 for word in words)


@lru_cache(maxsize=65536)
def bare(word: str) -> str:
    """A word without case, accents, possessive and punctuation: "O'Brien's" is "obrien"."""
    word = _POSSESSIVE.sub("", word)
    if not word.isascii():
        word = "".join(c for c in unicodedata.normalize("NFKD", word) if not unicodedata.combining(c))
    return "".join(c for c in word.casefold() if c.isalnum())
