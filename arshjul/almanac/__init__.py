"""Which day is what: holidays, eves, half days, klämdagar, ISO weeks, feasts, closures. Pure."""
