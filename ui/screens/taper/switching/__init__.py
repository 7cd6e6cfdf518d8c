"""A change of product in a draft: what others would make of it, explained and confirmed, or taken out."""
