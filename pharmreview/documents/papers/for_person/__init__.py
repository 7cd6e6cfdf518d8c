"""Papers the person reads: plain words, large type, one thing at a time."""
