"""What the window and the terminal say to the engine, and what it answers.

Small tagged JSON documents, one a line. Pictures never travel here: both sides read the library.
"""

from __future__ import annotations

import msgspec

from photo_curator.domain.explanation import Method
from photo_curator.domain.indexing import IndexSummary
from photo_curator.domain.sentences import Sentence
from photo_curator.domain.weights import WeightState


class Message(msgspec.Struct, frozen=True, tag=True, kw_only=True):
    """Base of all messages; the JSON field "type" carries the class name."""


# --- requests ---------------------------------------------------------------------------------


class TaskRequest(Message, frozen=True):
    """Base of requests that start a task; its end is told by `Done` or `Failed`.

    Attributes:
        task: every answer carries it; the client gives it out, so an asker leaves it alone.
    """

    task: int = 0


class Index(TaskRequest, frozen=True):
    """Index folders. No folders: all folders of the library again.

    Attributes:
        folders: absolute paths; each becomes a root of the library.
    """

    folders: tuple[str, ...] = ()


class Watch(TaskRequest, frozen=True):
    """Look at folders, then again whenever something has changed in them, until cancelled.

    `Watching` tells what is watched, `Looked` ends each look.

    Attributes:
        folders: absolute paths; each becomes a root of the library. None: all folders of the library whose
            settings say so, those that come later too.
    """

    folders: tuple[str, ...] = ()


class RetryProblems(TaskRequest, frozen=True):
    """Try the files under Problem files again: all, or only `paths`."""

    paths: tuple[str, ...] = ()


class Rescore(TaskRequest, frozen=True):
    """Look at photos anew, because of what was said of their faces; `PhotosChanged` follows for each.

    What cannot be read now waits for the next look at its folder; a `Notice` says so.

    Attributes:
        photo_ids: these, in any case; none: all that wait and can be reached.
    """

    photo_ids: tuple[int, ...] = ()


class HazardMap(TaskRequest, frozen=True, kw_only=True):
    """Draw where a photo shows a hazard; `HazardMapDrawn` comes before the end.

    Attributes:
        hazard: a name out of the photo's hazards.
    """

    photo_id: int
    hazard: str


class Explain(TaskRequest, frozen=True, kw_only=True):
    """Explain a face's score; `Explained` comes before the end. What was asked before is at hand.

    Attributes:
        face: number of the face in its photo, from 1.
        method: how the map is found.
        level: explain this level, 1..5; None: the mean score.
        fool: look for a fooling picture of this level, 1..5, as well; None: no.
    """

    photo_id: int
    face: int = 1
    method: Method = Method.SALIENCY
    level: int | None = None
    fool: int | None = None


class TrainTaste(TaskRequest, frozen=True):
    """Train a personal head on the ratings; `TasteTrained` comes before the end. Nothing is scored by it.

    Attributes:
        seed: of everything random; the same ratings and seed give the same head.
    """

    seed: int = 0


class UseHead(TaskRequest, frozen=True, kw_only=True):
    """Score every photo by a trained head, undoably; `TasteChosen` comes before the end.

    Attributes:
        version: its number; 0: the starter.
    """

    version: int


class RollBack(TaskRequest, frozen=True):
    """Score every photo by what was in use before the present head; answers as `UseHead`."""


class FindPeople(TaskRequest, frozen=True):
    """Group faces into people, new ones with those there are; `PeopleFound` comes before the end.

    An index run does the same at its end. It can be stopped, and goes on where it was.

    Attributes:
        anew: forget every guess; what the user said stays.
    """

    anew: bool = False


class DownloadWeights(TaskRequest, frozen=True, kw_only=True):
    """Fetch a weight file, going on where an earlier try ended. A cancelled one keeps what it has.

    Attributes:
        name: as the manifest calls it.
    """

    name: str


class ImportWeights(TaskRequest, frozen=True, kw_only=True):
    """Take a weight file from this computer, after the same checks as a download; the original stays.

    Attributes:
        name: as the manifest calls it.
        path: absolute.
    """

    name: str
    path: str


class VerifyWeights(TaskRequest, frozen=True):
    """Hash weight files anew: those named, or all that are here."""

    names: tuple[str, ...] = ()


class RemoveWeights(TaskRequest, frozen=True, kw_only=True):
    """Delete a downloaded or imported weight file, and what was pinned of it."""

    name: str


class Cancel(Message, frozen=True):
    """Stop a task; what is finished stays."""

    task: int


class Pause(Message, frozen=True):
    """Let a task wait before its next file."""

    task: int


class Resume(Message, frozen=True):
    """Let a paused task go on."""

    task: int


class Shutdown(Message, frozen=True):
    """Finish the files in flight and exit."""


# --- answers ----------------------------------------------------------------------------------


class Ready(Message, frozen=True):
    """The engine is up and reads requests; the networks are loaded when first needed."""

    pid: int
    version: str


class DeviceChosen(Message, frozen=True):
    """What the networks run on; sent once they are loaded, and again after a fall back.

    Attributes:
        device: "cpu", "cuda" or "mps".
        name: for people ("NVIDIA RTX 4070").
    """

    device: str
    name: str


class Heartbeat(Message, frozen=True):
    """Sent every second: silence means a decoder hangs while holding everything up.

    Attributes:
        memory_bytes: resident memory of the engine.
    """

    memory_bytes: int = 0


class Progress(Message, frozen=True):
    """Where a task is. `total` is 0 while it is still being counted.

    `done`, `total` and `rate` count photos; of weights ("downloading", "importing"), bytes.
    """

    task: int
    stage: (
        str  # "scanning" | "analysing" | "training" | "downloading" | "importing" | "checking" | "explaining"
        # | "reading faces" | "grouping faces"
    )
    done: int
    total: int
    failed: int = 0
    rate: float = 0.0  # per second, over the last seconds
    seconds_left: float | None = None
    paused: bool = False


class PhotosChanged(Message, frozen=True):
    """These photos have new rows; a grid may refresh them.

    Attributes:
        regrouped: nothing about them is new but the burst they are in.
    """

    task: int
    photo_ids: tuple[int, ...]
    regrouped: bool = False


class ProblemFound(Message, frozen=True):
    """One file could not be used; the rest goes on."""

    task: int
    path: str
    kind: str
    message: str


class WatchedFolder(msgspec.Struct, frozen=True):
    """How a watched folder stands.

    Attributes:
        seconds: it is looked at so often, where the system tells of no changes; 0: it does.
        here: whether it is there now.
    """

    path: str
    seconds: float = 0.0
    here: bool = True


class Watching(Message, frozen=True):
    """These folders are watched now; sent again when that changes."""

    task: int
    folders: tuple[WatchedFolder, ...]


class Looked(Message, frozen=True):
    """A watch has looked at what changed; the library holds it now."""

    task: int
    summary: IndexSummary


class WeightsFound(Message, frozen=True):
    """How a weight file stands now; see `domain.weights.WeightStatus`."""

    task: int
    name: str
    state: WeightState
    here: int
    sha256: str
    pinned: bool


class HazardMapDrawn(Message, frozen=True):
    """Where a photo shows a hazard.

    Attributes:
        path: a gray PNG in the library's cache, over the whole upright photo: white is "all of it".
    """

    task: int
    photo_id: int
    hazard: str
    path: str


class Explained(Message, frozen=True):
    """A face's score is explained.

    Attributes:
        folder: of the explanation, see `domain.explanation.read_explanation`.
        fooling: of the fooling picture, see `domain.explanation.read_fooling`; "" where none was asked for.
    """

    task: int
    photo_id: int
    face: int
    folder: str
    fooling: str = ""


class TasteTrained(Message, frozen=True):
    """A personal head was trained and stored; its held-out results are in the library.

    Attributes:
        version: its number.
        lower_than: the version in use, where that one's held-out result is the better; else 0.
    """

    task: int
    version: int
    lower_than: int = 0


class TasteChosen(Message, frozen=True):
    """Another head is in use: any photo may have another score now.

    Attributes:
        version: its number; 0: the starter.
        label: what was done, as undo names it.
    """

    task: int
    version: int
    label: str


class PeopleFound(Message, frozen=True):
    """Faces are grouped.

    Attributes:
        people: how many are seen in photos now.
        named: those of them with a name.
    """

    task: int
    people: int
    named: int


class Notice(Message, frozen=True):
    """A sentence for the status bar (fell back to the CPU, a folder is offline).

    Attributes:
        arguments: what stands in the sentence's places.
    """

    sentence: Sentence
    arguments: tuple[str, ...] = ()

    @property
    def text(self) -> str:
        """In English."""
        return self.sentence.about(*self.arguments)


class Done(Message, frozen=True):
    """The task is finished (or was cancelled, see the summary).

    Attributes:
        summary: what indexing did; of other tasks only `cancelled` means something: their results
            came as answers of their own.
    """

    task: int
    summary: IndexSummary = IndexSummary()


class Failed(Message, frozen=True):
    """The whole task failed, with one sentence for the user."""

    task: int
    message: str


#: These touch neither library nor networks: they run beside the other tasks, not after them.
WeightsTask = DownloadWeights | ImportWeights | VerifyWeights | RemoveWeights
StartTask = (
    Index
    | Watch
    | RetryProblems
    | Rescore
    | HazardMap
    | Explain
    | TrainTaste
    | UseHead
    | RollBack
    | FindPeople
    | WeightsTask
)
Request = StartTask | Cancel | Pause | Resume | Shutdown
Answer = (
    Ready
    | DeviceChosen
    | Heartbeat
    | Progress
    | PhotosChanged
    | ProblemFound
    | Watching
    | Looked
    | WeightsFound
    | HazardMapDrawn
    | Explained
    | TasteTrained
    | TasteChosen
    | PeopleFound
    | Notice
    | Done
    | Failed
)

_encoder = msgspec.json.Encoder()
_requests: msgspec.json.Decoder[Request] = msgspec.json.Decoder(Request)
_answers: msgspec.json.Decoder[Answer] = msgspec.json.Decoder(Answer)


def encode(message: Message) -> bytes:
    """One message as one line of JSON, newline included."""
    return _encoder.encode(message) + b"\n"


def decode_request(line: bytes) -> Request:
    """The request in `line`.

    Raises:
        msgspec.DecodeError: the line is no request this version knows.
    """
    return _requests.decode(line)


def decode_answer(line: bytes) -> Answer:
    """The answer in `line`.

    Raises:
        msgspec.DecodeError: the line is no answer this version knows.
    """
    return _answers.decode(line)
