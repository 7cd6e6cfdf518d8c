"""What a list is judged by: factors, rules, terms and dated settings."""
