"""Training the starter networks from labelled pictures on disk; nothing here runs in the app."""
