"""The reference tables of resources/data as values, with where each comes from."""
