"""The page "My taste": ratings, training, what the result is worth, versions, and what to rate next."""
