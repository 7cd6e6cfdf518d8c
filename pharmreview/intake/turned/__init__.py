"""Tables in which a medicine or a person stands as a heading, turned into ones with a column for each."""
