"""Ratings, picks, scores and faces into XMP sidecars: planned, written, taken back."""

from photo_curator.services.interchange.planning import name_scheme, plan_sidecars, set_name_scheme
from photo_curator.services.interchange.writing import (
    SidecarOutcome,
    SidecarProgress,
    repeat_sidecars,
    write_sidecars,
)

__all__ = [
    "SidecarOutcome",
    "SidecarProgress",
    "name_scheme",
    "plan_sidecars",
    "repeat_sidecars",
    "set_name_scheme",
    "write_sidecars",
]
