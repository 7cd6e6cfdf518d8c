"""The door: who is unlocking, and the first making of the store."""
