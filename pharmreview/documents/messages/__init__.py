"""Text messages: what a phone counts, and what makes a message dear."""
