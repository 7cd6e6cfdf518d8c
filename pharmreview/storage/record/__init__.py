"""What is recorded for good, entry after entry, each sealed to the one before."""
