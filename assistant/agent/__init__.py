"""The agent: LangChain's `create_agent` over the toolbox, on any chat model or on the planner.

LangChain stops here and at the planner. A model chooses tools and words what they found; figures, tables,
notes, citations and receipts are the tools' own.
"""
