"""What dev.py stands on: find a Python, build the environment, name what the system lacks."""
