"""A small photo library to try the app on, made from two public-domain portraits and arithmetic."""

from photo_curator.services.demo.library import MARKER, DemoSummary, make_demo

__all__ = ["MARKER", "DemoSummary", "make_demo"]
