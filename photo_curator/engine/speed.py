"""Rate and time left, over the last seconds rather than since the start."""

from __future__ import annotations

import time
from collections import deque
from collections.abc import Callable

WINDOW_SECONDS = 10.0


class Speed:
    """Photos, or bytes, per second over the last `WINDOW_SECONDS`.

    Args:
        clock: monotonic seconds.
    """

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._marks: deque[tuple[float, int]] = deque([(clock(), 0)])

    def mark(self, done: int) -> None:
        """`done` are through by now."""
        now = self._clock()
        self._marks.append((now, done))
        while len(self._marks) > 2 and now - self._marks[1][0] > WINDOW_SECONDS:
            self._marks.popleft()

    def restart(self, done: int) -> None:
        """Forget the past: the work was paused."""
        self._marks.clear()
        self._marks.append((self._clock(), done))

    @property
    def rate(self) -> float:
        """So many per second; 0 while unknown."""
        (start, first), (end, last) = self._marks[0], self._marks[-1]
        return (last - first) / (end - start) if end > start else 0.0

    def seconds_left(self, remaining: int) -> float | None:
        """Seconds for `remaining` more; None while the rate is unknown."""
        rate = self.rate
        return remaining / rate if rate > 0 else None
