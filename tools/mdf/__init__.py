"""Marketing development funds: what a partner is entitled to, what is left of it, and what a cost is matched with.

Entitled, allocated and utilised are three numbers: the tier's yearly maximum, the requests approved in the
fiscal year, and the claims approved in it.
"""
