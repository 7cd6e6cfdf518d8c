"""The closed set of conditions that a rule may use, by what they look at."""
