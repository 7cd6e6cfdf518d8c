"""Who uses the store, and what each may do in it."""
