"""What to look at before a paper goes out, and while its template is written. Warns only."""
