"""Where an album's conditions are put together."""
