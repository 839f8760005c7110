"""What a head's file may say of its training: the shapes of settings and results, for files from anywhere."""

from __future__ import annotations

from typing import Annotated, Any

import msgspec
from msgspec import Meta, Struct

from photo_curator.domain.score import LEVELS

#: The line of `rows` that is the head itself, see `ml.taste.training.train`.
_OWN = "my taste"
_Name = Annotated[str, Meta(max_length=120)]
_Count = Annotated[int, Meta(ge=0, le=10**9)]
_Share = Annotated[float, Meta(ge=0, le=1)]
#: A mean error, or the end of an interval around one.
_Miss = Annotated[float, Meta(ge=-1, le=len(LEVELS))]
_Loss = Annotated[float, Meta(ge=0, le=1000)]
_Scalar = bool | int | float | _Name | None
_FiveCounts = Annotated[list[_Count], Meta(min_length=len(LEVELS), max_length=len(LEVELS))]
#: `HeadFile.settings`.
Settings = Annotated[
    dict[_Name, _Scalar | Annotated[list[_Scalar], Meta(max_length=100)]], Meta(max_length=100)
]


class _Measure(Struct):
    value: _Miss
    low: _Miss
    high: _Miss


class _Row(Struct):
    exact: _Measure | None = None
    within_one: _Measure | None = None
    mae: _Measure | None = None
    winner: _Measure | None = None


class _Protocol(Struct):
    folds: _Count
    repeats: _Count
    correction: _Name = ""


class _Point(Struct):
    ratings: _Count
    mae: _Miss


class _Abstained(Struct):
    abstained: _Share
    mae: _Miss


class _Intervals(Struct):
    coverage: _Share
    abstained: _Share
    mae_kept: _Miss | None
    error_by_abstained: Annotated[list[_Abstained], Meta(max_length=100)]
    tail: _Share = 0.0
    marks: Annotated[list[_Miss], Meta(max_length=len(LEVELS))] = []


class _Bin(Struct):
    said: _Share
    found: _Share
    count: _Count


class _Probabilities(Struct):
    log_loss: _Loss
    starter_log_loss: _Loss
    off: _Share
    reliability: Annotated[list[_Bin], Meta(max_length=100)]


class Report(Struct, omit_defaults=True):
    """Held-out results as `ml.taste.training.train` writes them; fields not named here are dropped."""

    ratings: _Count | None = None
    counts: Annotated[dict[_Name, _Count], Meta(max_length=10)] | None = None
    sources: Annotated[dict[_Name, _Count], Meta(max_length=100)] | None = None
    moments: _Count | None = None
    undated: _Count | None = None
    contests: _Count | None = None
    pairs: _Count | None = None
    protocol: _Protocol | None = None
    kind: _Name | None = None
    penalty: _Loss | None = None
    rows: Annotated[dict[_Name, _Row], Meta(max_length=40)] | None = None
    confusion: Annotated[list[_FiveCounts], Meta(max_length=len(LEVELS))] | None = None
    recall: Annotated[list[_Share | None], Meta(max_length=len(LEVELS))] | None = None
    curve: Annotated[list[_Point], Meta(max_length=100)] | None = None
    starter_mae: _Miss | None = None
    beat_starter_at: _Count | None = None
    intervals: _Intervals | None = None
    probabilities: _Probabilities | None = None
    lower_than: _Count | None = None

    def __post_init__(self) -> None:
        own = (self.rows or {}).get(_OWN)
        if self.rows and (own is None or own.exact is None or own.within_one is None or own.mae is None):
            raise ValueError(f"the results do not say how “{_OWN}” did")
        if self.confusion and len(self.confusion) != len(LEVELS):
            raise ValueError("the table of levels given and said is not square")
        if self.beat_starter_at is not None and self.beat_starter_at not in [
            point.ratings for point in self.curve or ()
        ]:
            raise ValueError("the learning curve does not reach where it is said to")

    def document(self) -> dict[str, Any]:
        """As libraries keep it."""
        found: dict[str, Any] = msgspec.to_builtins(self)
        return found
