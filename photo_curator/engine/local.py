"""The engine inside the calling process, synchronous: for tests and for debugging.

The same indexing, answers and library as the engine process, without its protection: a decoder that
hangs or crashes takes the caller along.
"""

from __future__ import annotations

import itertools
from collections.abc import Callable, Sequence
from pathlib import Path

from photo_curator.db.library import Library
from photo_curator.domain import messages as m
from photo_curator.domain.errors import CuratorError
from photo_curator.domain.progress import CancelToken
from photo_curator.engine.indexing import Indexer
from photo_curator.engine.networks import Networks
from photo_curator.engine.suspects import Suspects


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

    def index(self, folders: Sequence[str] = ()) -> int:
        """Index folders, none: all of the library again. Returns the task's id."""
        return self._run(tuple(folders), None)

    def retry(self, paths: Sequence[str] = ()) -> int:
        """Read files under Problem files again, none: all of them. Returns the task's id."""
        return self._run((), tuple(paths))

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

    def _run(self, folders: tuple[str, ...], retry: tuple[str, ...] | None) -> int:
        task = next(self._ids)
        self.token = CancelToken()
        try:
            with Library.open(self._root) as library:
                suspects = Suspects(library.layout.suspects)
                indexer = Indexer(library, self._networks.get, self._networks.version, suspects, self._answer)
                summary = indexer.run(task, folders, self.token, retry)
        except CuratorError as error:
            self._answer(m.Failed(task=task, message=str(error)))
        else:
            self._answer(m.Done(task=task, summary=summary))
        return task

    def _answer(self, message: m.Message) -> None:
        self._on_answer(message)  # type: ignore[arg-type]
