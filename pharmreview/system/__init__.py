"""What only the machine can tell."""
