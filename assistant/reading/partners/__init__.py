"""From words to partners: a name given alone (`match`), or somewhere in a sentence (`find`, `find_all`)."""

from assistant.reading.partners.finding import FoundPartner, find_partners
from assistant.reading.partners.roster import Roster as _Names


class Roster(_Names):
    """The partners that a person may see: `match` reads a name, `find` and `find_all` look inside a sentence."""

    def find(self, sentence: str) -> FoundPartner | None:
        """The first partner that a sentence names.

        Raises:
            UnclearPartner: a name in it fits several partners.
            UnknownPartner: it gives an id or a name that is nobody's.
        """
        found = self.find_all(sentence)
        return found[0] if found else None

    def find_all(self, sentence: str) -> list[FoundPartner]:
        """Every partner that a sentence names, in order, each once; raises as `find`."""
        return find_partners(sentence, self)


__all__ = ["FoundPartner", "Roster"]
