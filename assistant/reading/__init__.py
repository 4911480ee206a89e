"""From a person's words to a tool's arguments: amounts, periods, partners, commands."""
