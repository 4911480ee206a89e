"""What cannot be read safely: other scripts, numbers in other languages, letters that look like digits."""

import re
import unicodedata
from collections.abc import Iterator

from assistant.grounding.evidence import Evidence
from assistant.grounding.faulting import Fault
from assistant.reading.words import listed

_WORD = re.compile(r"[^\W\d_]+")
_FOREIGN = frozenset(
    listed("""
    zwei drei vier f\u00fcnf fuenf sechs sieben acht neun elf halb h\u00e4lfte dutzend doppelt null
    deux trois quatre cinq sept huit neuf dix onze douze treize quatorze quinze vingt trente quarante cinquante soixante
    mille moiti\u00e9 demi douzaine milliard milliards milliarde milliarden millionen
    dos tres cuatro cinco siete ocho nueve diez doce trece catorce veinte treinta cuarenta cincuenta sesenta setenta
    ochenta noventa cien ciento cientos mitad docena mill\u00f3n millones
    tre quattro cinque sette otto nove dieci undici dodici trenta quaranta cinquanta sessanta settanta ottanta novanta
    cento mila met\u00e0 milioni miliardi miliardo dozzina
    dois tr\u00eas quatro sete oito dez doze vinte cinquenta metade milh\u00f5es
    twee drie vijf zes zeven negen tien twaalf twintig dertig honderd duizend helft miljoen miljard
    """)
) - {"null", "sept"}
_GERMAN = re.compile(
    r"hundert|tausend|zwanzig|drei(?:\u00df|ss)ig|vierzig|f(?:\u00fc|ue)nfzig|sechzig|siebzig|achtzig|neunzig|zehn$|zw(?:\u00f6|oe)lf"
)
_ROMAN = re.compile(
    r"(?<![\w-])(?=[IVXLCDM]{2})M{0,3}(?:CM|CD|D?C{0,3})(?:XC|XL|L?X{0,3})(?:IX|IV|V?I{0,3})(?![\w-])"
    r"|(?<=\b[Ll]evel )[IVX]\b|(?<=\b[Ss]tep )[IVX]\b|(?<=\b[Bb]and )[IVX]\b"
)
_SHORT = frozenset(listed("cd md dc cc ci cv mc di"))
"""Abbreviations that would be Roman numbers."""
_ONES = "two|three|four|five|six|seven|eight|nine|ten|twelve|twenty|hundred|thousand"
_LOOSE = re.compile(
    r"(?<!\w)(?:(?:tens|dozens|hundreds|thousands|millions|billions) of"
    r"|in the (?:tens|dozens|hundreds|thousands|millions|billions)"
    rf"|(?:several|a few|few|many|half a|[0-9]+|{_ONES}) (?:dozen|score|lakh|crore)s?"
    r"|a score of(?! [0-9])|an? (?:pair|trio|brace) of|eleventy|umpteen|zillions?|an? baker's dozen"
    rf"|(?:{_ONES})-?fold|an? (?:\w+ )?quarter million)(?!\w)",
    re.IGNORECASE,
)
_ALIKE = re.compile(
    r"(?<![\w-])(?:[lIOo]+[0-9][0-9lIOo,.]*|[0-9][0-9,.]*[lIOo][0-9lIOo,.]*|(?:[0-9]{4}-?)?W[0-9]{2})(?![\w-])"
)
_SPACED = re.compile(r"(?<!\w)(?:[A-Za-z] ){3,}[A-Za-z](?!\w)")
_CODE = re.compile(r"&(?:amp|#\w{1,8});|\\[ux]\{?[0-9a-fA-F]{2,6}")
_CURRENCIES = "AUD|CAD|NZD|SGD|HKD|INR|CNY|RMB|KRW|SEK|NOK|DKK|BRL|MXN|PLN|TRY|ILS|AED|RUB|ZAR|BTC|ETH"
_MONEY = re.compile(
    rf"(?<![\w$])(?:(?!US)[A-Z]{{1,2}}\$\s?[0-9]|(?:{_CURRENCIES})\s?[0-9])|[0-9]\s?(?:{_CURRENCIES})(?!\w)"
    r"|[0-9]\s(?:rupees?|rubles?|roubles?|pesos?|kron(?:a|or|er)|yuan|cents?|pence|dinars?|rand|zloty)(?!\w)"
    r"|[0-9]\s?(?:\u2030|\u2031|per ?mille?\b)|\$[0-9][0-9,.]*[kKMB]?\+"
)


def unread(text: str, evidence: Evidence) -> Iterator[Fault]:
    """A fault for each stretch of a plain text that cannot be read safely and stands in no result."""
    for match in _WORD.finditer(text):
        word = match[0].lower()
        if word in evidence.words:
            continue
        if not match[0].isascii() and any(_is_strange(c) for c in match[0]):
            yield Fault(match[0], f"{match[0]!r} has letters that are not Latin: write it in plain Latin letters.")
        elif word in _FOREIGN or _GERMAN.search(word):
            yield Fault(match[0], f"{match[0]!r} is a number in another language: write it in digits.")
    for at, char in enumerate(text):
        if not char.isascii() and (why := _odd(text, at, char)):
            yield Fault(text[max(0, at - 12) : at + 12], why)
    for pattern, why in _PATTERNS:
        for match in pattern.finditer(text):
            if match[0] and match[0].lower() not in evidence.words | _SHORT:
                yield Fault(match[0], f"{match[0]!r} {why}")


_PATTERNS = (
    (_ROMAN, "reads as a Roman number: write it in digits."),
    (_LOOSE, "is a number that no result has: say the figure of the results."),
    (_ALIKE, "mixes letters and digits: write a figure in digits and a day as a date."),
    (_SPACED, "is spelled letter by letter: write words as words."),
    (_CODE, "is an escaped character: write it as it is."),
    (_MONEY, "is in a unit that no result has: say the figure as the results have it."),
)


def _is_strange(char: str) -> bool:
    return char.isalpha() and not unicodedata.name(char, "").startswith(("LATIN", "MODIFIER LETTER"))


def _odd(text: str, at: int, char: str) -> str | None:
    category = unicodedata.category(char)
    if unicodedata.numeric(char, None) is not None:
        return f"{char} is a number in another script: write it in digits."
    if category in {"Mn", "Me"} and at and text[at - 1].isalnum():
        return "A sign is written over a letter or digit here: write it plainly."
    if category == "Sc" and char not in "$\u20ac\u00a3\u00a5\u20b9":
        return f"{char} is a currency that no result has."
    return None
