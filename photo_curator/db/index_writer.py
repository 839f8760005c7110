"""Applying what indexing found: one class of change, one function."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from sqlalchemy import Connection
from sqlalchemy.dialects.sqlite import insert as upsert

from photo_curator.db.burst_facts import rejudge
from photo_curator.db.faces import faces_changed
from photo_curator.db.facts import (
    IN_FILE,
    IN_SIDECAR,
    insert_photo,
    update_photo,
    write_analysis,
    write_imported,
)
from photo_curator.db.identity import (
    PICTURES,
    StoredFile,
    displace,
    drop_redundant,
    file_at,
    file_by_id,
    files_of,
    insert_file,
    set_companions,
    settle,
    split_off,
    update_file,
)
from photo_curator.db.problems import clear_problem, forget_path, record_problem
from photo_curator.db.tables import PassedOverRow
from photo_curator.db.values import stamp_columns, stored_path
from photo_curator.domain.errors import NotFoundError
from photo_curator.domain.indexing import (
    AddCopy,
    AddPhoto,
    Companion,
    FileFacts,
    IndexChange,
    PassOver,
    Problem,
    Relocate,
    Rescored,
    UpdateCompanions,
    UpdateFile,
)
from photo_curator.domain.rating import ForeignRating
from photo_curator.domain.sentences import Sentence


@dataclass
class IndexWriter:
    """Applies changes on one connection, inside one transaction.

    Attributes:
        connection: in an immediate transaction.
        displaced: files whose path another one took during this transaction.
    """

    connection: Connection
    displaced: list[int] = field(default_factory=list)

    def apply(self, changes: Sequence[IndexChange]) -> tuple[int, ...]:
        """Apply all changes in order.

        Returns:
            The photos touched, each once.

        Raises:
            NotFoundError: a change names a file or photo the library does not have.
        """
        touched: dict[int, None] = {}
        for change in changes:
            touched.update(dict.fromkeys(self._apply(change)))
        drop_redundant(self.connection, self.displaced)
        faces_changed(self.connection, touched)
        if rescored := [change.photo_id for change in changes if isinstance(change, Rescored)]:
            touched.update(dict.fromkeys(rejudge(self.connection, rescored)))
        return tuple(touched)

    def _apply(self, change: IndexChange) -> tuple[int, ...]:
        match change:
            case AddPhoto():
                return self._add_photo(change)
            case AddCopy():
                return self._add_copy(change)
            case Relocate():
                return self._relocate(change)
            case UpdateFile():
                return self._update_file(change)
            case Rescored():
                return self._rescored(change)
            case UpdateCompanions():
                return self._update_companions(change)
            case PassOver():
                self._pass_over(change)
            case Problem():
                record_problem(self.connection, change)
        return ()

    def _add_photo(self, change: AddPhoto) -> tuple[int, ...]:
        known = file_at(self.connection, change.path)
        if known is not None and known.role in PICTURES:
            # A path comes before all else: what was known of it stays.
            return self._update_file(
                UpdateFile(
                    known.id,
                    change.stamp,
                    change.facts,
                    change.analysis,
                    change.companions,
                    change.foreign_rating,
                )
            )
        if known is not None:
            displace(self.connection, known)
        forget_path(self.connection, change.path)
        facts, stamp = change.facts, change.stamp
        partner = self._partner(change.companions)
        if partner is None:
            photo_id = insert_photo(self.connection, change.path, stamp, facts)
        else:
            photo_id = partner.photo_id
        file_id = insert_file(
            self.connection,
            photo_id,
            change.path,
            change.role,
            stamp,
            content_hash=facts.content_hash,
            primary=partner is None,
        )
        givers = set_companions(self.connection, photo_id, file_id, change.companions)
        if partner is not None:
            settle(self.connection, (photo_id,))
        if partner is None or self._is_primary(file_id):
            if partner is not None:
                update_photo(self.connection, photo_id, stamp, facts)
            write_analysis(self.connection, photo_id, change.analysis, facts)
            if partner is not None or facts.foreign_rating or change.foreign_rating:
                self._import(photo_id, facts, change.foreign_rating)
        return (photo_id, *givers)

    def _partner(self, companions: Sequence[Companion]) -> StoredFile | None:
        """The companion that already stands for a photo: a RAW whose JPEG was added later.

        The new file joins that photo, so that nothing said of the RAW is lost.
        """
        for companion in companions:
            known = file_at(self.connection, companion.path)
            if known is not None and known.is_primary and known.role in PICTURES:
                return known
        return None

    def _add_copy(self, change: AddCopy) -> tuple[int, ...]:
        if not files_of(self.connection, change.photo_id):
            raise NotFoundError(Sentence.NO_SUCH_PHOTO.about(change.photo_id))
        forget_path(self.connection, change.path)
        known = self._at_path(change.path, change.photo_id)
        if known is None:
            file_id = insert_file(
                self.connection,
                change.photo_id,
                change.path,
                change.role,
                change.stamp,
                content_hash=change.content_hash,
            )
        else:
            file_id = known.id
            update_file(
                self.connection,
                file_id,
                change.stamp,
                content_hash=change.content_hash,
                role=change.role.value,
                group_file_id=None,
            )
        givers = set_companions(self.connection, change.photo_id, file_id, change.companions)
        settle(self.connection, (change.photo_id,))
        return (change.photo_id, *givers)

    def _at_path(self, path: str, photo_id: int) -> StoredFile | None:
        """The photo's own row at a path; a row of another photo there makes way."""
        known = file_at(self.connection, path)
        if known is None or known.photo_id == photo_id:
            return known
        self.displaced.append(known.id)
        displace(self.connection, known)
        return None

    def _relocate(self, change: Relocate) -> tuple[int, ...]:
        file = self._file(change.file_id)
        forget_path(self.connection, change.path)
        there = file_at(self.connection, change.path)
        touched = [file.photo_id]
        if there is not None and there.id != file.id:
            self.displaced.append(there.id)
            displace(self.connection, there)
            touched.append(there.photo_id)
        update_file(self.connection, file.id, change.stamp, path=change.path)
        touched += set_companions(self.connection, file.photo_id, file.id, change.companions)
        settle(self.connection, (file.photo_id,))
        return tuple(touched)

    def _update_file(self, change: UpdateFile) -> tuple[int, ...]:
        file, facts = self._file(change.file_id), change.facts
        forget_path(self.connection, file.path)
        photo_id, touched = file.photo_id, [file.photo_id]
        if change.analysis is not None and self._shows_something_else(file, facts):
            # It shows another picture now: files with the old bytes are no copies of it any more.
            copies = [
                other.id
                for other in files_of(self.connection, photo_id)
                if other.id != file.id
                and other.group_file_id is None
                and other.content_hash == file.content_hash
            ]
            if copies and file.is_primary:
                touched.append(split_off(self.connection, photo_id, copies))
            elif copies:
                photo_id = split_off(self.connection, photo_id, [file.id])
                touched.append(photo_id)
        update_file(self.connection, file.id, change.stamp, content_hash=facts.content_hash)
        touched += set_companions(self.connection, photo_id, file.id, change.companions)
        settle(self.connection, (photo_id,))
        if self._is_primary(file.id):
            update_photo(self.connection, photo_id, change.stamp, facts)
            if change.analysis is not None:
                write_analysis(self.connection, photo_id, change.analysis, facts)
            self._import(photo_id, facts, change.foreign_rating)
        return tuple(touched)

    def _rescored(self, change: Rescored) -> tuple[int, ...]:
        pixels = self.connection.exec_driver_sql(
            "SELECT pixel_hash FROM photo WHERE id = ?", (change.photo_id,)
        ).scalar_one_or_none()
        if pixels != change.facts.pixel_hash:
            return ()  # it became another photo meanwhile, or shows something else: that was written already
        write_analysis(self.connection, change.photo_id, change.analysis, change.facts)
        return (change.photo_id,)

    def _shows_something_else(self, file: StoredFile, facts: FileFacts) -> bool:
        if file.group_file_id is not None or not file.content_hash or file.content_hash == facts.content_hash:
            return False
        pixels = self.connection.exec_driver_sql(
            "SELECT pixel_hash FROM photo WHERE id = ?", (file.photo_id,)
        ).scalar_one()
        return bool(pixels != facts.pixel_hash)

    def _update_companions(self, change: UpdateCompanions) -> tuple[int, ...]:
        primary = next((file for file in files_of(self.connection, change.photo_id) if file.is_primary), None)
        if primary is None:
            raise NotFoundError(Sentence.NO_SUCH_PHOTO.about(change.photo_id))
        givers = set_companions(self.connection, change.photo_id, primary.id, change.companions)
        settle(self.connection, (change.photo_id,))
        # The file itself was not read: what its own XMP says stands.
        write_imported(self.connection, change.photo_id, {IN_SIDECAR: _from_sidecar(change.foreign_rating)})
        return (change.photo_id, *givers)

    def _pass_over(self, change: PassOver) -> None:
        clear_problem(self.connection, change.path)
        columns = {"reason": change.reason, **stamp_columns(change.stamp)}
        statement = upsert(PassedOverRow).values(path=stored_path(change.path), **columns)
        self.connection.execute(statement.on_conflict_do_update(index_elements=["path"], set_=columns))

    def _import(self, photo_id: int, facts: FileFacts, rating: ForeignRating | None) -> None:
        sidecar = _from_sidecar(rating)
        in_file = facts.foreign_rating or (rating if sidecar is None else None)
        write_imported(self.connection, photo_id, {IN_FILE: in_file, IN_SIDECAR: sidecar})

    def _is_primary(self, file_id: int) -> bool:
        file = file_by_id(self.connection, file_id)
        return file is not None and bool(file.is_primary)

    def _file(self, file_id: int) -> StoredFile:
        file = file_by_id(self.connection, file_id)
        if file is None:
            raise NotFoundError(f"There is no file {file_id} in the library.")
        return file


def _from_sidecar(rating: ForeignRating | None) -> ForeignRating | None:
    return rating if rating is not None and "sidecar" in rating.source else None
