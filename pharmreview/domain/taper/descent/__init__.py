"""The way down, in doses that real products can make."""
