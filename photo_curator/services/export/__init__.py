"""Post-worthy photos into a folder: planned, checked, written, and taken back."""

from photo_curator.services.export.outcome import ExportOutcome, ExportProgress
from photo_curator.services.export.planning import choose_photos, plan_export
from photo_curator.services.export.writing import write_export

__all__ = ["ExportOutcome", "ExportProgress", "choose_photos", "plan_export", "write_export"]
