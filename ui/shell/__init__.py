"""The window: bars, rails, places, keys, lock; and the running application."""
