"""What can go wrong with a question, in words fit for a person and for a model.

    ToolError                 an answer, shown as it is
    +- AskAgain               other arguments would help
    |  +- UnknownPartner      no such partner, or none the person may see
    |  +- UnclearPartner      several partners fit the name
    |  +- BadPeriod           not a period, or an impossible date
    |  +- BadAmount           not an amount of the program's money, or out of bounds
    |  +- BadArgument         any other argument that does not fit
    +- CannotAnswer           no argument would help
       +- NoRuleInForce       the program has no value on that day
       +- NotInProgram        the program leaves a value open, or knows no such thing
       +- NoRecords           the records hold nothing to compute it from

Anything that is not a `ToolError` is a bug.
"""

from datetime import date


class ToolError(Exception):
    """The fact, the value, and the next step, in one sentence."""

    @property
    def code(self) -> str:
        """The error's name in JSON, such as "unknown_partner"."""
        return "".join("_" + c.lower() if c.isupper() else c for c in type(self).__name__).lstrip("_")


class AskAgain(ToolError):
    """The same tool would answer other arguments."""


class CannotAnswer(ToolError):
    """No other arguments would make this answerable; do not ask again."""


class UnknownPartner(AskAgain):
    """No partner by that name or id among those the person may see."""

    def __init__(self, name: str, nearest: tuple[str, ...] = ()) -> None:
        hint = f"Did you mean {' or '.join(nearest)}?" if nearest else "Check the name, or ask by record id."
        super().__init__(f"No partner {shown(name)} is in the records that you can see. {hint}")
        self.nearest = nearest


class UnclearPartner(AskAgain):
    """More than one partner fits; the answer is a question back."""

    def __init__(self, name: str, choices: tuple[str, ...]) -> None:
        listed = ", ".join(choices[:-1]) + f" or {choices[-1]}"
        super().__init__(f"{shown(name)} fits more than one partner. Do you mean {listed}?")
        self.name = name
        self.choices = choices


class BadPeriod(AskAgain):
    """Text that names no period, or a day that does not exist."""

    def __init__(self, text: str, reason: str = "it names no day, month, quarter or year") -> None:
        super().__init__(
            f"{shown(text)} is not a period: {reason}. Write it like 2025-04, April 2025, Q2 2025 or 2025."
        )


class BadAmount(AskAgain):
    """Text that is no amount of the program's currency, or one that is out of bounds."""

    def __init__(self, text: str, reason: str) -> None:
        super().__init__(f"{shown(text)} is not an amount I can use: {reason}. Write it like $150,000 or 150k.")


class BadArgument(AskAgain):
    """An argument that does not fit, with the values that would."""

    def __init__(self, name: str, value: object, reason: str) -> None:
        super().__init__(f"{name} cannot be {shown(str(value))}: {reason}")


class NoRuleInForce(CannotAnswer):
    """The program holds no value of a rule on a day."""

    def __init__(self, rule: str, day: date, spans: tuple[str, ...]) -> None:
        known = f"Its values cover {' and '.join(spans)}" if spans else "It has no values"
        super().__init__(f"No {rule!r} rule is in force on {day}. {known}. Ask about a day inside, or add a value.")


class NotInProgram(CannotAnswer):
    """The program leaves the value open; no tool invents one."""

    def __init__(self, what: str, where: str) -> None:
        super().__init__(f"The program does not set {what}. Set it in {where}, then ask again.")


class NoRecords(CannotAnswer):
    """There are no rows to compute an answer from."""


def shown(text: str, most: int = 60) -> str:
    """The person's own text in quotes, on one line and cut to a readable length."""
    line = " ".join(text.split())
    printable = "".join(c if c.isprintable() else "?" for c in line)
    return f'"{printable[:most]}…"' if len(printable) > most else f'"{printable}"'
