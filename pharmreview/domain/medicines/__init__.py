"""What can be prescribed."""
