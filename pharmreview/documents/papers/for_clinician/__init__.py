"""Papers a clinician reads: the decision first, then what to do."""
