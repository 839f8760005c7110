"""A server of weight files on this machine's own address, which can be made to fail."""

from __future__ import annotations

import hashlib
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import torch
from safetensors.torch import save

from photo_curator.domain.weights import MANIFEST
from photo_curator.weight_store import WeightStore

ENTRY = """\
[[weights]]
name = "{name}"
purpose = "For tests."
architecture = "torch.nn.Linear"
file = "{file}"
url = "{url}"
sha256 = "{sha256}"
size = {size}
licence = "Weights: for tests only."
terms = "https://terms.invalid/"
input_size = [2, 2]
classes = ["one"]
card = "https://card.invalid/"
[weights.figures]

"""


def small_weights(seed: int = 0, count: int = 50_000) -> bytes:
    """A safetensors file of `count` numbers."""
    return save({"weight": torch.randn(count, generator=torch.Generator().manual_seed(seed))})


@dataclass
class Shelf:
    """What the server has, how it misbehaves, and what it was asked.

    Attributes:
        files: content by path.
        etag: of every file; "": by content.
        dated: answers with a date instead of an ETag.
        sized: says how long an answer will be.
        cut_after: closes the connection after so many bytes of one answer; None: sends all.
        status: answers so instead; 0: properly.
        redirect: sends every request there; "": answers itself.
        gate: an answer waits for it after its first half; None: goes on.
        drip: seconds between small pieces of what comes after the gate.
        ranges: the Range header of every request, "" where there was none.
        at_gate: set when an answer waits.
    """

    port: int = 0
    files: dict[str, bytes] = field(default_factory=dict)
    etag: str = ""
    dated: bool = False
    sized: bool = True
    cut_after: int | None = None
    status: int = 0
    redirect: str = ""
    gate: threading.Event | None = None
    drip: float = 0.0
    ranges: list[str] = field(default_factory=list)
    at_gate: threading.Event = field(default_factory=threading.Event)

    def url(self, file: str) -> str:
        return f"http://127.0.0.1:{self.port}/{file}"

    def list_in(self, models: Path, name: str, content: bytes, *, sha256: str | None = None) -> None:
        """Offer a file and list it in the manifest of a folder."""
        file = f"{name}.pth"
        self.files[f"/{file}"] = content
        right = hashlib.sha256(content).hexdigest()
        models.mkdir(exist_ok=True)
        with (models / MANIFEST).open("a") as manifest:
            manifest.write(
                ENTRY.format(
                    name=name,
                    file=file,
                    url=self.url(file),
                    sha256=right if sha256 is None else sha256,
                    size=len(content),
                )
            )


@contextmanager
def serving() -> Iterator[Shelf]:
    """A running server on a port of its own."""
    shelf = Shelf()

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            _answer(self, shelf)

        def log_message(self, *_: object) -> None:
            """Not on the terminal."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    shelf.port = server.server_port
    thread = threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True)
    thread.start()
    try:
        yield shelf
    finally:
        if shelf.gate:
            shelf.gate.set()
        server.shutdown()
        server.server_close()
        thread.join()


def _answer(handler: BaseHTTPRequestHandler, shelf: Shelf) -> None:
    asked = handler.headers.get("Range", "")
    shelf.ranges.append(asked)
    if shelf.redirect:
        handler.send_response(302)
        handler.send_header("Location", shelf.redirect)
        handler.send_header("Content-Length", "0")
        handler.end_headers()
        return
    content = shelf.files.get(handler.path)
    if shelf.status or content is None:
        handler.send_error(shelf.status or 404)
        return
    etag = shelf.etag or f'"{hashlib.sha256(content).hexdigest()[:16]}"'
    date = "Wed, 21 Oct 2026 07:28:00 GMT"
    start = 0
    if asked and handler.headers.get("If-Range") == (date if shelf.dated else etag):
        start = int(asked.removeprefix("bytes=").removesuffix("-"))
        handler.send_response(206)
        handler.send_header("Content-Range", f"bytes {start}-{len(content) - 1}/{len(content)}")
    else:
        handler.send_response(200)
    handler.send_header(*(("Last-Modified", date) if shelf.dated else ("ETag", etag)))
    if shelf.sized:
        handler.send_header("Content-Length", str(len(content) - start))
    handler.end_headers()
    rest = content[start:]
    if shelf.cut_after is not None:
        rest = rest[: shelf.cut_after]
    if shelf.gate is not None:
        half = len(rest) // 2
        handler.wfile.write(rest[:half])
        handler.wfile.flush()
        shelf.at_gate.set()
        shelf.gate.wait(30)
        rest = rest[half:]
    step = 4096 if shelf.drip else len(rest) or 1
    try:
        for start in range(0, len(rest), step):
            time.sleep(shelf.drip)
            handler.wfile.write(rest[start : start + step])
    except (BrokenPipeError, ConnectionResetError):
        # The client has cancelled.
        return
    handler.close_connection = True


def store_in(folder: Path) -> WeightStore:
    """A store with a manifest of its own, below a folder."""
    return WeightStore(folder / "models", folder / "store")
