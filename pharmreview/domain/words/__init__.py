"""British words for numbers and days, the same on screen and on paper; and how near two spellings are."""
