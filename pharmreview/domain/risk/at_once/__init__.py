"""Many people judged at once, column by column; whom that cannot settle is looked at alone."""
