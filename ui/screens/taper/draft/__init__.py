"""The request that is being built: proposed from the record, changed one thing at a time."""
