"""What people said of their visits: a form that came back is typed in, and what all of them come to."""
