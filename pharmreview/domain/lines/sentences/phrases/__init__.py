"""What a phrase of directions says: amounts, how often, days of the week, and the marks between them."""
