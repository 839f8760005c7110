"""Settings: a dialog of sections, one module each."""
