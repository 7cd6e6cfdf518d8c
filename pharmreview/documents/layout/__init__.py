"""An outline becomes pages of ink, every mark with its place in the structure a screen reader follows."""
