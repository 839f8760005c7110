"""The architectures the backbones are cut from, and reading their published weights from local files."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, cast

import torch
from torch import Tensor, nn
from torch.nn import functional

from photo_curator.domain.errors import UsageError
from photo_curator.ml.starter import LUMA
from photo_curator.ml.starter_networks import EMBEDDING_SIZE, FACE_INPUT, FaceNet, face_windows, resampled
from photo_curator.ml.starter_networks import standardised as standardised_windows
from photo_curator.ml.weights import WeightsError, load_verified, plain_tensors

_IMAGENET = ((0.485, 0.456, 0.406), (0.229, 0.224, 0.225))
#: To -1..1. torchvision's Inception v3 was trained so too: its `transform_input` undoes ImageNet's.
_CENTRED = ((0.5, 0.5, 0.5), (0.5, 0.5, 0.5))
#: As facenet trained: (value - 127.5) / 128.
_FACENET = ((0.5, 0.5, 0.5), (128 / 255, 128 / 255, 128 / 255))
_AS_IT_IS = ((0.0, 0.0, 0.0), (1.0, 1.0, 1.0))


@dataclass(frozen=True, slots=True)
class Parts:
    """An architecture, cut up.

    Attributes:
        stem: normalised pictures -> what the top reads.
        top: -> feature map [N, C, h, w].
        tail: the last two layers of the top, in the order they run. A separable convolution is one.
        neck: feature map -> embedding [N, D]; None: global average pooling is all there is.
        channels: C.
        embedding_size: D.
        input_size: side of the pictures it was made for.
        normalisation: mean and standard deviation of R, G, B.
        pretrained: whether trained weights were loaded.
    """

    stem: nn.Module
    top: nn.Module
    tail: tuple[nn.Module, ...]
    channels: int
    input_size: int
    normalisation: tuple[tuple[float, ...], tuple[float, ...]]
    pretrained: bool
    neck: nn.Module | None = None
    embedding_size: int = 0


def _resnet(name: str, channels: int, tail: Sequence[str]) -> Callable[[Path | None], Parts]:
    def build(weights: Path | None) -> Parts:
        network: Any = _torchvision(name)
        network.fc = nn.Identity()
        _load(network, weights, ("fc.",))
        *earlier, last = network.layer4.children()
        first = [
            network.get_submodule(part)
            for part in ("conv1", "bn1", "relu", "maxpool", "layer1", "layer2", "layer3")
        ]
        return Parts(
            stem=nn.Sequential(*first, *earlier),
            top=last,
            tail=tuple(last.get_submodule(layer) for layer in tail),
            channels=channels,
            input_size=224,
            normalisation=_IMAGENET,
            pretrained=weights is not None,
        )

    return build


def _vgg(name: str) -> Callable[[Path | None], Parts]:
    def build(weights: Path | None) -> Parts:
        network: Any = _torchvision(name)
        # Two linear layers of 4,096 with their rectifiers; the third is the classifier.
        network.classifier = network.classifier[:5]
        _load(network, weights, ("classifier.6.",))
        layers = list(network.features)
        *_, cut, last = [place for place, layer in enumerate(layers) if isinstance(layer, nn.Conv2d)]
        return Parts(
            stem=nn.Sequential(*layers[:cut]),
            top=nn.Sequential(*layers[cut:]),
            tail=(layers[cut], layers[last]),
            neck=nn.Sequential(network.avgpool, nn.Flatten(), network.classifier),
            channels=512,
            embedding_size=4096,
            input_size=224,
            normalisation=_IMAGENET,
            pretrained=weights is not None,
        )

    return build


def _inception_v3(weights: Path | None) -> Parts:
    # The auxiliary head is off: in training mode it fails below 299 pixels.
    network = _torchvision("inception_v3", aux_logits=False, init_weights=False)
    network.avgpool, network.dropout, network.fc = nn.Identity(), nn.Identity(), nn.Identity()
    _load(network, weights, ("fc.", "AuxLogits."))
    return _cut_before(network, "Mixed_7c", ("branch3x3dbl_3b.conv", "branch_pool.conv"), 2048, weights)


def _xception(weights: Path | None) -> Parts:
    network = _timm("legacy_xception")
    _load(network, weights, ("fc.", "last_linear."))
    layers = dict(network.named_children())
    names = list(layers)
    cut, end = names.index("conv3"), names.index("act4") + 1
    return Parts(
        stem=nn.Sequential(*(layers[name] for name in names[:cut])),
        top=nn.Sequential(*(layers[name] for name in names[cut:end])),
        tail=(layers["conv3"], layers["conv4"]),
        channels=2048,
        input_size=299,
        normalisation=_CENTRED,
        pretrained=weights is not None,
    )


def _inception_resnet_v2(weights: Path | None) -> Parts:
    network = _timm("inception_resnet_v2")
    _load(network, weights, ("classif.", "last_linear."))
    network.global_pool, network.head_drop = nn.Identity(), nn.Identity()
    return _cut_before(network, "block8", ("0.conv2d", "1.conv"), 1536, weights, also="conv2d_7b")


def _facenet(weights: Path | None) -> Parts:
    # Lazily: the package alone is 735 MB of memory.
    from photo_curator.ml.faces import inception_resnet_v1

    network = inception_resnet_v1()
    _load(network, weights, ("logits.",))
    layers = dict(network.named_children())
    names = list(layers)
    return Parts(
        stem=nn.Sequential(*(layers[name] for name in names[: names.index("block8")])),
        top=layers["block8"],
        tail=(layers["block8"].get_submodule("branch1.2.conv"), layers["block8"].get_submodule("conv2d")),
        neck=nn.Sequential(
            layers["avgpool_1a"], nn.Flatten(), layers["last_linear"], layers["last_bn"], _UnitLength()
        ),
        channels=1792,
        embedding_size=512,
        input_size=160,
        normalisation=_FACENET,
        pretrained=weights is not None,
    )


def _starter(weights: Path | None) -> Parts:
    if weights is not None:
        raise UsageError("The starter backbone ships with its weights: no file can be given for it.")
    network = FaceNet()
    load_verified(network, "starter_face")
    layers = list(network.features)
    *_, cut, last = [place for place, layer in enumerate(layers) if isinstance(layer, nn.Conv2d)]
    linear = layers[-1]
    return Parts(
        stem=nn.Sequential(_StarterViews(), _EachView(nn.Sequential(*layers[:cut]))),
        # Up to the last rectifier: what follows is flattening, dropping out, and the linear layer.
        top=_EachView(nn.Sequential(*layers[cut : last + 2])),
        tail=(layers[cut], layers[last]),
        neck=nn.Sequential(_EachView(nn.Sequential(nn.Flatten(), linear, _UnitLength())), nn.Flatten()),
        channels=2 * int(cast(nn.Conv2d, layers[last]).out_channels),
        embedding_size=2 * EMBEDDING_SIZE,
        input_size=224,
        normalisation=_AS_IT_IS,
        pretrained=True,
    )


#: What makes each backbone's parts, given its weights' file.
ARCHITECTURES: dict[str, Callable[[Path | None], Parts]] = {
    "starter": _starter,
    "resnet18": _resnet("resnet18", 512, ("conv1", "conv2")),
    "resnet50": _resnet("resnet50", 2048, ("conv2", "conv3")),
    "vgg16": _vgg("vgg16"),
    "vgg19": _vgg("vgg19"),
    "inception_v3": _inception_v3,
    "xception": _xception,
    "inception_resnet_v2": _inception_resnet_v2,
    "facenet": _facenet,
}


class _UnitLength(nn.Module):
    """[N, D] brought to length 1."""

    def forward(self, values: Tensor) -> Tensor:
        return functional.normalize(values, dim=1, eps=1e-3)


class _StarterViews(nn.Module):
    """Pictures -> two grey views each, [N, 2, 64, 64]: all of it, and where an aligned crop has its face.

    The first serves whole photos, the second is what the network was trained on.
    """

    luma: Tensor

    def __init__(self) -> None:
        super().__init__()
        self.register_buffer("luma", torch.tensor(LUMA).reshape(1, 3, 1, 1), persistent=False)

    def forward(self, pictures: Tensor) -> Tensor:
        grey = (pictures * self.luma).sum(1, keepdim=True)
        face = face_windows(resampled(grey, 224)[:, 0])
        views = torch.cat([resampled(grey, FACE_INPUT), face], 1)
        count, both, height, width = views.shape
        windows = standardised_windows(views.reshape(count * both, 1, height, width))
        return windows.reshape(count, both, height, width)


class _EachView(nn.Module):
    """Runs a network on each of two views that lie side by side in the channels."""

    def __init__(self, network: nn.Module) -> None:
        super().__init__()
        self.network = network

    def forward(self, views: Tensor) -> Tensor:
        count, channels = views.shape[:2]
        output: Tensor = self.network(views.reshape(count * 2, channels // 2, *views.shape[2:]))
        return output.reshape(count, output.shape[1] * 2, *output.shape[2:])


def _cut_before(
    network: nn.Module, place: str, tail: Sequence[str], channels: int, weights: Path | None, also: str = ""
) -> Parts:
    """Cut a network whose children run one after the other; the top is one child, or two."""
    layers = dict(network.named_children())
    names = list(layers)
    top = nn.Sequential(layers[place], layers[also]) if also else layers[place]
    return Parts(
        stem=nn.Sequential(*(layers[name] for name in names[: names.index(place)])),
        top=top,
        tail=tuple(top.get_submodule(layer) for layer in tail),
        channels=channels,
        input_size=299,
        normalisation=_CENTRED,
        pretrained=weights is not None,
    )


def _torchvision(name: str, **options: bool) -> nn.Module:
    # Lazily: 3 s of start that a protocol on the starter backbone does not need.
    from torchvision import models

    network: nn.Module = getattr(models, name)(weights=None, **options)
    return network


def _timm(name: str) -> nn.Module:
    try:
        import timm
    except ImportError as error:
        raise UsageError(
            f"The backbone {name} needs timm, which is not installed: "
            'python -m pip install "photo-curator[research]".'
        ) from error
    network: nn.Module = timm.create_model(name, pretrained=False, num_classes=0)
    return network


def _load(network: nn.Module, path: Path | None, classifier: tuple[str, ...]) -> None:
    """Fill a network from a local file, leaving out what begins like its classifier."""
    if path is None:
        return
    tensors = plain_tensors(path)
    kept = {name: value for name, value in tensors.items() if not name.startswith(classifier)}
    try:
        network.load_state_dict(kept)
    except RuntimeError as error:
        raise WeightsError(f"The weights {path} do not fit {type(network).__name__}: {error}") from error
