"""What stands round the step shown: its header, what is beside it, and finishing."""
