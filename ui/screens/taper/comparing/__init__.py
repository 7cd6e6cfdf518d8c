"""Two plans side by side: what each comes to, and which of the two is being changed."""
