"""Everyone in one store together: imports, counts frozen on a day, samples, settings, two windows."""
