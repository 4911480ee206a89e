"""Invented names. None is meant to be anyone's; each is handed out once."""

from collections.abc import Iterator
from itertools import product
from random import Random


def _words(text: str) -> list[str]:
    return text.split()


_COMPANY_STEMS = _words(
    "Alver Bram Corv Dunmar Elder Fenn Garrow Hask Ingle Jarrow Kestrel Lark Marl Neth Orrin Pell Quill Ravel "
    "Sorrel Tarn Ulver Vann Wex Yarrow Zephyr Briar Cald Drift Esker Fallow Grim Holm Isen Juno Kiln Loam"
)
_COMPANY_ENDS = _words("mere holt wick stead fell croft march dale haven ridge")
_COMPANY_TRADES = _words(
    "Networks Systems Digital Cloud Consulting Technologies Solutions Integration Security Software Telecom "
    "Works Labs Group Partners Services"
)

_CUSTOMER_STEMS = _words(
    "Ame Bel Cor Dal Ero Fir Gal Hel Ivo Jas Kel Lum Mor Nov Ost Pra Qua Ril Sul Tor Und Vel Wim Xan Yel Zor Bry Cly"
)
_CUSTOMER_ENDS = _words("dine vant tria lexo mont nora bria quin sett thon ward zeni rosa ture plex shan gard lune")
_CUSTOMER_TRADES = _words(
    "Foods Logistics Clinics Insurance Retail Energy Airways Schools Bank Mining Press Farms Hotels Pharma"
)

_GIVEN = _words(
    "Ada Bela Caro Dimo Edda Finn Gita Hugo Inka Jory Kaia Leif Mara Nilo Orla Pavo Quin Runa Silo Tova "
    "Ulla Vero Wilm Xara Yoko Zeno Arlo Bree Cato Dena Elio Faye Gus Hana Ivar Jude Kofi Lena Milo Nora"
)
_FAMILY_STEMS = _words(
    "Ald Brev Castr Dorm Elv Farr Gild Horv Isk Jand Karr Lind Morv Nast Orb Penr Quar Rost Selv Tolv"
)
_FAMILY_ENDS = _words("ane ick ell ott umn")


def company_names(rng: Random) -> Iterator[str]:
    """Partner names whose first word is no other partner's."""
    firsts = [stem + end for stem, end in product(_COMPANY_STEMS, _COMPANY_ENDS)]
    rng.shuffle(firsts)
    return iter([f"{first} {rng.choice(_COMPANY_TRADES)}" for first in firsts])


def customer_names(rng: Random) -> Iterator[str]:
    """Names of customers."""
    names = [f"{a}{b} {c}" for a, b, c in product(_CUSTOMER_STEMS, _CUSTOMER_ENDS, _CUSTOMER_TRADES)]
    rng.shuffle(names)
    return iter(names)


def person_names(rng: Random) -> Iterator[str]:
    """Names of people."""
    names = [f"{a} {b}{c}" for a, b, c in product(_GIVEN, _FAMILY_STEMS, _FAMILY_ENDS)]
    rng.shuffle(names)
    return iter(names)
