"""How much opioid that is."""
