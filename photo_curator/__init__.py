"""Photo Curator: finds, in the photos on your own disk, the ones that show your best self."""

from __future__ import annotations

__version__ = "0.1.0"
