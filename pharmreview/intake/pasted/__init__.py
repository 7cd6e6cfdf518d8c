"""Medication lists copied from a screen or a message: nothing that was pasted is dropped."""
