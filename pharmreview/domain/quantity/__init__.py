"""Numbers that know what they measure."""
