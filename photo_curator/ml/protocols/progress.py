"""What a long run says of itself, and how it is stopped."""

from __future__ import annotations

import signal
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from types import FrameType

from photo_curator.domain.progress import CancelToken

#: Told a line at a time.
Say = Callable[[str], None]


class EpochProgress:
    """Lines with epoch, loss, validation and the time left.

    Args:
        name: what is being trained.
        epochs: how many in all.
        say: told each line.
        done: epochs an earlier run has done.
        clock: seconds from any start.
    """

    def __init__(
        self, name: str, epochs: int, say: Say, done: int = 0, clock: Callable[[], float] = time.monotonic
    ) -> None:
        self._name = name
        self._epochs = epochs
        self._say = say
        self._done = done
        self._clock = clock
        self._started = clock()

    def told(self, epoch: int, loss: float, validation: float) -> None:
        """Say that an epoch is over.

        Args:
            epoch: its number, from 1.
            loss: mean training loss.
            validation: accuracy on the validation pictures, 0..1.
        """
        share = (self._epochs - epoch) / (epoch - self._done)
        left = in_words((self._clock() - self._started) * share)
        self._say(
            f"{self._name}: epoch {epoch} of {self._epochs}, loss {loss:.4f}, "
            f"validation {validation:.1%}, {left} left"
        )


def in_words(seconds: float) -> str:
    """A length of time: "4 s", "3 min 20 s", "2 h 5 min"."""
    whole = round(seconds)
    if whole < 60:
        return f"{whole} s"
    minutes, rest = divmod(whole, 60)
    return f"{minutes} min {rest} s" if minutes < 60 else f"{minutes // 60} h {minutes % 60} min"


@contextmanager
def cancelled_by_signals(cancel: CancelToken) -> Iterator[None]:
    """Let SIGINT and SIGTERM cancel the work instead of killing it; main thread only."""

    def ask(_number: int, _frame: FrameType | None) -> None:
        cancel.cancel()

    before = {number: signal.signal(number, ask) for number in (signal.SIGINT, signal.SIGTERM)}
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)
