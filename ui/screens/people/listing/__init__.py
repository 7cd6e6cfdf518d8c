"""One row a person: what it says, what it is found by, which filters show it."""
