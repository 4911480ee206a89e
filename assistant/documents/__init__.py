"""Documents to hand out: a tool's result through a template, as Markdown, Word, PDF, a page or a calendar."""
