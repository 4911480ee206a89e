"""What the words beside a figure say it is: earned or paid, needed or had, revenue or rebate.

A role is what a partner manager would call the figure; several words stand for each.
"""

import re
from functools import lru_cache

from assistant.reading.words import listed

_ROLES = """
    needed: need needs needed require requires required requirement requirements threshold minimum must
    actual: has had have holds reached reaches stands achieved currently counts actual
    missing: missing lack lacks lacked lacking short shortfall away gap shy
    target: target targets goal goals quota
    attainment: attainment attained
    earned: earn earns earned earning earnings
    paid: paid
    due: due owed payable payout payouts
    claimable: claimable claim_window unclaimed
    settled: settled
    allocated: allocated allocation
    utilised: utilised utilized spent
    remaining: left remaining remains available unspent
    entitled: entitled entitlement
    revenue: revenue revenues sales won
    pipeline: pipeline
    rebate: rebate rebates accrued
    bonus: bonus bonuses spiff spiffs
    users: user users
    certified: certified certification certifications certificates certs
    staff: staff
    logos: logo logos
    strategic: strategic
    deals: deals
    open: open
    retention: retention
    coverage: coverage
    growth: growth grew grown grow
    share: share
    prize: prize prizes
    cost: cost costs
    vendor: vendor vendor's
    marginal: marginal
    whole: whole
    before: before fromfirst
    after: after tosecond
    floor: floor fromfirst
    base: base ofrate
    jump: jump jumps
    refund: refund refunds refunded
    average: average avg
    onboarded: onboarded joined
    exited: exited left_program
    active: active
    winrate: winrate
    direct: direct
    atrisk: atrisk
    offtarget: offtarget
    ontarget: ontarget
    training: training trained
    assisted: assisted
    sourced: sourced
    expire: expire expires expiring expired
    review: review reviews
    since: since
    submitted: submitted
    approved: approved
    rejected: rejected
    overdue: overdue passed late
    coming: coming upcoming
    engagement: engagement portal
    mdf: mdf marketing
    roi: roi return
    cap: cap capped
    rate: rate
    weighted: weighted
    idle: idle
"""
ROLE = {
    word: role
    for line in _ROLES.strip().splitlines()
    for role, words in [line.strip().split(": ")]
    for word in words.split()
}
_JOINED = (
    (re.compile(r"\bon[ -]target\b"), "ontarget"),
    (re.compile(r"\boff[ -]target\b"), "offtarget"),
    (re.compile(r"\bat[ -]risk\b"), "atrisk"),
    (re.compile(r"\bwin rate\b"), "winrate"),
    (re.compile(r"\bof (?:its |their |the |annual )*target\b"), "attainment"),
    (re.compile(r"\b(?:below|under|short of|behind) (?:its |their |the )*target\b"), "missing"),
    (re.compile(r"\bclaim until\b|\bcan (?:still )?be claimed\b"), "claimed claimable"),
    (re.compile(r"\bhas left\b"), "remaining"),
    (re.compile(r"\bleft\b"), "left exited"),
    (re.compile(r"\b(?:pays?|covers?) the (?:remaining|rest)\b"), "pays"),
    (re.compile(r"\bw[io]ns?\s+of (?:their |its )*deals\b"), "winrate"),
    (re.compile(r"\bleaves\b"), "remaining after"),
    (re.compile(r"\bwe (?:would |will )?pay\b|\bours?\b"), "vendor pay"),
    (re.compile(r"\bwith cents\b|\brate with bp\b"), "after"),
    (re.compile(r"\bfrom (?:cents|users)\b"), "floor"),
)
_DULL = frozenset(
    listed("""
    a about after all also an and are as at be been before both but by can did do does during each every for from get
    gets has have if in into is it its just more most much no not now of on one only or other our out over per so some
    still than that the their them then there these they this those to under until up us was we were what when where
    versus vs which while who will with would you your cents bp name id kind value
    """)
)


CONTRAST = frozenset({"needed", "actual", "missing"})
"""What is had, what is needed and what lacks: of a figure that is none of them, these words say nothing."""


THINGS = frozenset(
    listed("""
    revenue pipeline rebate bonus users certified staff logos strategic retention coverage growth prize cost vendor
    average winrate training mdf roi
    """)
)
"""What a figure can be of; a key that names one is not of what stands around it."""


def keyed(key: str, labels: str, around: str) -> frozenset[str]:
    """The roles of a key of a result: its own, its labels', and the things around it where neither names one."""
    own = roles(bag(key)) | roles(bag(labels))
    return own if own & THINGS else own | (roles(bag(around)) & THINGS)


def roles(words: frozenset[str]) -> frozenset[str]:
    """The roles that words stand for."""
    return frozenset(ROLE[word] for word in words if word in ROLE)


@lru_cache(maxsize=20_000)
def bag(text: str) -> frozenset[str]:
    """The words of a text in small letters, those that belong together as one."""
    text = text.lower().replace("_", " ")
    for pattern, word in _JOINED:
        text = pattern.sub(word, text)
    return frozenset(re.findall(r"[a-z][a-z']+", text))


@lru_cache(maxsize=20_000)
def stems(text: str) -> frozenset[str]:
    """What the words of a text have in common with their other forms: "certified", "certification" are "certif"."""
    return frozenset(stem(word) for word in bag(text) if word not in _DULL)


def stem(word: str) -> str:
    """A word without its ending, up to six letters."""
    if word == "paid":
        return "pay"
    for ending in ("ments", "ment", "ations", "ation", "ings", "ing", "ies", "ied", "ed", "es", "s", "y", "e"):
        if word.endswith(ending) and len(word) - len(ending) >= 3:
            return word[: -len(ending)][:6]
    return word[:6]


DATED = frozenset(
    map(
        stem,
        listed("""
        since held review closes closed closing paid claimed claim submitted approved rejected payout payable starts
        started ends joined exited expires expired evaluated updated due report
        """),
    )
)
"""The words that tell one day from another."""

FALLS = frozenset(map(stem, listed("pay rebate report decide review claim")))
"""The words of what falls due: which of them a row is about."""

LIMIT = re.compile(r"\b(?:since|until|by|as of|before|after|from|source:?)\b[^.;]{0,16}$", re.IGNORECASE)
DAY_OF = {
    stem(one): frozenset(map(stem, (one, *others)))
    for one, *others in (
        ("claim", "claimed", "claimable", "submit"),
        ("report", "proof"),
        ("review", "reviewed"),
        ("payout", "paid", "pay", "payable", "due", "settled"),
        ("expires", "expired", "valid"),
    )
}
"""The words without which a day is not said to be one of a claim, a report, a review, a payout or an expiry."""

BEGINS = re.compile(r"\b(?:runs|lasts|goes|is) from\s$", re.IGNORECASE)
AGAINST = re.compile(r"\b(?:against|versus|vs\.?|compared (?:to|with)|than)\s$", re.IGNORECASE)
"""What stands before a period that something is only compared with."""
PART_OF = re.compile(r"\w of (?:the|its|their|our) $", re.IGNORECASE)
STAGES = frozenset(listed("paid rejected approved submitted ontarget atrisk offtarget certified"))
"""What a part is said to be, is not said of its whole: four of the five claims are paid."""
MORE = re.compile(r"\b(?:another|further|additional|extra)\s$", re.IGNORECASE)
"""What comes on top is seldom called by its own name."""

GIVEN = re.compile(
    r"\b(?:earn(?:s|ed)?|made|makes|receive[sd]?|got|gets|was paid|were paid)\s+"
    r"(?:(?:about|roughly|around|some|over|nearly|almost|exactly|a total of|USD|EUR)\s+)*$",
    re.IGNORECASE,
)
"""What stands before an amount that somebody came by."""
