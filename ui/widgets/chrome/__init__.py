"""What stays round every screen: the band, the bars, the rails and the status line."""
