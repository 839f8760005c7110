"""What connects single pages with the library and the engine, so that the window need not know how.

Pages are imported and built when they are first opened: the window is seen sooner without them.
"""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from photo_curator.gui.danger_feed import DangerFeed
from photo_curator.gui.face_repair_feed import FaceRepairFeed
from photo_curator.gui.loupe import Loupe
from photo_curator.gui.loupe_feed import LoupeFeed
from photo_curator.gui.parts import Parts
from photo_curator.gui.people.names import FaceNames
from photo_curator.gui.state import Page

if TYPE_CHECKING:
    from photo_curator.gui.annotation_feed import AnnotationFeed
    from photo_curator.gui.compare.feed import CompareFeed
    from photo_curator.gui.export.feed import ExportFeed
    from photo_curator.gui.interchange.feed import SidecarFeed
    from photo_curator.gui.people.feed import PeopleFeed
    from photo_curator.gui.problems_feed import ProblemsFeed
    from photo_curator.gui.safety_feed import SafetyFeed
    from photo_curator.gui.taste.feed import TasteFeed
    from photo_curator.gui.welcome import Welcome
    from photo_curator.gui.why.feed import WhyFeed


class Feeds:
    """All of them.

    Args:
        parts: what they are made of.
        loupe: fed, too.
    """

    def __init__(self, parts: Parts, loupe: Loupe) -> None:
        self._parts = parts
        self.loupe = LoupeFeed(loupe, parts.library, parts.state, parts.tasks, parts.loading)
        self.danger = DangerFeed(parts)
        self.face_repair = FaceRepairFeed(parts, loupe)
        self.names = FaceNames(parts)
        bursts, panel = parts.commands.bursts, parts.inspector.burst
        parts.loading.photo_read.connect(bursts.judge)
        bursts.judged.connect(panel.show_burst)
        panel.compare_asked.connect(parts.commands.compare)
        parts.commands.export_wanted.connect(lambda: self.export.open())
        parts.commands.sidecars_wanted.connect(lambda: self.sidecars.open())

    def page(self, page: Page) -> QWidget:
        """The widget of a page that belongs to a feed; built if it is opened for the first time."""
        match page:
            case Page.WELCOME:
                return self.welcome
            case Page.PROBLEMS:
                return self.problems.page
            case Page.SAFETY:
                return self.safety.page
            case Page.ANNOTATION:
                return self.annotation.page
            case Page.TASTE:
                return self.taste.page
            case Page.TEACH:
                return self.taste.teach
            case Page.WHY:
                return self.why.page
            case Page.PEOPLE:
                return self.people.page
            case Page.COMPARE:
                return self.compare.page
        raise ValueError(f"{page} is the window's own")

    def stop(self) -> None:
        """Let threads of pages end; for when the window closes."""
        if "welcome" in self.__dict__:
            self.welcome.stop()

    @cached_property
    def welcome(self) -> Welcome:
        """The first page of an empty library."""
        from photo_curator.gui.welcome import Welcome

        commands, page = self._parts.commands, Welcome()
        page.folderChosen.connect(lambda folder: commands.add_folders([folder]))
        page.demoAsked.connect(commands.make_demo)
        return page

    @cached_property
    def problems(self) -> ProblemsFeed:
        """Files that could not be used."""
        from photo_curator.gui.problems_feed import ProblemsFeed

        return ProblemsFeed(self._parts)

    @cached_property
    def safety(self) -> SafetyFeed:
        """The Safety page."""
        from photo_curator.gui.safety_feed import SafetyFeed

        return SafetyFeed(self._parts)

    @cached_property
    def annotation(self) -> AnnotationFeed:
        """Labelling for training."""
        from photo_curator.gui.annotation_feed import AnnotationFeed

        return AnnotationFeed(self._parts)

    @cached_property
    def why(self) -> WhyFeed:
        """Why this score."""
        from photo_curator.gui.why.feed import WhyFeed

        return WhyFeed(self._parts)

    @cached_property
    def people(self) -> PeopleFeed:
        """Who is in the photos."""
        from photo_curator.gui.people.feed import PeopleFeed

        return PeopleFeed(self._parts)

    @cached_property
    def compare(self) -> CompareFeed:
        """Photos side by side."""
        from photo_curator.gui.compare.feed import CompareFeed

        return CompareFeed(self._parts)

    @cached_property
    def taste(self) -> TasteFeed:
        """My taste, and its queue."""
        from photo_curator.gui.taste.feed import TasteFeed

        return TasteFeed(self._parts)

    @cached_property
    def sidecars(self) -> SidecarFeed:
        """The sheet that writes ratings to sidecars."""
        from photo_curator.gui.interchange.feed import SidecarFeed

        return SidecarFeed(self._parts)

    @cached_property
    def export(self) -> ExportFeed:
        """The sheet that writes photos to a folder."""
        from photo_curator.gui.export.feed import ExportFeed

        return ExportFeed(self._parts)
