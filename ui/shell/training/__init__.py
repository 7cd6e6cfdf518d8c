"""A worked example with invented people: a store, one review to its papers, a picture of every screen."""
