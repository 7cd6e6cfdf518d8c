"""How a product name is read: its words and numbers, then what they settle, then what must be asked."""
