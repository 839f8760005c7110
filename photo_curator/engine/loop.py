"""The engine's loop: requests in, answers out.

Threads beside the decode pool: the main one runs tasks and the networks, one task at a time; one reads
requests (so that cancel and pause act at once); one sends a heartbeat. Each task on weight files has a
thread of its own: a download never waits for an index run of hours, nor the other way round. So has a
watch of folders, whose looks take their turn among the other tasks.
"""

from __future__ import annotations

import logging
import os
import queue
import threading
from collections.abc import Callable
from pathlib import Path
from typing import BinaryIO

import msgspec
import psutil

from photo_curator.domain import messages as m
from photo_curator.domain.errors import CuratorError
from photo_curator.domain.progress import CancelToken
from photo_curator.domain.sentences import Sentence
from photo_curator.engine.networks import Networks
from photo_curator.engine.tasks import Tasks

_log = logging.getLogger(__name__)

HEARTBEAT_SECONDS = 1.0
#: So long the end waits for downloads to let go; what they have is on disk anyway.
LAST_SECONDS = 1.0
#: Exit status of an engine that ended itself because a file used up its time.
EXIT_OVERRAN = 75


class EngineLoop:
    """One engine on one library.

    Args:
        root: the library's folder.
        reader: requests, one JSON line each; its end means that the client is gone.
        writer: answers.
        networks: the networks, loaded when first needed.
        file_seconds: what one file may take.
        previous_crash: the engine before this one was ended by a fault of its own.
        exit_now: ends the process at once.
    """

    def __init__(
        self,
        root: Path,
        reader: BinaryIO,
        writer: BinaryIO,
        networks: Networks,
        *,
        file_seconds: float = 60.0,
        previous_crash: bool = False,
        exit_now: Callable[[int], None] = os._exit,
    ) -> None:
        self._reader, self._writer = reader, writer
        self._networks = networks
        self._tasks = Tasks(
            root,
            networks,
            self._send,
            file_seconds=file_seconds,
            previous_crash=previous_crash,
            on_overrun=lambda: exit_now(EXIT_OVERRAN),
            take_turn=lambda call: self._waiting.put(call),
        )
        self._waiting: queue.Queue[m.StartTask | Callable[[], None] | None] = queue.Queue()
        self._beside: list[threading.Thread] = []
        self._tokens: dict[int, CancelToken] = {}
        self._sending = threading.Lock()
        self._closing = threading.Event()

    def run(self) -> None:
        """Serve requests until told to shut down or until the client is gone."""
        networks = self._networks
        networks.on_device = lambda device, name: self._send(m.DeviceChosen(device=device, name=name))
        networks.on_notice = self._send
        self._send(m.Ready(pid=os.getpid(), version=networks.version))
        threading.Thread(target=self._read, name="requests", daemon=True).start()
        threading.Thread(target=self._beat, name="heartbeat", daemon=True).start()
        while (waiting := self._waiting.get()) is not None:
            if callable(waiting):
                waiting()
            else:
                self._serve(waiting)
        for thread in self._beside:
            thread.join(LAST_SECONDS)
        self._closing.set()

    def _serve(self, request: m.StartTask) -> None:
        token = self._tokens.setdefault(request.task, CancelToken())
        try:
            summary = self._tasks.run(request, token)
        except CuratorError as error:
            self._send(m.Failed(task=request.task, message=str(error)))
        except Exception as error:  # noqa: BLE001 - see below
            # A defect of ours: the client gets a sentence, the log the traceback, the engine lives on.
            _log.exception("Task %d failed", request.task)
            text = Sentence.ENGINE_DEFECT.about(f"{type(error).__name__}: {error}")
            self._send(m.Failed(task=request.task, message=text))
        else:
            self._send(m.Done(task=request.task, summary=summary))
        finally:
            self._tokens.pop(request.task, None)

    def _read(self) -> None:
        for line in self._reader:
            try:
                request = m.decode_request(line)
            except msgspec.DecodeError as error:
                _log.error("Not a request: %r (%s)", line[:200], error)
                continue
            match request:
                case (
                    m.DownloadWeights()
                    | m.ImportWeights()
                    | m.VerifyWeights()
                    | m.RemoveWeights()
                    | m.Watch()
                ):
                    self._tokens[request.task] = CancelToken()
                    thread = threading.Thread(target=self._serve, args=(request,), name="beside", daemon=True)
                    self._beside = [*(one for one in self._beside if one.is_alive()), thread]
                    thread.start()
                case m.TaskRequest():
                    self._tokens[request.task] = CancelToken()
                    self._waiting.put(request)
                case m.Cancel(task=task) if task in self._tokens:
                    self._tokens[task].cancel()
                case m.Pause(task=task) if task in self._tokens:
                    self._tokens[task].pause()
                case m.Resume(task=task) if task in self._tokens:
                    self._tokens[task].resume()
                case m.Shutdown():
                    break
        # Told to stop, or the client died and its pipe with it: finish what is in flight.
        for token in list(self._tokens.values()):
            token.cancel()
        self._waiting.put(None)

    def _beat(self) -> None:
        process = psutil.Process()
        while not self._closing.wait(HEARTBEAT_SECONDS):
            self._send(m.Heartbeat(memory_bytes=process.memory_info().rss))

    def _send(self, message: m.Message) -> None:
        try:
            with self._sending:
                self._writer.write(m.encode(message))
                self._writer.flush()
        except (BrokenPipeError, ValueError):
            # The client is gone; the reader notices the same and stops the work.
            self._closing.set()
