"""Plans made on request: every date on a business day, every owner by role, every figure from the tools that own it."""
