"""The engine inside the calling process, synchronous: for tests and for debugging.

The same indexing, answers and library as the engine process, without its protection: a decoder that
hangs or crashes takes the caller along.
"""

from __future__ import annotations

import itertools
from collections.abc import Callable
from pathlib import Path

import msgspec

from photo_curator.domain import messages as m
from photo_curator.domain.errors import CuratorError
from photo_curator.domain.progress import CancelToken
from photo_curator.engine.networks import Networks
from photo_curator.engine.tasks import Tasks


class LocalEngine:
    """Has the methods of `services.engine.Engine`; each request is done when its call returns.

    Args:
        root: the library's folder.
        on_answer: called with every answer, on the calling thread.
        networks: shared between engines so that tests load them once.
    """

    def __init__(self, root: Path, on_answer: Callable[[m.Answer], None], networks: Networks) -> None:
        self._root, self._on_answer, self._networks = root, on_answer, networks
        self._ids = itertools.count(1)
        self.token = CancelToken()

    def ask(self, request: m.StartTask) -> int:
        """Run a task. Returns its id."""
        task = next(self._ids)
        self.token = CancelToken()
        tasks = Tasks(self._root, self._networks, self._answer)
        try:
            summary = tasks.run(msgspec.structs.replace(request, task=task), self.token)
        except CuratorError as error:
            self._answer(m.Failed(task=task, message=str(error)))
        else:
            self._answer(m.Done(task=task, summary=summary))
        return task

    def cancel(self, task: int) -> None:
        """Cancel, from within `on_answer`; `task` can only be the one running."""
        del task
        self.token.cancel()

    def pause(self, task: int) -> None:
        """Nothing to do: a synchronous task has no one beside it who could resume it."""

    def resume(self, task: int) -> None:
        """See `pause`."""

    def close(self) -> None:
        """Nothing is held between requests."""

    def _answer(self, message: m.Message) -> None:
        self._on_answer(message)  # type: ignore[arg-type]
