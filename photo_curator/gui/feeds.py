"""What connects single pages with the library and the engine, so that the window need not know how."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from photo_curator.db.library import Library
from photo_curator.gui.annotation_feed import AnnotationFeed
from photo_curator.gui.commands import Commands
from photo_curator.gui.dialogs import Dialogs
from photo_curator.gui.engine_bridge import EngineBridge
from photo_curator.gui.export.feed import ExportFeed
from photo_curator.gui.inspector import Inspector
from photo_curator.gui.loading import Loading
from photo_curator.gui.loupe import Loupe
from photo_curator.gui.loupe_feed import LoupeFeed
from photo_curator.gui.operations import Operations
from photo_curator.gui.safety_feed import SafetyFeed
from photo_curator.gui.state import BrowserState, Page
from photo_curator.gui.tasks import Tasks
from photo_curator.gui.taste.feed import TasteFeed
from photo_curator.gui.why.feed import WhyFeed


class Feeds:
    """All of them.

    Args:
        inspector, loupe: fed, too.
        commands: what buttons and keys do.
        library: where everything lies.
        state: which page is open, which photo is meant.
        tasks: executors.
        operations: the user's acts.
        bridge: to the engine.
        loading: says when photos have changed.
        dialogs: who asks the user.

    Attributes:
        pages: the pages that belong to them.
    """

    def __init__(
        self,
        inspector: Inspector,
        loupe: Loupe,
        commands: Commands,
        library: Library,
        state: BrowserState,
        tasks: Tasks,
        operations: Operations,
        bridge: EngineBridge,
        loading: Loading,
        dialogs: Dialogs,
    ) -> None:
        self.loupe = LoupeFeed(loupe, library, state, tasks, loading)
        self.safety = SafetyFeed(inspector, commands, library, state, tasks, operations, bridge, loading)
        self.annotation = AnnotationFeed(commands, library, state, tasks, operations, dialogs)
        self.why = WhyFeed(inspector, commands, library, state, tasks, bridge, loading, dialogs)
        self.taste = TasteFeed(commands, library, state, tasks, operations, bridge, dialogs, loading)
        self.export = ExportFeed(commands, library, state, tasks, operations, dialogs)
        self.pages: dict[Page, QWidget] = {
            Page.SAFETY: self.safety.page,
            Page.ANNOTATION: self.annotation.page,
            Page.TASTE: self.taste.page,
            Page.TEACH: self.taste.teach,
            Page.WHY: self.why.page,
        }
