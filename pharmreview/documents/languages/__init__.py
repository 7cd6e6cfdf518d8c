"""Languages beside English: their fixed phrases, the shapes of letters, lines read from the right."""
