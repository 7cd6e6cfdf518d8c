"""A practice's export, read without guessing: file, layout, people, rows."""
