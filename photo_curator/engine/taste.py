"""Personal taste: ratings become a head, and a head is taken into use."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import TYPE_CHECKING, assert_never

from photo_curator.db.head_file import HeadFile
from photo_curator.db.library import Library
from photo_curator.db.taste import previous
from photo_curator.domain import messages as m
from photo_curator.domain.indexing import IndexSummary
from photo_curator.domain.operations import UseTaste
from photo_curator.domain.progress import CancelledError, CancelToken
from photo_curator.domain.taste import (
    STARTER_VERSION,
    Labels,
    TasteVersion,
    TooFewRatingsError,
    readiness,
)

if TYPE_CHECKING:
    from photo_curator.ml.scorer import Scorer

_PROGRESS_SECONDS = 0.25


class TasteTasks:
    """Runs the tasks around personal taste on one library.

    Args:
        library: the library.
        send: takes the answers.
    """

    def __init__(self, library: Library, send: Callable[[m.Message], None]) -> None:
        self._library, self._send = library, send

    def run(self, request: m.TrainTaste | m.UseHead | m.RollBack, token: CancelToken) -> IndexSummary:
        """Run one task to its end.

        Raises:
            TooFewRatingsError: there is too little to learn from.
            NotFoundError: there is no such version.
            UsageError: there is nothing to roll back.
        """
        match request:
            case m.TrainTaste():
                try:
                    self._train(request, token)
                except CancelledError:
                    return IndexSummary(cancelled=True)
            case m.UseHead(version=version):
                self._use(request.task, UseTaste(version))
            case m.RollBack():
                back = previous(self._library.taste.versions())
                self._use(request.task, UseTaste(back, back=True))
            case _:
                assert_never(request)
        return IndexSummary()

    def _use(self, task: int, operation: UseTaste) -> None:
        change = self._library.curation.apply(operation)
        self._send(m.TasteChosen(task=task, version=operation.version, label=change.label))

    def _train(self, request: m.TrainTaste, token: CancelToken) -> None:
        """Everything is worked out first; the version is stored in one go at the end."""
        # Before torch is loaded, which takes seconds: is there anything to learn from?
        taste = self._library.taste
        labels = taste.labels()
        _check(labels)
        backbone = taste.backbone()
        photos = {label.photo_id for label in labels.ratings}
        photos |= {photo for pair in labels.pairs for photo in (pair.picked, pair.rejected)}
        table = taste.faces(backbone, sorted(photos))
        known = frozenset(table.photo_ids.tolist())
        labels = Labels(tuple(label for label in labels.ratings if label.photo_id in known), labels.pairs)
        _check(labels)
        from photo_curator.ml.taste.fitting import training_set
        from photo_curator.ml.taste.training import train

        data = training_set(table, labels, taste.moments(table.photo_ids.tolist()))
        token.checkpoint()
        found = train(
            data, labels, backbone, seed=request.seed, token=token, told=_Reporter(request.task, self._send)
        )
        in_use = next((one for one in taste.versions() if one.id == taste.in_use()), None)
        lower = in_use is not None and _lower(found.report, in_use)
        report = {**found.report, "lower_than": in_use.id if lower and in_use else 0}
        token.checkpoint()
        version = taste.add(HeadFile(found.head, found.settings, report), labels.ratings)
        self._send(m.TasteTrained(task=request.task, version=version.id, lower_than=report["lower_than"]))


def scorer_in_use(library: Library, starter: Scorer) -> Scorer:
    """The scorer whose scores the library shows: the starter's backbone, and the head in use.

    Args:
        library: says which head that is.
        starter: on the device where the result shall be.
    """
    head = library.taste.head()
    if head is None or head.backbone != starter.backbone.version:
        return starter
    from photo_curator.ml.taste.head import with_head

    return with_head(starter, head, library.taste.in_use())


def _check(labels: Labels) -> None:
    """See that the ratings are enough.

    Raises:
        TooFewRatingsError: they are not.
    """
    found = readiness(labels.ratings)
    if not found.ready:
        raise TooFewRatingsError(found.sentence)


def _lower(report: dict[str, object], in_use: TasteVersion) -> bool:
    """Whether the version in use had the better held-out result; one without results is no measure."""
    from photo_curator.ml.taste.results import worse_than

    rows, theirs = report["rows"], in_use.report.get("rows")
    if in_use.id == STARTER_VERSION or not isinstance(rows, dict) or not theirs:
        return False
    return worse_than(rows["my taste"], theirs["my taste"])


class _Reporter:
    """Turns fits into answers, not more than a few a second."""

    def __init__(self, task: int, send: Callable[[m.Message], None]) -> None:
        self._task, self._send = task, send
        self._last = self._start = time.monotonic()

    def __call__(self, done: int, total: int) -> None:
        now = time.monotonic()
        if now - self._last < _PROGRESS_SECONDS and done < total:
            return
        self._last = now
        left = (now - self._start) / done * (total - done)
        self._send(m.Progress(task=self._task, stage="training", done=done, total=total, seconds_left=left))
