"""Weight files over real HTTP on the loopback address: all that can go wrong, and never half a file."""

from __future__ import annotations

import hashlib
import io
import os
import pickle
import shutil
import socket
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
import torch

from photo_curator.domain import messages as m
from photo_curator.domain.errors import WeightsError
from photo_curator.domain.progress import CancelToken
from photo_curator.domain.weights import WeightState
from photo_curator.engine.weights import WeightTasks
from photo_curator.ml import weights as ml_weights
from photo_curator.weight_store import WeightStore
from tests.weights_shelf import Shelf, serving, small_weights, store_in

CONTENT = small_weights()
#: Where connections break off: after six whole pieces.
CUT = 6 * 16384
SHA256 = hashlib.sha256(CONTENT).hexdigest()


@pytest.fixture
def shelf() -> Iterator[Shelf]:
    with serving() as running:
        yield running


@pytest.fixture
def store(tmp_path: Path) -> WeightStore:
    return store_in(tmp_path)


@pytest.fixture
def offer(shelf: Shelf, tmp_path: Path) -> Callable[..., None]:
    """Put a file on the shelf and into the manifest."""

    def put(content: bytes = CONTENT, name: str = "small", **more: Any) -> None:
        shelf.list_in(tmp_path / "models", name, content, **more)

    return put


def run(store: WeightStore, request: m.WeightsTask, token: CancelToken | None = None) -> list[m.Message]:
    """All answers of a task."""
    answers: list[m.Message] = []
    summary = WeightTasks(store, answers.append).run(request, token or CancelToken())
    return [*answers, m.Done(task=0, summary=summary)]


def download(store: WeightStore, name: str = "small") -> m.WeightsFound:
    found = run(store, m.DownloadWeights(name=name))[-2]
    assert isinstance(found, m.WeightsFound)
    return found


def state(store: WeightStore, name: str = "small") -> WeightState:
    return store.status(store.entry(name)).state


def in_place(store: WeightStore, name: str = "small") -> bool:
    return store.path(store.entry(name)).exists()


def part_size(store: WeightStore) -> int:
    return store.part(store.entry("small")).stat().st_size


# --- it works -------------------------------------------------------------------------------------


def test_a_download_is_checked_kept_and_loaded(store, offer, shelf, monkeypatch, tmp_path):
    offer()
    answers = run(store, m.DownloadWeights(name="small"))
    found = answers[-2]
    assert isinstance(found, m.WeightsFound)
    assert (found.state, found.here, found.sha256, found.pinned) == (
        WeightState.READY,
        len(CONTENT),
        SHA256,
        False,
    )
    last = [one for one in answers if isinstance(one, m.Progress) and one.stage == "downloading"][-1]
    assert (last.done, last.total) == (len(CONTENT), len(CONTENT))
    monkeypatch.setenv("PHOTO_CURATOR_MODELS", str(tmp_path / "models"))
    monkeypatch.setenv("PHOTO_CURATOR_WEIGHTS", str(tmp_path / "store"))
    path = ml_weights.path_of("small")
    assert torch.equal(
        ml_weights.plain_tensors(path)["weight"], ml_weights.verified_tensors("small")["weight"]
    )
    assert sorted(file.name for file in store.folder.iterdir() if file.suffix != ".lock") == [
        "small.pth",
        "small.pth.json",
    ]


def test_a_file_that_is_here_is_not_fetched_again(store, offer, shelf):
    offer()
    download(store)
    assert download(store).state is WeightState.READY
    assert len(shelf.ranges) == 1


def test_what_torch_saved_is_read_as_data(store, offer):
    buffer = io.BytesIO()
    torch.save({"weight": torch.ones(3)}, buffer)
    offer(buffer.getvalue())
    download(store)
    assert torch.equal(ml_weights.plain_tensors(store.path(store.entry("small")))["weight"], torch.ones(3))


def test_a_prefix_of_the_hash_is_enough_where_the_publisher_gives_no_more(store, offer):
    offer(sha256=SHA256[:8])
    found = download(store)
    assert (found.state, found.sha256, found.pinned) == (WeightState.READY, SHA256, False)


def test_without_a_publishers_hash_the_first_one_is_pinned(store, offer, shelf):
    offer(sha256="")
    found = download(store)
    assert (found.sha256, found.pinned) == (SHA256, True)
    # Another file under the same address, after ours was lost: not what came first.
    store.path(store.entry("small")).unlink()
    shelf.files["/small.pth"] = small_weights(seed=1)
    with pytest.raises(WeightsError, match=rf"pinned is {SHA256}.*remove small"):
        download(store)
    assert state(store) is WeightState.ABSENT
    run(store, m.RemoveWeights(name="small"))
    assert download(store).state is WeightState.READY


# --- other bytes ------------------------------------------------------------------------------------


@pytest.mark.parametrize("digits", [8, 64])
def test_a_wrong_hash_is_refused_and_nothing_stays(store, offer, shelf, digits):
    offer(sha256=SHA256[:digits])
    shelf.files["/small.pth"] = CONTENT[:-1] + b"x"
    with pytest.raises(WeightsError, match=f"not the file.*expected {SHA256[:digits]}"):
        download(store)
    assert state(store) is WeightState.ABSENT
    assert not store.part_note(store.entry("small")).exists()


class Bomb:
    """Leaves a file behind where a pickle of it is run."""

    def __init__(self, trace: Path) -> None:
        self.trace = trace

    def __reduce__(self) -> tuple[Any, ...]:
        return os.mkdir, (str(self.trace),)


@pytest.mark.parametrize("saved_by", ["pickle", "torch"])
def test_a_pickle_with_code_is_refused_and_never_run(store, offer, tmp_path, saved_by):
    trace = tmp_path / "the code ran"
    if saved_by == "torch":
        buffer = io.BytesIO()
        torch.save({"weight": torch.ones(1), "more": Bomb(trace)}, buffer)
        content = buffer.getvalue()
    else:
        content = pickle.dumps({"weight": Bomb(trace)}, protocol=2)
    offer(content)  # the hash is right: its publisher is the villain
    with pytest.raises(WeightsError, match="carry code, which was not run"):
        download(store)
    assert not trace.exists()
    assert state(store) is WeightState.ABSENT


def test_a_web_page_instead_of_weights_is_refused_without_a_hash_too(store, offer):
    offer(b"<html>Please log in to this network.</html>" * 100, sha256="")
    with pytest.raises(WeightsError, match=r"small .*(refused|cannot be read)"):
        download(store)
    assert state(store) is WeightState.ABSENT


def test_a_file_far_too_large_is_not_fetched(store, offer, shelf):
    offer()
    shelf.files["/small.pth"] = CONTENT * 4
    with pytest.raises(WeightsError, match="this is not small"):
        download(store)
    assert state(store) is WeightState.ABSENT


def test_a_stream_without_end_is_cut_and_not_kept(store, offer, shelf):
    offer()
    shelf.files["/small.pth"], shelf.sized = CONTENT * 4, False
    with pytest.raises(WeightsError, match="this is not small"):
        download(store)
    assert state(store) is WeightState.ABSENT


# --- broken off -------------------------------------------------------------------------------------


@pytest.mark.parametrize("dated", [False, True])
def test_an_interrupted_download_goes_on_where_it_was(store, offer, shelf, dated):
    offer()
    shelf.cut_after, shelf.dated = CUT, dated
    with pytest.raises(WeightsError, match=r"broke off at 0\.1 MB of 0\.2 MB.*kept"):
        download(store)
    assert (state(store), part_size(store), in_place(store)) == (WeightState.PARTIAL, CUT, False)
    shelf.cut_after = None
    assert download(store).state is WeightState.READY
    assert shelf.ranges == ["", f"bytes={CUT}-"]
    assert store.path(store.entry("small")).read_bytes() == CONTENT


def test_a_server_that_refuses_to_go_on_is_asked_from_the_start_next_time(store, offer, shelf):
    offer()
    shelf.cut_after = CUT
    with pytest.raises(WeightsError, match="broke off"):
        download(store)
    shelf.cut_after, shelf.status = None, 416
    with pytest.raises(WeightsError, match="another part"):
        download(store)
    shelf.status = 0
    assert download(store).state is WeightState.READY
    assert shelf.ranges == ["", f"bytes={CUT}-", ""]


def test_a_file_replaced_on_the_server_meanwhile_starts_afresh(store, offer, shelf):
    other = small_weights(seed=2)
    offer(other)
    shelf.files["/small.pth"], shelf.cut_after = CONTENT, CUT
    with pytest.raises(WeightsError, match="broke off"):
        download(store)
    shelf.files["/small.pth"], shelf.cut_after = other, None
    assert download(store).sha256 == hashlib.sha256(other).hexdigest()


def test_a_server_that_names_no_version_is_asked_for_all_of_it(store, offer, shelf):
    offer()
    shelf.etag, shelf.cut_after = 'W/"weak"', CUT
    with pytest.raises(WeightsError, match="broke off"):
        download(store)
    shelf.cut_after = None
    download(store)
    assert shelf.ranges == ["", ""]


def test_a_beginning_that_was_tampered_with_does_not_get_through(store, offer, shelf):
    offer()
    shelf.cut_after = CUT
    with pytest.raises(WeightsError, match="broke off"):
        download(store)
    part = store.part(store.entry("small"))
    part.write_bytes(b"x" + part.read_bytes()[1:])
    shelf.cut_after = None
    with pytest.raises(WeightsError, match="not the file"):
        download(store)
    assert download(store).state is WeightState.READY  # the third try starts afresh


def test_a_whole_beginning_left_by_a_killed_engine_is_not_fetched_again(store, offer, shelf):
    offer()
    shelf.cut_after = CUT
    with pytest.raises(WeightsError, match="broke off"):
        download(store)
    store.part(store.entry("small")).write_bytes(CONTENT)
    assert download(store).state is WeightState.READY
    assert shelf.ranges == [""]


def test_cancel_keeps_what_has_come(store, offer, shelf):
    offer(small_weights(count=200_000))
    shelf.gate = threading.Event()
    token = CancelToken()
    outcome: list[list[m.Message]] = []
    thread = threading.Thread(
        target=lambda: outcome.append(run(store, m.DownloadWeights(name="small"), token))
    )
    thread.start()
    assert shelf.at_gate.wait(10)
    while not (store.part(store.entry("small")).exists() and part_size(store)):
        thread.join(0.01)
    token.cancel()
    shelf.gate.set()
    thread.join(10)
    done = outcome[0][-1]
    assert isinstance(done, m.Done)
    assert done.summary.cancelled
    assert state(store) is WeightState.PARTIAL
    shelf.gate = None
    assert download(store).state is WeightState.READY
    assert shelf.ranges[-1].startswith("bytes=")


def test_a_second_download_at_the_same_time_is_told_so(store, offer, shelf):
    offer()
    shelf.gate = threading.Event()
    first = threading.Thread(target=download, args=(store,))
    first.start()
    assert shelf.at_gate.wait(10)
    with pytest.raises(WeightsError, match="already"):
        download(store)
    with pytest.raises(WeightsError, match="already"):
        run(store, m.RemoveWeights(name="small"))
    shelf.gate.set()
    first.join(10)
    assert state(store) is WeightState.READY
    assert len(shelf.ranges) == 1


# --- servers and networks ---------------------------------------------------------------------------


def test_no_network_is_one_sentence(store, offer, shelf):
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        shelf.port = free.getsockname()[1]
    offer()
    with pytest.raises(WeightsError, match=r"127\.0\.0\.1:\d+ cannot be reached"):
        download(store)


@pytest.mark.parametrize(
    ("status", "words"), [(404, "no longer has"), (403, "refused"), (503, "Try again later")]
)
def test_a_servers_refusal_is_said(store, offer, shelf, status, words):
    offer()
    shelf.status = status
    with pytest.raises(WeightsError, match=rf"{words}.*{status}|{status}.*{words}"):
        download(store)
    assert state(store) is WeightState.ABSENT


def test_a_redirection_is_followed(store, offer, shelf):
    with serving() as elsewhere:
        elsewhere.files["/mirror"] = CONTENT
        offer()
        shelf.redirect = elsewhere.url("mirror")
        assert download(store).state is WeightState.READY


def test_a_redirection_without_tls_is_not_followed(store, offer, shelf):
    offer()
    shelf.redirect = "http://weights.invalid/small.pth"
    with pytest.raises(WeightsError, match=r"http://weights\.invalid.*not protected by https"):
        download(store)


def test_a_circle_of_redirections_ends(store, offer, shelf):
    offer()
    shelf.redirect = shelf.url("small.pth")
    with pytest.raises(WeightsError, match="without end"):
        download(store)


# --- disks ------------------------------------------------------------------------------------------


@pytest.mark.skipif(sys.platform == "win32", reason="limits of a process are POSIX's")
def test_a_disk_that_fills_up_keeps_the_beginning(store, offer, shelf, tmp_path):
    offer()
    script = (
        "import resource, sys\n"
        "from photo_curator.domain import messages as m\n"
        "from photo_curator.domain.errors import WeightsError\n"
        "from photo_curator.domain.progress import CancelToken\n"
        "from photo_curator.engine.weights import WeightTasks\n"
        "from photo_curator.weight_store import WeightStore\n"
        "resource.setrlimit(resource.RLIMIT_FSIZE, (100_000, 100_000))\n"
        "try:\n"
        "    WeightTasks(WeightStore(), lambda _: None).run(m.DownloadWeights(name='small'), CancelToken())\n"
        "except WeightsError as error:\n"
        "    print(error)\n"
    )
    environment = {
        **os.environ,
        "PHOTO_CURATOR_MODELS": str(tmp_path / "models"),
        "PHOTO_CURATOR_WEIGHTS": str(store.folder),
    }
    ended = subprocess.run(
        [sys.executable, "-c", script], env=environment, capture_output=True, text=True, check=True
    )
    assert "The disk is full" in ended.stdout, ended
    assert not in_place(store)
    assert part_size(store) == 100_000
    assert download(store).state is WeightState.READY
    assert shelf.ranges[-1] == "bytes=100000-"


def test_too_little_room_is_found_out_before(store, offer, monkeypatch):
    offer()
    usage = shutil.disk_usage("/")._replace(free=1000)
    monkeypatch.setattr("photo_curator.engine.downloads.shutil.disk_usage", lambda _: usage)
    with pytest.raises(WeightsError, match=r"no room for small: 0\.2 MB more are needed, 0\.0 MB are free"):
        download(store)
    assert state(store) is WeightState.ABSENT


def test_a_store_that_cannot_be_written_is_named(store, offer):
    offer()
    store.folder.write_text("a file where the folder should be")
    with pytest.raises(WeightsError, match=r"folder for weights, .*store, cannot be used"):
        download(store)


# --- verify, import, remove -------------------------------------------------------------------------


def test_verify_finds_a_flipped_byte_and_a_download_repairs_it(store, offer):
    offer(sha256="")
    download(store)
    path = store.path(store.entry("small"))
    before = path.stat()
    content = bytearray(path.read_bytes())
    content[-1] ^= 1
    path.write_bytes(content)
    os.utime(path, ns=(before.st_atime_ns, before.st_mtime_ns))
    assert state(store) is WeightState.READY  # by the look of it
    found = run(store, m.VerifyWeights())[-2]
    assert isinstance(found, m.WeightsFound)
    assert found.state is WeightState.DAMAGED
    assert state(store) is WeightState.DAMAGED  # and that is remembered
    with (
        pytest.raises(WeightsError, match=rf"damaged or not ours.*expected {SHA256}"),
        store.opened(store.entry("small")),
    ):
        pass
    assert download(store).state is WeightState.READY
    assert path.read_bytes() == CONTENT


def test_verify_names_what_it_looked_at(store, offer):
    offer()
    offer(small_weights(seed=3), name="other")
    with pytest.raises(WeightsError, match="small are not here"):
        run(store, m.VerifyWeights(names=("small",)))
    download(store, "other")
    found = [one for one in run(store, m.VerifyWeights()) if isinstance(one, m.WeightsFound)]
    assert [(one.name, one.state) for one in found] == [("other", WeightState.READY)]


def test_a_local_file_is_taken_after_the_same_checks(store, offer, tmp_path):
    offer(sha256=SHA256[:8])
    file = tmp_path / "from a stick.pth"
    file.write_bytes(CONTENT + b"x")
    with pytest.raises(WeightsError, match="not the file"):
        run(store, m.ImportWeights(name="small", path=str(file)))
    assert state(store) is WeightState.ABSENT
    file.write_bytes(CONTENT)
    found = run(store, m.ImportWeights(name="small", path=str(file)))[-2]
    assert isinstance(found, m.WeightsFound)
    assert (found.state, found.sha256) == (WeightState.READY, SHA256)
    assert file.read_bytes() == CONTENT


def test_a_local_file_of_unknown_hash_is_pinned_and_shown(store, offer, tmp_path):
    offer(sha256="")
    (tmp_path / "local").write_bytes(CONTENT)
    found = run(store, m.ImportWeights(name="small", path=str(tmp_path / "local")))[-2]
    assert isinstance(found, m.WeightsFound)
    assert (found.sha256, found.pinned) == (SHA256, True)


def test_a_local_pickle_with_code_is_refused(store, offer, tmp_path):
    offer(sha256="")
    (tmp_path / "local").write_bytes(pickle.dumps(Bomb(tmp_path / "the code ran"), 2))
    with pytest.raises(WeightsError, match="not run"):
        run(store, m.ImportWeights(name="small", path=str(tmp_path / "local")))
    assert not (tmp_path / "the code ran").exists()
    assert [file.name for file in store.folder.iterdir() if file.suffix != ".lock"] == []


def test_a_local_file_that_is_not_there_is_named(store, offer, tmp_path):
    offer()
    with pytest.raises(WeightsError, match=r"absent\.pth” could not be read"):
        run(store, m.ImportWeights(name="small", path=str(tmp_path / "absent.pth")))


def test_remove_leaves_nothing(store, offer, shelf):
    offer()
    download(store)
    found = run(store, m.RemoveWeights(name="small"))[-2]
    assert isinstance(found, m.WeightsFound)
    assert (found.state, found.sha256) == (WeightState.ABSENT, "")
    assert [file.name for file in store.folder.iterdir() if file.suffix != ".lock"] == []


def test_what_ships_can_be_neither_fetched_nor_removed(tmp_path):
    store = WeightStore(folder=tmp_path / "store")
    assert store.status(store.entry("starter_eyes")).state is WeightState.EMBEDDED
    for request in (m.DownloadWeights(name="starter_eyes"), m.RemoveWeights(name="starter_eyes")):
        with pytest.raises(WeightsError, match="ship with the app"):
            run(store, request)


def test_an_unknown_name_is_answered_with_the_known_ones(store, offer):
    offer()
    with pytest.raises(WeightsError, match="no weights called resnet: one of small"):
        download(store, "resnet")


def test_weights_that_are_not_here_say_how_to_get_them(monkeypatch, tmp_path):
    monkeypatch.setenv("PHOTO_CURATOR_WEIGHTS", str(tmp_path))
    with pytest.raises(WeightsError, match="photo-curator models download resnet18"):
        ml_weights.path_of("resnet18")
