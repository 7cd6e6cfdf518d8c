"""Everyone in one store together: what an import changed, counts frozen on a day, samples, settings."""
