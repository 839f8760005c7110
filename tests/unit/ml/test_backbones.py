from __future__ import annotations

import sys

import pytest
import torch
from safetensors.torch import save_file
from torch import nn

from photo_curator.domain.errors import UsageError
from photo_curator.ml.backbones import BACKBONES, Backbone, Phase, build_backbone, pooled_map
from photo_curator.ml.weights import WeightsError

#: Channels of the feature map, columns of the penultimate layer.
SIZES = {
    "starter": (64, 256),
    "resnet18": (512, 512),
    "resnet50": (2048, 2048),
    "vgg16": (512, 4096),
    "vgg19": (512, 4096),
    "inception_v3": (2048, 2048),
    "xception": (2048, 2048),
    "inception_resnet_v2": (1536, 1536),
    "facenet": (1792, 512),
}


def layers(module: nn.Module) -> list[nn.Module]:
    return [layer for layer in module.modules() if isinstance(layer, (nn.Conv2d, nn.Linear))]


def test_sizes_are_known_of_all():
    assert SIZES.keys() == set(BACKBONES)


# VGG 19 is cut by the code VGG 16 is cut by, and takes seconds to make.
@pytest.mark.parametrize(
    "name",
    [pytest.param(name, marks=pytest.mark.slow if name == "vgg19" else ()) for name in BACKBONES],
)
def test_every_backbone_learns_in_its_last_two_layers_and_gives_what_it_promises(name):
    backbone = build_backbone(name)
    pictures = torch.rand(2, 3, 96, 96)
    ran: list[nn.Module] = []
    hooks = [
        layer.register_forward_hook(lambda layer, _inputs, _output: ran.append(layer))
        for layer in layers(backbone)
    ]
    with torch.no_grad():
        feature_map = backbone.feature_map(pictures)
    for hook in hooks:
        hook.remove()

    assert not any(parameter.requires_grad for parameter in backbone.parameters())
    assert backbone.trainable_tail(Phase.FROZEN) == ()
    backbone.set_phase(Phase.TAIL)
    tail = backbone.trainable_tail(Phase.TAIL)
    assert len(tail) == 2
    learning = [layer for layer in layers(backbone) if layer.weight.requires_grad]
    # A separable convolution of Xception is one layer, in two steps.
    assert learning == ran[-4:] if name == "xception" else learning == ran[-2:]
    of_tail = {id(parameter) for layer in tail for parameter in layer.parameters()}
    assert {id(one) for one in backbone.parameters() if one.requires_grad} == of_tail
    backbone.set_phase(Phase.FROZEN)
    assert not any(parameter.requires_grad for parameter in backbone.parameters())

    with torch.no_grad():
        embedding, features = backbone.embedding(pictures), backbone.features(pictures)
        assert torch.equal(backbone.top(backbone.stem_output(pictures)), feature_map)
    assert (backbone.channels, backbone.embedding_size) == SIZES[name]
    assert feature_map.shape[:2] == (2, backbone.channels)
    assert pooled_map(feature_map).shape == (2, backbone.channels)
    assert torch.equal(features, embedding.clamp(min=0))
    assert features.shape == (2, backbone.embedding_size)
    assert features.isfinite().all()
    # Neither dead nor blind, even with random weights.
    assert (features[0] - features[1]).abs().max() > 1e-5
    assert backbone.pretrained == (name == "starter")


@pytest.fixture(scope="module")
def resnet() -> Backbone:
    return build_backbone("resnet18", seed=1)


def test_training_mode_changes_nothing(resnet):
    pictures = torch.rand(2, 3, 64, 64)
    with torch.no_grad():
        before = resnet.features(pictures)
        resnet.train()
        assert not any(module.training for module in resnet.modules())
        assert torch.equal(resnet.features(pictures), before)


def test_normalisation_happens_inside(resnet):
    grey = torch.tensor([0.485, 0.456, 0.406]).reshape(1, 3, 1, 1).expand(1, 3, 64, 64)
    with torch.no_grad():
        assert torch.allclose(resnet.stem_output(grey), resnet.stem(torch.zeros(1, 3, 64, 64)), atol=1e-5)


def test_random_weights_follow_the_seed_and_leave_the_generator_alone(resnet):
    torch.manual_seed(5)
    expected = torch.rand(1)
    torch.manual_seed(5)
    again, other = build_backbone("resnet18", seed=1), build_backbone("resnet18", seed=2)
    assert torch.equal(torch.rand(1), expected)
    same = zip(resnet.state_dict().values(), again.state_dict().values(), strict=True)
    assert all(torch.equal(one, two) for one, two in same)
    assert not torch.equal(resnet.stem[0].weight, other.stem[0].weight)


def published(**changes: torch.Tensor) -> dict[str, torch.Tensor]:
    """What a ResNet-18 file holds, its classifier included."""
    from torchvision.models import resnet18

    torch.manual_seed(3)
    return resnet18(weights=None).state_dict() | changes


@pytest.mark.parametrize("suffix", [".safetensors", ".pth"])
def test_weights_come_from_a_local_file_without_their_classifier(tmp_path, suffix):
    tensors = published()
    file = tmp_path / f"weights{suffix}"
    if suffix == ".pth":
        torch.save(tensors, file)
    else:
        save_file(tensors, file)
    backbone = build_backbone("resnet18", file)
    assert backbone.pretrained
    assert torch.equal(backbone.stem[0].weight, tensors["conv1.weight"])
    assert torch.equal(backbone.trainable_tail(Phase.TAIL)[1].weight, tensors["layer4.1.conv2.weight"])


class Malicious:
    def __reduce__(self):
        return (sys.exit, (3,))


def test_files_that_are_no_weights_are_refused_by_name(tmp_path):
    code, wrong, cut, listed = (tmp_path / f"{name}.pth" for name in ("code", "wrong", "cut", "list"))
    torch.save(Malicious(), code)
    torch.save(published(**{"conv1.weight": torch.zeros(1)}), wrong)
    cut.write_bytes(wrong.read_bytes()[:1000])
    torch.save([torch.zeros(1)], listed)
    (tmp_path / "cut.safetensors").write_bytes(b"\x00" * 20)
    for file in (code, wrong, cut, listed, tmp_path / "cut.safetensors", tmp_path / "none.pth"):
        with pytest.raises(WeightsError, match=file.name):
            build_backbone("resnet18", file)


def test_starter_brings_its_own_weights_and_unknown_names_are_refused(tmp_path):
    with pytest.raises(UsageError, match="ships with its weights"):
        build_backbone("starter", tmp_path / "x.pth")
    with pytest.raises(UsageError, match="resnet18"):
        build_backbone("alexnet")


def test_without_timm_the_sentence_says_what_to_install(monkeypatch):
    monkeypatch.setitem(sys.modules, "timm", None)
    with pytest.raises(UsageError, match=r"photo-curator\[research\]"):
        build_backbone("xception")
