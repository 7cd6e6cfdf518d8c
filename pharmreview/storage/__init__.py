"""Kept: cases, their history and issued papers, in one encrypted file."""
