"""Microsoft Teams: messages and mentions answered with Adaptive Cards, after they are acknowledged."""

import warnings

warnings.filterwarnings("ignore", message=".* is in preview and may change", module="microsoft_teams")
