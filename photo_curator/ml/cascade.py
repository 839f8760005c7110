"""Detecting faces in three stages, each stricter than the one before.

The algorithm of K. Zhang, Z. Zhang, Z. Li, Y. Qiao: "Joint Face Detection and Alignment using
Multi-task Cascaded Convolutional Networks" (IEEE Signal Processing Letters 23(10), 2016), section II,
written anew for speed on a CPU. The three networks come from outside (`photo_curator.ml.faces`).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import torch
from numpy.typing import NDArray
from PIL import Image
from torch import Tensor, nn
from torch.nn import functional
from torchvision.ops import batched_nms, nms

from photo_curator.ml.pyramid import CELL, STRIDE, Canvas, Level

Floats = NDArray[np.float32]

#: Pixel values as the three networks were trained: (value - 127.5) / 128.
PIXEL_MEAN = 127.5
PIXEL_SCALE = 1 / 128
#: Channels are padded to whole vector registers; the added ones are zero.
PADDED_CHANNELS = 16


@dataclass(frozen=True, slots=True)
class Candidates:
    """Faces found, in pixels of the picture.

    Attributes:
        boxes: [N, 4] as x1, y1, x2, y2.
        probabilities: [N], 0..1.
        landmarks: [N, 5, 2].
    """

    boxes: Floats
    probabilities: Floats
    landmarks: Floats


@dataclass(frozen=True, slots=True)
class Thresholds:
    """Probabilities below which each stage drops a candidate."""

    proposal: float = 0.6
    refinement: float = 0.7
    output: float = 0.7


class ProposalNetwork(nn.Module):
    """MTCNN's first network, rearranged for speed; the same function within rounding.

    The pixels' normalisation is folded into the first layer (there is no padding, so this is exact),
    the two heads are one layer, the two-class softmax is the sigmoid of a difference, and the
    memory layout is channels-last, in which a uint8 RGB picture needs no rearranging.
    """

    weight1: Tensor
    bias1: Tensor
    slope1: Tensor
    weight2: Tensor
    bias2: Tensor
    slope2: Tensor
    weight3: Tensor
    bias3: Tensor
    slope3: Tensor
    weight4: Tensor
    bias4: Tensor

    def __init__(self, source: nn.Module) -> None:
        super().__init__()
        weight = _parameter(source, "conv1.weight") * PIXEL_SCALE
        bias = _parameter(source, "conv1.bias") - PIXEL_MEAN * weight.sum((1, 2, 3))
        face, box = _parameter(source, "conv4_1.weight"), _parameter(source, "conv4_2.weight")
        face_bias, box_bias = _parameter(source, "conv4_1.bias"), _parameter(source, "conv4_2.bias")
        self._keep("weight1", _padded(weight, PADDED_CHANNELS))
        self._keep("bias1", _padded(bias, PADDED_CHANNELS))
        self._keep("slope1", _padded(_parameter(source, "prelu1.weight"), PADDED_CHANNELS))
        self._keep("weight2", _padded(_parameter(source, "conv2.weight"), PADDED_CHANNELS, PADDED_CHANNELS))
        self._keep("bias2", _parameter(source, "conv2.bias"))
        self._keep("slope2", _parameter(source, "prelu2.weight"))
        self._keep("weight3", _parameter(source, "conv3.weight"))
        self._keep("bias3", _parameter(source, "conv3.bias"))
        self._keep("slope3", _parameter(source, "prelu3.weight"))
        self._keep("weight4", torch.cat([face[1:] - face[:1], box]).flatten(1).t())
        self._keep("bias4", torch.cat([face_bias[1:] - face_bias[:1], box_bias]))

    def _keep(self, name: str, value: Tensor) -> None:
        layout = torch.channels_last if value.ndim == 4 else torch.contiguous_format
        self.register_buffer(name, value.contiguous(memory_format=layout))

    def forward(self, pixels: Tensor) -> Tensor:
        """Judge every window of 12 x 12 pixels, two pixels apart.

        Args:
            pixels: [1, 3, H, W] float, 0..255, channels-last.

        Returns:
            [about H/2 - 5, about W/2 - 5, 5]: the face's logit and the box's offsets as shares of
            its size.
        """
        x = functional.prelu(functional.conv2d(pixels, self.weight1, self.bias1), self.slope1)
        x = functional.max_pool2d(x, 2, 2, ceil_mode=True)
        x = functional.prelu(functional.conv2d(x, self.weight2, self.bias2), self.slope2)
        x = functional.prelu(functional.conv2d(x, self.weight3, self.bias3), self.slope3)
        # A 1 x 1 convolution is a matrix product; written so, it takes the fast path.
        cells = x.permute(0, 2, 3, 1)
        answers = torch.addmm(self.bias4, cells.reshape(-1, cells.shape[3]), self.weight4)
        return answers.view(cells.shape[1], cells.shape[2], -1)


class Cascade:
    """The three stages on one device.

    Args:
        proposal: MTCNN's first network (facenet-pytorch's PNet).
        refinement: the second: crops [N, 3, 24, 24] -> offsets [N, 4], probabilities [N, 2].
        output: the third: crops [N, 3, 48, 48] -> offsets, landmarks [N, 10], probabilities.
    """

    def __init__(
        self,
        proposal: nn.Module,
        refinement: nn.Module,
        output: nn.Module,
        device: torch.device,
        thresholds: Thresholds = Thresholds(),
    ) -> None:
        self._proposal = ProposalNetwork(proposal).to(device)
        self._refinement = refinement.to(device)
        self._output = output.to(device)
        self._device = device
        self._thresholds = thresholds

    def propose(self, canvases: Sequence[Canvas]) -> Floats:
        """Stage 1 alone: square boxes [N, 4] for `find`. Thread-safe on a CPU: it only reads.

        Args:
            canvases: a picture's pyramid, from `pyramid.paint`.
        """
        with torch.inference_mode():
            return self._propose(canvases)

    def find(
        self,
        picture: Image.Image,
        canvases: Sequence[Canvas],
        boxes: Floats | None = None,
        thresholds: Thresholds | None = None,
    ) -> Candidates:
        """All faces of a picture.

        Args:
            picture: RGB.
            canvases: its pyramid, from `pyramid.paint`; not looked at where `boxes` are given.
            boxes: what `propose` said of them, where it has been asked already; or squares to look into.
            thresholds: of the second and third stage, where others than usual are wanted.
        """
        wanted = thresholds or self._thresholds
        with torch.inference_mode():
            boxes = self._propose(canvases) if boxes is None else boxes
            boxes = self._refine(picture, boxes, wanted.refinement)
            return self._finish(picture, boxes, wanted.output)

    def _propose(self, canvases: Sequence[Canvas]) -> Floats:
        """Stage 1: square boxes [N, 4] wherever the first network suspects a face."""
        if not canvases:
            return _no_boxes()
        levels = [level for canvas in canvases for level in canvas.levels]
        wanted = float(np.log(self._thresholds.proposal / (1 - self._thresholds.proposal)))
        parts = [self._windows(canvas, wanted) for canvas in canvases]
        boxes, logits, offsets, scales = (torch.cat(values) for values in zip(*parts, strict=True))
        at_level = torch.searchsorted(torch.tensor([-level.scale for level in levels]), -scales)
        if not len(boxes):
            return _no_boxes()
        pick = batched_nms(boxes, logits, at_level, 0.5)
        pick = pick[nms(boxes[pick], logits[pick], 0.7)]
        sizes = (boxes[pick, 2:] - boxes[pick, :2]).repeat(1, 2)
        return _squared((boxes[pick] + offsets[pick] * sizes).numpy())

    def _windows(self, canvas: Canvas, logit: float) -> tuple[Tensor, Tensor, Tensor, Tensor]:
        """The windows of a canvas that reach a logit; see `_windows_above`."""
        pixels = torch.from_numpy(canvas.pixels).to(self._device)
        # [H, W, 3] seen as [1, 3, H, W] is channels-last already: no copy but the one to float.
        answers = self._proposal(pixels.permute(2, 0, 1).unsqueeze(0).float()).cpu().numpy()
        return _windows_above(answers, canvas.levels, logit)

    def _refine(self, picture: Image.Image, boxes: Floats, least: float) -> Floats:
        """Stage 2: drop what the second network does not believe, move the rest."""
        crops, boxes = self._crops(picture, boxes, 24)
        if not len(boxes):
            return boxes
        offsets, probabilities = self._refinement(crops)
        scores = probabilities[:, 1].cpu()
        passed = (scores > least).nonzero()[:, 0]
        pick = passed[nms(torch.from_numpy(boxes)[passed], scores[passed], 0.7)].numpy()
        return _squared(_moved(boxes[pick], offsets.cpu().numpy()[pick]))

    def _finish(self, picture: Image.Image, boxes: Floats, least: float) -> Candidates:
        """Stage 3: final boxes, probabilities and landmarks."""
        crops, boxes = self._crops(picture, boxes, 48)
        if not len(boxes):
            return Candidates(boxes, np.zeros(0, np.float32), np.zeros((0, 5, 2), np.float32))
        offsets, points, probabilities = (answer.cpu().numpy() for answer in self._output(crops))
        scores = probabilities[:, 1]
        passed = scores > least
        boxes, scores, offsets = boxes[passed], scores[passed], offsets[passed]
        shares = points[passed].reshape(-1, 2, 5).transpose(0, 2, 1)
        sizes = boxes[:, 2:] - boxes[:, :2] + 1
        landmarks = shares * sizes[:, None] + boxes[:, None, :2]
        boxes = _moved(boxes, offsets)
        pick = _distinct(boxes, scores, 0.7)
        return Candidates(boxes[pick], scores[pick], landmarks[pick])

    def _crops(self, picture: Image.Image, boxes: Floats, side: int) -> tuple[Tensor, Floats]:
        """The boxes' contents at `side` x `side`, normalised, without boxes that miss the picture."""
        corners = np.trunc(boxes).astype(np.int64)
        left, top = np.maximum(corners[:, :2], 0).T
        right, bottom = np.minimum(corners[:, 2:], (picture.width, picture.height)).T
        inside = (right > left) & (bottom > top)
        places = zip(
            left[inside].tolist(), top[inside].tolist(), right[inside].tolist(), bottom[inside].tolist(),
            strict=True,
        )  # fmt: skip
        stack = np.empty((int(inside.sum()), side, side, 3), np.uint8)
        for index, place in enumerate(places):
            stack[index] = np.asarray(picture.resize((side, side), Image.Resampling.BILINEAR, box=place))
        pixels = torch.from_numpy(stack).to(self._device).permute(0, 3, 1, 2).float()
        return (pixels - PIXEL_MEAN) * PIXEL_SCALE, boxes[inside]


def _windows_above(
    answers: Floats, placed: list[Level], logit: float
) -> tuple[Tensor, Tensor, Tensor, Tensor]:
    """The windows whose face logit reaches `logit`.

    Args:
        answers: [rows, columns, 5] of the whole canvas.
        placed: the canvas's levels.
        logit: the least to pass.

    Returns:
        Boxes [N, 4] in picture pixels, logits [N], offsets [N, 4] and the scale of each one's level [N].
    """
    owner = np.full(answers.shape[:2], -1, np.int8)
    for index, level in enumerate(placed):
        rows, columns = level.cells
        top, left = level.top // STRIDE, level.left // STRIDE
        owner[top : top + rows, left : left + columns] = index
    row, column = np.nonzero((answers[..., 0] >= logit) & (owner >= 0))
    at_level = owner[row, column].astype(np.int64)
    found = answers[row, column]
    origins = np.array([(level.left, level.top) for level in placed], np.float32)
    scales = np.array([level.scale for level in placed], np.float32)[at_level]
    corners = np.stack([column, row], 1) * STRIDE + 1 - origins[at_level]
    boxes = np.concatenate([corners, corners + CELL - 1], 1) / scales[:, None]
    tensors = (np.floor(boxes).astype(np.float32), found[:, 0].copy(), found[:, 1:].copy(), scales)
    return tuple(torch.from_numpy(value) for value in tensors)  # type: ignore[return-value]


def _distinct(boxes: Floats, scores: Floats, overlap: float) -> list[int]:
    """Indices of the best of each heap, best first: overlap is measured against the smaller box.

    Unlike intersection over union this also removes a box inside another one.
    """
    areas = (boxes[:, 2] - boxes[:, 0] + 1) * (boxes[:, 3] - boxes[:, 1] + 1)
    left = list(np.argsort(-scores, kind="stable"))
    kept = []
    while left:
        best, *rest = left
        kept.append(int(best))
        left = []
        for other in rest:
            lower = np.minimum(boxes[best, 2:], boxes[other, 2:])
            shared = np.maximum(lower - np.maximum(boxes[best, :2], boxes[other, :2]) + 1, 0).prod()
            if shared <= overlap * min(areas[best], areas[other]):
                left.append(other)
    return kept


def _moved(boxes: Floats, offsets: Floats) -> Floats:
    """Boxes moved by offsets given as shares of their sizes."""
    sizes = boxes[:, 2:] - boxes[:, :2] + 1
    return (boxes + offsets * np.tile(sizes, 2)).astype(np.float32)


def _squared(boxes: Floats) -> Floats:
    """The squares around the same middles, with the longer sides."""
    sizes = boxes[:, 2:] - boxes[:, :2]
    corner = (boxes[:, :2] + sizes / 2) - sizes.max(1, keepdims=True) / 2
    return np.concatenate([corner, corner + sizes.max(1, keepdims=True)], 1).astype(np.float32)


def _no_boxes() -> Floats:
    return np.zeros((0, 4), np.float32)


def _parameter(module: nn.Module, name: str) -> Tensor:
    return module.get_parameter(name).detach().clone().float()


def _padded(value: Tensor, first: int, second: int | None = None) -> Tensor:
    """The same numbers with zeros appended up to `first` outputs and `second` inputs."""
    shape = list(value.shape)
    shape[0] = first
    if second is not None:
        shape[1] = second
    larger = value.new_zeros(shape)
    larger[tuple(slice(0, size) for size in value.shape)] = value
    return larger
