"""What a long run says of itself, and how it is stopped."""

from __future__ import annotations

import argparse
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
        clock: seconds from any start.
    """

    def __init__(self, name: str, epochs: int, say: Say, clock: Callable[[], float] = time.monotonic) -> None:
        self._name = name
        self._epochs = epochs
        self._say = say
        self._clock = clock
        self._started = clock()
        self._done: int | None = None

    def told(self, epoch: int, loss: float, validation: float) -> None:
        """Say that an epoch is over.

        Args:
            epoch: its number, from 1. Those before the first one told of were an earlier run's.
            loss: mean training loss.
            validation: accuracy on the validation pictures, 0..1.
        """
        if self._done is None:
            self._done = epoch - 1
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


def at_least(smallest: int) -> Callable[[str], int]:
    """A kind of argument for `argparse`: whole numbers from `smallest`."""

    def number(text: str) -> int:
        if int(text) < smallest:
            raise argparse.ArgumentTypeError(f"at least {smallest} is needed, not {text}")
        return int(text)

    return number


@contextmanager
def cancelled_by_signals(cancel: CancelToken) -> Iterator[None]:
    """Let SIGINT and SIGTERM cancel the work instead of killing it; a second one kills. Main thread only."""
    before = {number: signal.getsignal(number) for number in (signal.SIGINT, signal.SIGTERM)}

    def restore() -> None:
        for number, handler in before.items():
            signal.signal(number, handler)

    def ask(_number: int, _frame: FrameType | None) -> None:
        cancel.cancel()
        restore()

    for number in before:
        signal.signal(number, ask)
    try:
        yield
    finally:
        restore()
