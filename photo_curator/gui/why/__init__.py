"""The page "Why this score": maps of what mattered, whether they hold up, and the picture that fools."""
