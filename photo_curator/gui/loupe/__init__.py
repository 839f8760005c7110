"""The loupe: one photo large, its neighbours below."""

from photo_curator.gui.loupe.widget import Loupe

__all__ = ["Loupe"]
