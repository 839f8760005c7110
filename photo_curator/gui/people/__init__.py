"""People: who is in the photos, and what the user says of their faces."""
