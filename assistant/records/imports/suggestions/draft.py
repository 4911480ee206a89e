"""Writes one file's suggested block: sources, formats, words, and remarks on what a person must decide."""

from collections import Counter, defaultdict
from collections.abc import Sequence

from assistant.records.imports.cells.days import shown_days
from assistant.records.imports.cells.money import MIXED, amount_style
from assistant.records.imports.cells.plain import percent_style
from assistant.records.imports.cells.slots import IMPORT_DAY, plain_token, vocabulary
from assistant.records.imports.fields import FIELDS, Field, id_of
from assistant.records.imports.layout import OWNERS
from assistant.records.imports.mapping import CURRENCY, FileMapping, Source
from assistant.records.imports.suggestions.headers import Columns, alike, matches

_UNNAMED = "not named"
_MOST_WORDS = 40
_CURRENCY_HEADERS = ("currency", "amountcurrency", "opportunitycurrency", "dealcurrency", "currencycode", "währung")


class Draft:
    """One file on its way to a suggestion."""

    def __init__(self, table: str, headers: Sequence[str], cells: Columns, currency: str) -> None:
        self.table, self.headers, self.cells, self.currency = table, headers, cells, currency
        self.remarks: list[str] = []
        self._fields = FIELDS[table]
        self._places = {match.column: [match.place] for match in matches(table, headers, cells)}
        if table == "deals":
            self._share_account()
            self._second_amount()

    def blocks(self, file: str) -> tuple[FileMapping, ...]:
        """The file's own block, and a second one when a list of partners also says their tiers."""
        columns = {name: self._source(self._fields[name], self._places[name]) for name in self._ordered()}
        columns |= self._currency_column()
        constants = self._constants()
        tiers = self._tiers() if self.table == "partners" else {}
        used = {header for source in (*columns.values(), *tiers.values()) for header in source.headers}
        ignored = tuple(header for header in self.headers if header not in used)
        if ignored:
            self.remarks.append(f"not used: {', '.join(ignored)}.")
        self._remark_on_missing(set(columns) | set(constants))
        ignore = ("*",) if tiers else ignored
        own = FileMapping(match=file, table=self.table, columns=columns, constants=constants, ignore=ignore)
        second = FileMapping(match=file, table="tier_history", columns=tiers, ignore="*") if tiers else None
        return (own, second) if second else (own,)

    def _tiers(self) -> dict[str, Source]:
        places = {
            name: alike("tier_history", name, self.headers, self.cells)[:1] for name in ("tier", "since", "until")
        }
        named = self._places.get("partner_id") or self._places.get("name")
        if not places["tier"] or not named or self.headers[places["tier"][0]].casefold() == "status":
            return {}
        if not places["since"] or places["since"] == self._places.get("joined_on"):
            self.remarks.append("tiers are not imported: no header says since when each is held.")
            return {}
        fields = FIELDS["tier_history"]
        return {name: self._source(fields[name], at) for name, at in {"partner_id": named, **places}.items() if at}

    def products(self) -> dict[str, str]:
        """Product names that differ in case, spaces or punctuation only, and the commonest spelling of each."""
        spelt: dict[str, Counter[str]] = defaultdict(Counter)
        for place in self._places.get("product", ()):
            for text in self.cells[place]:
                if text:
                    spelt[plain_token(text)][" ".join(text.split())] += 1
        merged: dict[str, str] = {}
        for spellings in spelt.values():
            best = max(spellings, key=lambda name: (spellings[name], name.count(" "), name))
            merged |= {name: best for name in spellings if name != best}
        if merged:
            self.remarks.append(f"products merged: {', '.join(f'{a} into {b}' for a, b in merged.items())}.")
        return merged

    def _ordered(self) -> list[str]:
        return [name for name in self._fields if name in self._places]

    def _share_account(self) -> None:
        """Where one header names the account alone, it is taken for the partner as well as the customer."""
        customer = self._places.get("customer")
        if customer and "partner_id" not in self._places:
            self._places["partner_id"] = customer
            header = self.headers[customer[0]]
            self.remarks.append(
                f'no header names the partner: "{header}" is taken for both the partner and the customer. '
                "Remove partner_id and write `blank partner: direct` if these are your own deals."
            )
        partner = self._places.get("partner_id", [])
        blanks = sum(1 for place in partner for text in self.cells[place] if not text)
        if blanks:
            remedy = "write `blank partner: direct` if such deals are your own."
            self.remarks.append(f"rows without a partner are refused ({blanks} of the first): {remedy}")

    def _second_amount(self) -> None:
        """An estimate stands in where the actual amount is blank."""
        amount = self._places.get("amount_cents", [])
        others = [
            place
            for place in alike("deals", "amount_cents", self.headers, self.cells)
            if self.headers[place].casefold().startswith("est") and place not in amount
        ]
        if amount and others:
            self._places["amount_cents"] = [*amount, *others[:1]]
            self.remarks.append(f'where "{self.headers[amount[0]]}" is blank, "{self.headers[others[0]]}" counts.')

    def _source(self, field: Field, places: Sequence[int]) -> Source:
        texts = [text for place in places for text in self.cells[place] if text]
        return Source(
            headers=tuple(self.headers[place] for place in places),
            values=self._values(field, texts),
            default=self._default(field, places),
            format=self._format(field, texts),
        )

    def _default(self, field: Field, places: Sequence[int]) -> str | None:
        blanks = any(not any(row) for row in zip(*(self.cells[place] for place in places), strict=True))
        if not blanks or self.table != "deals":
            return None
        if field.name == "customer":
            return _UNNAMED
        if field.name == "opened_on":
            self.remarks.append("a deal without an opening date is opened on the day of its first import.")
            return IMPORT_DAY
        return None

    def _format(self, field: Field, texts: Sequence[str]) -> tuple[str, ...]:
        found: str | None = None
        if field.kind in ("day", "month"):
            style = shown_days(dict.fromkeys(texts), month=field.kind == "month")
            if style.doubt:
                self.remarks.append(f"{field.name}: days such as {texts[0]} need a format: m/d/yyyy or d/m/yyyy.")
            found = style.formats[0] if len(style.formats) == 1 else None
        elif field.kind == "cents":
            found = amount_style(dict.fromkeys(texts), self.currency)
        elif field.kind == "bp":
            found = percent_style(dict.fromkeys(texts))
        return (found,) if found and found != MIXED else ()

    def _values(self, field: Field, texts: Sequence[str]) -> dict[str, str]:
        """Their words for an outcome, and ours; those that nobody knows are left for a person."""
        if (self.table, field.name) != ("deals", "outcome"):
            return {}
        known = vocabulary(field, None)
        words = list(dict.fromkeys(texts))[:_MOST_WORDS]
        unknown = [word for word in words if plain_token(word) not in known]
        if unknown:
            self.remarks.append(f"stages to be mapped to won, lost or open: {', '.join(unknown)}.")
        return {word: known[plain_token(word)] for word in words if plain_token(word) in known}

    def _currency_column(self) -> dict[str, Source]:
        if not any(field.kind == "cents" for field in self._fields.values()):
            return {}
        found = [header for header in self.headers if plain_token(header) in _CURRENCY_HEADERS]
        return {CURRENCY: Source(headers=(found[0],))} if found else {}

    def _constants(self) -> dict[str, str]:
        if self.table == "deals" and "role" not in self._places:
            self.remarks.append("no header says who brought a deal in: every deal with a partner counts as sourced.")
            return {"role": "sourced"}
        if self.table == "partners" and "joined_on" not in self._places:
            self.remarks.append("no header says when a partner joined: the day of its first import is taken.")
            return {"joined_on": IMPORT_DAY}
        return {}

    def _remark_on_missing(self, given: set[str]) -> None:
        own = id_of(self.table)
        owned = OWNERS.get(self.table) in given
        for name, field in self._fields.items():
            derived = name == own or (name == "partner_id" and owned)
            if field.required and name not in given and not derived:
                self.remarks.append(f"{name} is needed and no header fits it: add it under columns or constants.")
