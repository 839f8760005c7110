from __future__ import annotations

import hashlib
import pickle
import shutil

import pytest
import torch
from safetensors.torch import save

from photo_curator.assets import models_dir
from photo_curator.ml.starter_networks import EyeNet, FaceNet
from photo_curator.ml.weights import MANIFEST, WeightsError, load_verified, manifest, verified_tensors

ENTRY = """\
[[weights]]
name = "small"
purpose = "a test"
architecture = "Linear"
file = "{file}"
sha256 = "{sha256}"
size = {size}
licence = "MIT"
input_size = [2, 2]
classes = ["one"]
card = "small.md"
[weights.figures]
"AUC" = 0.5
"""


def shelf(folder, content: bytes, file: str = "small.safetensors"):
    """A models folder with one file, and a manifest that is true of it."""
    (folder / file).write_bytes(content)
    entry = ENTRY.format(file=file, sha256=hashlib.sha256(content).hexdigest(), size=len(content))
    (folder / MANIFEST).write_text(entry)
    return folder


@pytest.mark.parametrize(("name", "network"), [("starter_eyes", EyeNet), ("starter_face", FaceNet)])
def test_what_ships_is_what_the_manifest_says(name, network):
    entry = manifest()[name]
    content = (models_dir() / entry.file).read_bytes()
    assert (len(content), hashlib.sha256(content).hexdigest()) == (entry.size, entry.sha256)
    assert entry.size < 1_500_000
    assert entry.figures
    assert entry.licence
    assert (models_dir() / entry.card).is_file()
    net = network()
    load_verified(net, name)
    assert all(value.isfinite().all() for value in net.state_dict().values())
    assert net.temperature > 0


def test_true_weights_are_loaded(tmp_path):
    content = save({"weight": torch.ones(1, 2), "bias": torch.zeros(1)})
    layer = torch.nn.Linear(2, 1)
    load_verified(layer, "small", shelf(tmp_path, content))
    assert torch.equal(layer.weight, torch.ones(1, 2))


def test_a_flipped_byte_is_refused(tmp_path):
    for file in (MANIFEST, "starter_eyes.safetensors"):
        shutil.copy(models_dir() / file, tmp_path / file)
    verified_tensors("starter_eyes", tmp_path)
    path = tmp_path / "starter_eyes.safetensors"
    content = bytearray(path.read_bytes())
    content[-1000] ^= 1
    path.write_bytes(content)
    with pytest.raises(WeightsError, match=r"damaged or not ours.*expected"):
        verified_tensors("starter_eyes", tmp_path)


def test_a_shortened_file_is_refused(tmp_path):
    content = save({"weight": torch.ones(1, 2)})
    shelf(tmp_path, content)
    (tmp_path / "small.safetensors").write_bytes(content[:-1])
    with pytest.raises(WeightsError, match="damaged"):
        verified_tensors("small", tmp_path)


class Bomb:
    def __reduce__(self):
        return (pytest.fail, ("a pickle was run",))


@pytest.mark.parametrize("file", ["small.safetensors", "small.pt", "../small.safetensors"])
def test_pickles_and_other_places_are_refused(tmp_path, file):
    inside = tmp_path / "models"
    inside.mkdir()
    shelf(inside, pickle.dumps(Bomb()), file)
    with pytest.raises(WeightsError, match=r"plain tensors|refused|no plain file name"):
        verified_tensors("small", inside)


def test_weights_of_another_network_are_refused(tmp_path):
    shelf(tmp_path, save({"weight": torch.ones(1, 2)}))
    with pytest.raises(WeightsError, match="do not fit"):
        load_verified(torch.nn.Linear(3, 1), "small", tmp_path)


@pytest.mark.parametrize(
    ("text", "words"),
    [("weights = 3", "not complete"), ("[[weights]]\nname='a'", "not complete"), ("[[", "cannot be read")],
)
def test_a_broken_manifest_is_an_error_with_words(tmp_path, text, words):
    (tmp_path / MANIFEST).write_text(text)
    with pytest.raises(WeightsError, match=words):
        manifest(tmp_path)


def test_missing_things_are_errors_with_words(tmp_path):
    with pytest.raises(WeightsError, match="cannot be read"):
        manifest(tmp_path)
    shelf(tmp_path, b"")
    with pytest.raises(WeightsError, match="no weights called"):
        verified_tensors("other", tmp_path)
    (tmp_path / "small.safetensors").unlink()
    with pytest.raises(WeightsError, match="cannot be read"):
        verified_tensors("small", tmp_path)
