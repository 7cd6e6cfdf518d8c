"""Rows apart from any screen: the order they stand in, which are shown, and which are ticked."""
