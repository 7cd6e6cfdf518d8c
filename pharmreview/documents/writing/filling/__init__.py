"""What stands in the places of a template: words and dates, lines that stand or go, and fixed blocks."""
