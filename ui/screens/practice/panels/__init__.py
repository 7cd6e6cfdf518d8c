"""The parts of the practice screen: lists, the field one writes in, what it makes of a person, versions."""
