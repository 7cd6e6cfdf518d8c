"""What the pharmacist and the person consider together."""
