"""Every calculation without a screen: the verbs of the command line."""
