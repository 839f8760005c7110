"""Grad-CAM: where the last convolution's features spoke for or against the score.

After Selvaraju et al., "Grad-CAM" (2017), section 3, without its rectifier: what lowers a score explains
it as well. A scorer looks through several windows at once, so there is a map a branch, each pasted back
where its window lies in the crop.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import torch
from captum.attr import LayerGradCam
from torch import Tensor, nn
from torch.nn import functional

from photo_curator.ml.attribution.guard import undisturbed
from photo_curator.ml.attribution.seen import Forward
from photo_curator.ml.backbones import Backbone
from photo_curator.ml.crops import CROP_SIZE, EYE_LEFT, EYE_RIGHT, Window
from photo_curator.ml.starter import StarterBackbone
from photo_curator.ml.starter_networks import FACE_SQUARE, EyeNet, FaceNet, eye_square

_WHOLE: Window = (slice(0, CROP_SIZE), slice(0, CROP_SIZE))


@dataclass(frozen=True, slots=True)
class Branch:
    """A part of a scorer that looks through windows of its own.

    Attributes:
        name: for people.
        layer: whose output [m, c, h, w] the map is made of; m windows are stacked in one batch.
        windows: where each lies in the crop, in the batch's order.
        mirrored: whether each was turned left to right.
    """

    name: str
    layer: nn.Module
    windows: tuple[Window, ...] = (_WHOLE,)
    mirrored: tuple[bool, ...] = (False,)


def branches_of(scorer: nn.Module) -> tuple[Branch, ...]:
    """The branches of a scorer, whatever its backbone.

    Known are the starter's networks and every `backbones.Backbone`; of any other network it is the last
    convolution, taken to see the whole crop.

    Raises:
        ValueError: there is no convolution in it.
    """
    found: list[Branch] = []
    for module in scorer.modules():
        if isinstance(module, StarterBackbone):
            eyes = (eye_square(*EYE_LEFT), eye_square(*EYE_RIGHT))
            found.append(Branch("eyes", last_map(module.eyes), eyes, (False, True)))
            found.append(Branch("face", last_map(module.face), (FACE_SQUARE,)))
        elif isinstance(module, Backbone):
            found.append(Branch(module.name, module.top))
    if found:
        return tuple(found)
    convolutions = [module for module in scorer.modules() if isinstance(module, nn.Conv2d)]
    if not convolutions:
        raise ValueError("Grad-CAM needs a convolution, and this scorer has none.")
    return (Branch("picture", convolutions[-1]),)


def last_map(network: EyeNet | FaceNet) -> nn.Module:
    """The layer of a starter network that gives its last feature map: the rectifier before flattening."""
    layers = list(network.features)
    place = next(place for place, layer in enumerate(layers) if isinstance(layer, nn.Flatten))
    return layers[place - 1]


def grad_cam(
    forward: Forward, pixels: Tensor, branches: Sequence[Branch], target: int | None = None
) -> Mapping[str, Tensor]:
    """A map of each branch, pasted back.

    Args:
        forward: runs the branches' layers; differentiable.
        pixels: [1, 3, h, w], 0..1.
        branches: see `branches_of`.
        target: the column of `forward`'s answer; None where it gives one number.

    Returns:
        By branch, [h, w], in units of the answer per pixel: large windows are thinned out, so that maps of
        different windows may be added. Positive speaks for it. Outside its windows a map is 0.
    """
    maps: dict[str, Tensor] = {}
    for branch in branches:
        with undisturbed(branch.layer):
            found = LayerGradCam(_tied(forward, branch.layer), branch.layer).attribute(
                pixels.detach().requires_grad_(), target, relu_attributions=False
            )
        maps[branch.name] = _pasted(found.detach(), branch, pixels)
    return maps


def _tied(forward: Forward, layer: nn.Module) -> Forward:
    """The same function, for a layer it may make no use of (a head that leaves the eyes aside).

    Of such a layer there is no gradient, not even 0; adding nothing of it makes one.
    """

    def tied(pixels: Tensor) -> Tensor:
        outputs: list[Tensor] = []
        hook = layer.register_forward_hook(lambda _module, _inputs, output: outputs.append(output))
        try:
            values = forward(pixels)
        finally:
            hook.remove()
        return values + 0 * torch.stack([output.sum() for output in outputs]).sum()

    return tied


def _pasted(maps: Tensor, branch: Branch, pixels: Tensor) -> Tensor:
    """A branch's maps [m, 1, h, w] at their windows' places, [height, width]."""
    if len(maps) != len(branch.windows):
        raise ValueError(f"{branch.name}: {len(maps)} maps for {len(branch.windows)} windows.")
    result = torch.zeros(pixels.shape[-2:], device=pixels.device)
    for one, window, mirrored in zip(maps, branch.windows, branch.mirrored, strict=True):
        place = result[window]
        whole = functional.interpolate(
            one[None], tuple(place.shape), mode="bilinear", align_corners=False
        )[0, 0] * (one.numel() / place.numel())  # fmt: skip
        place += whole.flip(1) if mirrored else whole
    return result
