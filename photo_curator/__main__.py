"""`python -m photo_curator` is the terminal command."""

from __future__ import annotations

from photo_curator.cli import main

if __name__ == "__main__":
    main()
