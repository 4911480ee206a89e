"""The web pages: a page to ask, a dashboard to read, and what opens from them."""
