"""What each gesture does to the draft: one change of the request, planned before it is kept."""
