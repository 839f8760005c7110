"""The window's parts, as handed to what connects pages with them."""

from __future__ import annotations

from dataclasses import dataclass

from photo_curator.db.library import Library
from photo_curator.gui.commands import Commands
from photo_curator.gui.dialogs import Dialogs
from photo_curator.gui.engine_bridge import EngineBridge
from photo_curator.gui.inspector import Inspector
from photo_curator.gui.loading import Loading
from photo_curator.gui.operations import Operations
from photo_curator.gui.state import BrowserState
from photo_curator.gui.tasks import Tasks


@dataclass(frozen=True)
class Parts:
    """What a page may be connected with.

    Attributes:
        inspector: its face and its buttons.
        commands: what buttons and keys do.
        library: where everything lies.
        state: which page is open, which photo is meant.
        tasks: executors.
        operations: the user's acts.
        bridge: to the engine.
        loading: says when photos have changed.
        dialogs: who asks the user.
    """

    inspector: Inspector
    commands: Commands
    library: Library
    state: BrowserState
    tasks: Tasks
    operations: Operations
    bridge: EngineBridge
    loading: Loading
    dialogs: Dialogs
