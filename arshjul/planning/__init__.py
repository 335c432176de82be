"""Pure decisions: from rules to dates, and from dates to what is due. `now` is an argument."""
