"""What the app talks about: frozen dataclasses and pure functions. No I/O, no torch, no Qt."""
