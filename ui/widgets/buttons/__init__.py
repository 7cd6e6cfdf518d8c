"""Everything that is pressed."""
