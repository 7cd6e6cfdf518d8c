"""How a sentence of directions is read: words, tokens, numbers, phrases, rules, statements."""
