"""Feeds the page of problem files while it is open."""

from __future__ import annotations

from PySide6.QtCore import QObject

from photo_curator.gui.parts import Parts
from photo_curator.gui.problems_page import ProblemsPage
from photo_curator.gui.state import Page


class ProblemsFeed(QObject):
    """Connects the page with library and engine.

    Attributes:
        page: the page.
    """

    def __init__(self, parts: Parts) -> None:
        super().__init__(parts.commands)
        self.page = page = ProblemsPage()
        self._state, self._tasks, self._problems = parts.state, parts.tasks, parts.library.problems
        parts.state.page_changed.connect(lambda _: self._read())
        parts.loading.counted.connect(lambda _: self._read())
        page.retryAsked.connect(parts.bridge.retry)
        page.revealAsked.connect(lambda path: parts.commands.reveal_paths([path]))
        self._read()

    def _read(self) -> None:
        if self._state.page is Page.PROBLEMS:
            self._tasks.facts.submit(self._problems.all, self.page.set_problems)
