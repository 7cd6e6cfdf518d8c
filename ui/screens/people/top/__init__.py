"""What stands round the list: the filters over it, and the bar under it while people are ticked."""
