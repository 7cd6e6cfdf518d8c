"""A plan that runs: what happened to it, what follows, and one version beside another."""
