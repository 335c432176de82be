"""One file a verb; effects live here."""
