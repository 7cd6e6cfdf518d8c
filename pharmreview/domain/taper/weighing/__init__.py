"""What should be weighed before a plan is agreed. Nothing here blocks."""
