"""Pages become files: PDF, its HTML twin, and pictures of pages."""
