"""Fetching one file over HTTP: streamed to disk, resumed where an earlier try ended, hashed on the way."""

from __future__ import annotations

import hashlib
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from urllib.parse import urljoin, urlsplit

import msgspec
import requests

from photo_curator import __version__
from photo_curator.domain.errors import WeightsError
from photo_curator.domain.progress import CancelToken
from photo_curator.domain.sentences import Sentence
from photo_curator.domain.weights import WeightFile, may_be_fetched, size_text
from photo_curator.weight_store import WeightStore

#: Small: a slow connection is cancelled within a piece, and a broken one loses at most that.
_CHUNK_BYTES = 1 << 14
#: To connect, and between two pieces of the file.
_TIMEOUT_SECONDS = (10.0, 20.0)
_ANSWERED = (
    requests.codes.ok,
    requests.codes.partial_content,
    requests.codes.requested_range_not_satisfiable,
)
_MOST_REDIRECTS = 5
#: Left free on the disk, so that a download does not bring the whole system to a halt.
_SPARE_BYTES = 32 << 20


class _Version(msgspec.Struct, frozen=True):
    """Which version of a file on the server the beginning on disk belongs to.

    Attributes:
        url: its address in the manifest.
        validator: its strong ETag, else its date; "": the server states none, so nothing can be resumed.
        total: its size in bytes; 0: the server does not state it, likewise.
    """

    url: str
    validator: str
    total: int


def fetch(store: WeightStore, entry: WeightFile, token: CancelToken, tell: Callable[[int, int], None]) -> str:
    """Bring the beginning of a download (`store.part`) to its end.

    Args:
        store: where it lies; held by the caller.
        entry: what to fetch.
        token: cancels it between two pieces; what has come is kept.
        tell: told bytes here and bytes in all (0: not known) after each piece.

    Returns:
        SHA-256 of the whole file. It has been compared with nothing yet.

    Raises:
        WeightsError: it could not be fetched; the sentence says why and whether it can be resumed.
        CancelledError: `token` was cancelled.
    """
    part = store.part(entry)
    known = _known(store, entry)
    have = part.stat().st_size if known else 0
    if known and have >= known.total:
        # Everything had come when the engine was ended; a longer one is found out by its hash.
        return _hash_of_beginning(store, entry).hexdigest()
    with requests.Session() as session, _response(session, entry, have, known) as response:
        if response.status_code == requests.codes.requested_range_not_satisfiable:
            # The server's file is shorter than what is here: the next try starts afresh.
            store.drop_part(entry)
            raise WeightsError(Sentence.WRONG_PART.about(_host(response.url)))
        resumed = response.status_code == requests.codes.partial_content
        if resumed and not _continues(response, have):
            raise WeightsError(Sentence.WRONG_PART.about(_host(response.url)))
        total = _total(response, have if resumed else 0)
        _refuse_wrong_size(entry, total, response.url)
        _refuse_without_room(store, entry, total - (have if resumed else 0))
        if not resumed:
            have = 0
            store.drop_part(entry)
            version = _Version(entry.url, _validator(response), total)
            store.part_note(entry).write_bytes(msgspec.json.encode(version))
        digest = _hash_of_beginning(store, entry)
        tell(have, total)
        with part.open("ab") as file:
            try:
                for piece in response.iter_content(_CHUNK_BYTES):
                    token.checkpoint()
                    file.write(piece)
                    digest.update(piece)
                    have += len(piece)
                    tell(have, total)
                    if _too_large(entry, have):
                        break
            except requests.RequestException as error:
                raise WeightsError(
                    Sentence.BROKE_OFF.about(
                        _host(response.url), size_text(have), size_text(total or entry.size)
                    )
                ) from error
        if _too_large(entry, have):
            store.drop_part(entry)
            _refuse_wrong_size(entry, have, response.url)
    return digest.hexdigest()


def _known(store: WeightStore, entry: WeightFile) -> _Version | None:
    """What the beginning on disk belongs to; None where there is nothing to go on from."""
    try:
        version = msgspec.json.decode(store.part_note(entry).read_bytes(), type=_Version)
        store.part(entry).stat()
    except (FileNotFoundError, msgspec.DecodeError):
        return None
    return version if version.url == entry.url and version.validator and version.total else None


@contextmanager
def _response(
    session: requests.Session, entry: WeightFile, have: int, known: _Version | None
) -> Iterator[requests.Response]:
    """The server's answer, 200, 206 or 416, redirections followed."""
    # Another encoding would be of another length than what is hashed and resumed.
    headers = {"User-Agent": f"photo-curator/{__version__}", "Accept-Encoding": "identity"}
    if known and have:
        headers |= {"Range": f"bytes={have}-", "If-Range": known.validator}
    url = entry.url
    try:
        for _ in range(_MOST_REDIRECTS + 1):
            response = session.get(
                url, headers=headers, stream=True, timeout=_TIMEOUT_SECONDS, allow_redirects=False
            )
            if not response.is_redirect:
                break
            response.close()
            url = _redirected(entry.url, urljoin(url, response.headers["Location"]))
        else:
            raise WeightsError(Sentence.ENDLESS.about(_host(entry.url)))
    except requests.exceptions.SSLError as error:
        raise WeightsError(Sentence.WRONG_SERVER.about(_host(url), error)) from error
    except requests.RequestException as error:
        raise WeightsError(Sentence.NO_SERVER.about(_host(url))) from error
    with response:
        if response.status_code not in _ANSWERED:
            raise _refused(response)
        yield response


def _redirected(first: str, following: str) -> str:
    # A page on the internet must not lead into this machine, nor to where anybody can listen or write.
    if may_be_fetched(following) and urlsplit(following).scheme in ("https", urlsplit(first).scheme):
        return following
    raise WeightsError(Sentence.UNPROTECTED.about(_host(first), following))


def _refused(response: requests.Response) -> WeightsError:
    host, status = _host(response.url), response.status_code
    if status in (404, 410):
        return WeightsError(Sentence.NO_LONGER_SERVED.about(host, status))
    if status == 429 or status >= 500:
        return WeightsError(Sentence.NOT_SERVED_NOW.about(host, status))
    return WeightsError(Sentence.NOT_SERVED.about(host, status))


def _continues(response: requests.Response, have: int) -> bool:
    return response.headers.get("Content-Range", "").replace("=", " ").startswith(f"bytes {have}-")


def _total(response: requests.Response, already: int) -> int:
    length = response.headers.get("Content-Length", "")
    return already + int(length) if length.isdecimal() else 0


def _validator(response: requests.Response) -> str:
    etag = response.headers.get("ETag", "")
    # A weak one does not promise the same bytes.
    return etag if etag.startswith('"') else response.headers.get("Last-Modified", "")


def _refuse_wrong_size(entry: WeightFile, size: int, url: str) -> None:
    if _too_large(entry, size):
        expected = size_text(entry.size)
        raise WeightsError(Sentence.WRONG_SIZE.about(_host(url), size_text(size), expected, entry.name))


def _too_large(entry: WeightFile, size: int) -> bool:
    # The manifest knows sizes roughly; this is against what would fill the disk.
    return size > 2 * entry.size + (1 << 16)


def _refuse_without_room(store: WeightStore, entry: WeightFile, more: int) -> None:
    free = shutil.disk_usage(store.folder).free
    if more + _SPARE_BYTES > free:
        raise WeightsError(Sentence.NO_ROOM.about(entry.name, size_text(more), size_text(free), store.folder))


def _hash_of_beginning(store: WeightStore, entry: WeightFile) -> hashlib._Hash:
    try:
        with store.part(entry).open("rb") as file:
            return hashlib.file_digest(file, "sha256")
    except FileNotFoundError:
        return hashlib.sha256()


def _host(url: str) -> str:
    return urlsplit(url).netloc
