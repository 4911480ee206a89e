"""The shipped program's rates of 2025, as someone without a rule engine would write them down."""

from datetime import date

from evals.bench.company import AS_OF

FIRST, SECOND_QUARTER = date(2025, 1, 1), date(2025, 4, 1)
PERIOD = f"{FIRST}/{AS_OF}"
"""Both quarters of the shipped incentives."""

NEW_LOGO, STRATEGIC, FIRST_DEAL = 500_00, 750_00, 1_000_00
NEW_LOGO_DAYS = 60
LARGE_ABOVE, LARGE_BP = 100_000_00, 200
CROSS_SELL_BP, UPSELL_BP, YEAR_BP = 300, 200, 100
REFERENCE, CONTRIBUTION = 250_00, 100_00
REFERENCES = ("reference", "testimonial")
BANDS = ((100_000_00, 200), (250_000_00, 350), (500_000_00, 500), (1_000_000_00, 650), (2_500_000_00, 800))

PROGRAMMES = {
    "new_logo": "spiffs",
    "strategic_product": "spiffs",
    "first_deal": "spiffs",
    "large_deal": "spiffs",
    "cross_sell": "bonuses",
    "upsell": "bonuses",
    "multi_year": "bonuses",
}
"""The deal rules, in the program's order."""

KEYS = ["partner_id", "programme", "rule"]
COLUMNS = [*KEYS, "amount_cents"]
