"""From words to days and periods: "Q2", "last month", "from 1 January to 31 March 2025", "in 45 days".

`find_*` look inside a sentence and return None where it names nothing; `read_*` take a text that is
nothing else. Both raise `BadPeriod` for what cannot be. All are pure: the day and the fiscal year are given.
"""

from assistant.reading.periods.counts import find_days_count, find_years
from assistant.reading.periods.finding import FoundPeriod, find_day, find_period, find_periods, read_day, read_period

__all__ = [
    "FoundPeriod",
    "find_day",
    "find_days_count",
    "find_period",
    "find_periods",
    "find_years",
    "read_day",
    "read_period",
]
