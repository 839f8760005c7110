"""What in a picture mattered for a score, by several methods, and whether the answer holds up."""
