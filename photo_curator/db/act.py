"""What an act is: one kind of operation, its words, its writing and its inverse."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Mapping, Sequence
from typing import Any, ClassVar, Generic, TypeVar

from sqlalchemy import Connection

from photo_curator.domain.library import LibraryLayout
from photo_curator.domain.operations import Operation

_O = TypeVar("_O", bound=Operation)
#: Values before an act, by photo: (photo id, value).
Before = Sequence[tuple[int, Any]]


class Act(ABC, Generic[_O]):
    """One kind of operation: its words, its JSON, its writing and its inverse.

    Attributes:
        kind: names the act in the journal; never changed once released.
        operation: the domain's class.
        every: it changes the scores of so many photos that nobody lists them.
        outside: it is about files outside the library: see `withdraw`. Whoever asks for its redo does it.
    """

    kind: ClassVar[str]
    operation: ClassVar[type]
    every: ClassVar[bool] = False
    outside: ClassVar[bool] = False

    @abstractmethod
    def label(self, operation: _O, count: int) -> str:
        """For menus and messages; `count` photos change."""

    @abstractmethod
    def check(self, operation: _O) -> None:
        """Refuse what makes no sense.

        Raises:
            UsageError: the operation makes no sense.
        """

    def settled(self, connection: Connection, operation: _O) -> _O:  # noqa: ARG002
        """The operation with what only the library knows filled in, before it is done for the first time.

        Raises:
            NotFoundError: what it is about does not exist.
            UsageError: it cannot be done to that.
        """
        return operation

    @abstractmethod
    def dump(self, operation: _O) -> dict[str, Any]:
        """The operation as JSON values."""

    @abstractmethod
    def load(self, request: Mapping[str, Any]) -> _O:
        """The inverse of `dump`."""

    @abstractmethod
    def apply(self, connection: Connection, operation: _O, *, again: bool) -> Before:
        """Write the operation.

        Args:
            connection: in an immediate transaction.
            operation: its photos exist.
            again: it is a redo.

        Returns:
            What `revert` needs: the photos that change, with their values before.
        """

    @abstractmethod
    def revert(self, connection: Connection, before: Before) -> None:
        """Put back the values of `before`."""

    def withdraw(self, before: Before, layout: LibraryLayout) -> str:  # noqa: ARG002
        """Of an act `outside`: take back what it did there. Runs outside any transaction, may take long.

        Args:
            before: what `apply` returned.
            layout: of the library.

        Returns:
            What could not be taken back, in words that follow the label; "" where all was.
        """
        return ""

    def touched(self, before: Before) -> tuple[int, ...]:
        """The photos whose rows changed."""
        return tuple(photo_id for photo_id, _ in before)


def photos_text(count: int) -> str:
    """For labels: "1 photo", "3 photos"."""
    return "1 photo" if count == 1 else f"{count:,} photos"
