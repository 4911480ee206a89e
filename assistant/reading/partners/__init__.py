"""From words to partners: `Roster.match` reads a name given alone, `find` and `find_all` look inside a sentence."""

from assistant.reading.partners.finding import FoundPartner
from assistant.reading.partners.roster import Roster

__all__ = ["FoundPartner", "Roster"]
