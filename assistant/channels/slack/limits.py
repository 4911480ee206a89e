"""What Slack takes of a message, as its Block Kit reference publishes it, and what its servers were seen to refuse."""

BLOCKS = 50
TEXT = 3_000
"""Characters of any text object, a section's among them."""
FALLBACK = 3_000
"""Characters of `text`, which stands for the blocks in notifications; Slack asks for no more than 4,000."""
HEADER = 150
CONTEXT = 10
"""Elements of a context block."""
TABLES = 1
"""Table blocks of a message: a second is refused with `only_one_table_allowed`."""
ROWS, COLUMNS, CELLS = 100, 20, 10_000
"""Of a table block: rows with the heading, columns, and characters in all cells together. No cell may be empty."""
BUTTON, VALUE, ID = 75, 2_000, 255
ACTIONS, CONTEXT_ACTIONS = 25, 5
STREAM = 12_000
"""Characters of Markdown in one call of a stream."""
MESSAGE = 12_000
"""Characters of all blocks together: from about 13,200 on, messages are refused with `msg_blocks_too_long`."""
