"""What a practice writes and sends: its templates, batches of letters, the summary for the record."""
