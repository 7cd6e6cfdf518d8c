"""Everyone in the store together: imports and what they changed, baselines, samples, settings, repairs."""
