"""Where things are typed. What was typed always stays in view, and a problem is said beside it."""
