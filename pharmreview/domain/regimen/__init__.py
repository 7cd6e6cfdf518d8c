"""What the person takes."""
