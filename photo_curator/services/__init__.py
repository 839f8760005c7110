"""Use cases that need no network, and the client of the engine process."""
