"""A plan as people and programs read it: text, Markdown, an HTML page, JSON."""
