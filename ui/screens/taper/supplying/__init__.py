"""Supply of a plan: how long each issue is, what is at home, packs, closed days, and every issue in turn."""
