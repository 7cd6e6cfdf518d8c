"""Facts become an outline, one file a paper."""
