"""Synthetic people for training and for pictures. Every person here is invented."""
