"""What counts in a partner's name, and which words are never enough to be one."""

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from assistant.reading.words import Span, listed, normalise

LEGAL = frozenset(
    listed("""
    ab ag aps as asa bv co company corp corporation gmbh inc incorporated kft kg kgaa kk limited llc llp lp ltd nv ohg
    oy oyj plc pte pty pvt sa sarl sas se sl spa srl sro ug zrt
    """)
)
"""Legal forms: a name is the same partner's with and without one."""

_WORD = re.compile(r"(?:[^\W\d_]\.){2,}|[^\W_]+(?:['.&][^\W_]+)*'?")
_POSSESSIVE = re.compile(r"'s$|'$")

COMMON = frozenset(
    listed("""
    a about above account accounts achieve achieved across active activity add added advance advanced after again
    against agreement all allocated almost also always am amount amounts an and annual annually another any anyone
    anything approval approve approved apr april are area around as ask at attain attainment aug august average
    award awards away back balance band bands base based basic be became because become been before behind being
    below benefit benefits best better between big biggest black blue board bonus bonuses book both bottom bright
    bring brings brown budget business but buy by cadence calculate call campaign can cannot case cash
    certification certifications certified chance change changes channel check claim claimed claims clear close
    closed closer closes closing co coming commission commissions committed community companies company compare
    compared complete completed completion contract core cost costs could count country cover coverage cross
    current customer customers daily dashboard data date day days deadline deadlines deal deals dec december
    declined deduct deep define demote demoted demotion detail details did difference digital direct distribution
    distributor distributors do does doing dollar dollars done down drop dropped due during each earlier early
    earn earned earning earnings earns east eligible email enablement end ended ending ends engagement enough
    enterprise entitled entitlement equal estimate evaluate event events ever every everyone everything exactly
    example exit exited expect expected expire expires explain far fast feb february few figure figures finance
    find first fiscal five follow for forecast four fourth friday from full fund funded funding funds further gap
    gave general get gets getting give given gives go goal goals goes going gold good got great green group grow
    growing growth had half happen happened happens has have having he health healthy hello help her here hi high
    higher highest him his hit hits hold holding holds hour hours how i if important improve in incentive
    incentives include included increase industry into invoice is it its jan january join joined jul july jun june
    just keep kind know largest last late later lead leads least leave left less let level like line list little
    logo logos long look lose losing lost lot low lower lowest made mail main make makes making manager managers
    many mar march margin market marketing match matched maximum may mdf me mean means meet meeting meets member
    met method might million mind minimum minus miss missed missing model monday money month monthly months more
    most move moved much multi must my name named near need needed needs net never new newest next nine no none
    north not note nov november now number numbers oct october of off offer office often old on once one ones
    online only open opened opening opens opportunities opportunity or orange order other our out over overall
    overview own paid part partner partners partnership past path pay payable paying payment payments payout
    payouts pays people per percent performance performing period person pink pipeline plan plans platinum please
    plus point points policy portal position possible potential pre preview price prime prior product products
    professional profit program programme programs progress promote promoted promotion proposal public put qbr
    qualified qualifies qualify quarter quarterly quarters question quick quota range rank ranked ranking rate
    rates reach reached reaches reaching ready real reason rebate rebates received recent record records red
    reduce reference refund refunds region registered registration registrations reimburse related remain
    remaining remains renew renewal report reports request requested requests require required requirement
    requirements reseller resellers rest result results retention return returns revenue reverse review reviews
    right rise risk roi role rule rules sale sales same saturday save say says second section see sell selling
    send sep sept september service session set settle settled settlement seven share she short should show
    showing shows sign signed silver similar simple simulate since single six size sky small smart so soft sold
    some someone something soon sort source sourced south special spend spent spiff spiffs staff standard start
    started starting starts state statement statements status stay still stop strategic strategy strong sunday
    super support sure take taken takes taking talk target targets team teams technical tell ten term terms test
    than thank thanks that the their them then there these they thing things think third this those three through
    thursday tier tiers tight time times to today together told tomorrow top total toward towards track tracking
    trade train trained training trend true tuesday turn two type under unit until up upcoming update upgrade
    upsell us use used user users using usual utilised utilized valid value values very view volume wait want
    wants was we webinar webinars wednesday week weekly weeks well went were west what whats when where whether
    which while white who whole whom whose why will win wins with within without won work working works world
    worse worst worth would write wrong year yearly years yes yesterday yet you your zero
    """)
)
"""Words that a question uses of itself: no name is found in a sentence by these alone."""


GENERIC = frozenset(
    listed("""
    associates cloud consulting enterprises global group holding holdings industries international it labs
    logistics network networks security services software solution solutions system systems tech technologies
    technology telecom traders trading ventures
    """)
)
"""Words that many companies carry in their names: none is enough alone."""

BEFORE = frozenset(
    listed("""
    about and by can compare could dashboard deal did do does earns estimate explain for from had has have how if
    is mdf of or partner path rebate should show statement status tell than tier to versus vs was will with would
    """)
)
"""Words that a name often follows."""

OWNED = frozenset(
    listed("""
    account awards balance bonuses claims dashboard deal deals earnings incentives mdf numbers opportunity partner
    path payout performance pipeline rebate rebates renewal results revenue review spiff spiffs statement status
    target team tier
    """)
)
"""Words for what a partner has: "the Contoso deal", "list contoso deals"."""


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


def all_words(name: str) -> tuple[str, ...]:
    """Every word of a name but "and"."""
    words = tuple(filter(None, map(bare, _WORD.findall(normalise(name)))))
    return tuple(word for word in words if word != "and") or words


def name_words(words: tuple[str, ...]) -> tuple[str, ...]:
    """The words of a name that tell it apart: no leading article, no legal form at the end."""
    while len(words) > 1 and words[-1] in LEGAL:
        words = words[:-1]
    return words[1:] if len(words) > 1 and words[0] == "the" else words


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
