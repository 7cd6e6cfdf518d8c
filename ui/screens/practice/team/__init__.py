"""Who uses the store: added, given more or less to do, let go."""
