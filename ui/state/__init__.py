"""The one mutable thing, and how it is changed and kept."""
