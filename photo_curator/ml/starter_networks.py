"""The starter's trained networks: whether eyes are open, whether a mouth smiles, where a head turns.

Small and plain on purpose: both together take a few milliseconds a face on one CPU core. They see grey
windows of the aligned crop, standardised inside, so light and skin tone count as little as possible.
"""

from __future__ import annotations

from typing import NamedTuple

import torch
from torch import Tensor, nn
from torch.nn import functional

from photo_curator.ml.crops import EYE_LEFT, EYE_RIGHT, Window

#: Side of EyeNet's and FaceNet's input, in pixels.
EYE_INPUT = 32
FACE_INPUT = 64
#: Side of the square around an eye's place in the crop, in crop pixels: framed as eye data sets are.
EYE_SIDE = 40
#: FaceNet's window (rows, columns) of the crop: brows to chin. Twice its input, so a 2 x 2 mean fits.
FACE_SQUARE = (slice(60, 188), slice(48, 176))
EMBEDDING_SIZE = 128
#: Grey levels (0..1) added to a window's contrast before dividing by it: what is flat stays flat,
#: and the gradient of a black or white picture stays finite.
_FLAT = 0.02


class EyeNet(nn.Module):
    """Grey eye windows -> logit that the eye is open.

    Attributes:
        temperature: logits are divided by it; found on pictures from sources not trained on.
    """

    temperature: Tensor

    def __init__(self) -> None:
        super().__init__()
        self.features = nn.Sequential(
            *_block(1, 16),
            nn.MaxPool2d(2),
            *_block(16, 32),
            *_block(32, 64, stride=2),
            *_block(64, 64),
            *_block(64, 96, stride=2),
            nn.Conv2d(96, 24, 1),
            nn.LeakyReLU(0.1),
            nn.Flatten(),
        )
        self.open = nn.Sequential(
            nn.Dropout(0.3), nn.Linear(24 * 16, 64), nn.LeakyReLU(0.1), nn.Linear(64, 1)
        )
        self.register_buffer("temperature", torch.ones(()))

    def forward(self, windows: Tensor) -> Tensor:
        """[N, 1, 32, 32] grey, 0..1 -> logits [N]."""
        logits: Tensor = self.open(self.features(standardised(windows))).squeeze(1)
        return logits / self.temperature


class FaceReading(NamedTuple):
    """What FaceNet says of N faces.

    Attributes:
        smile: [N] logits.
        pose: [N, 2] yaw (positive towards the picture's right) and pitch (positive upwards), degrees.
        embedding: [N, 128], of length 1.
    """

    smile: Tensor
    pose: Tensor
    embedding: Tensor


class FaceNet(nn.Module):
    """Grey face windows -> smile, pose and an embedding, from one pass.

    Attributes:
        temperature: smile logits are divided by it; found on pictures from sources not trained on.
    """

    temperature: Tensor

    def __init__(self) -> None:
        super().__init__()
        self.features = nn.Sequential(
            *_block(1, 20, kernel=5, stride=2),
            *_block(20, 40, stride=2),
            *_block(40, 40),
            *_block(40, 80, stride=2),
            *_block(80, 80),
            *_block(80, 112, stride=2),
            nn.Conv2d(112, 32, 1),
            nn.LeakyReLU(0.1),
            nn.Flatten(),
            nn.Dropout(0.3),
            nn.Linear(32 * 16, EMBEDDING_SIZE),
        )
        self.smile = nn.Linear(EMBEDDING_SIZE, 1)
        self.pose = nn.Linear(EMBEDDING_SIZE, 2)
        self.register_buffer("temperature", torch.ones(()))

    def forward(self, windows: Tensor) -> FaceReading:
        """[N, 1, 64, 64] grey, 0..1 -> `FaceReading`."""
        values = self.features(standardised(windows))
        seen = functional.leaky_relu(values, 0.1)
        smile = self.smile(seen).squeeze(1) / self.temperature
        # In tens of degrees inside, so that all outputs are about as large.
        return FaceReading(smile, 10 * self.pose(seen), functional.normalize(values, dim=1, eps=1e-3))


def standardised(windows: Tensor) -> Tensor:
    """Windows [N, 1, H, W] less their mean, over their contrast."""
    centred = windows - windows.mean((2, 3), keepdim=True)
    variance = (centred**2).mean((2, 3), keepdim=True)
    return centred / torch.sqrt(variance + _FLAT**2)


def eye_windows(grey: Tensor) -> Tensor:
    """Both eyes of aligned crops, cut out and brought to EyeNet's input; the right one mirrored.

    Args:
        grey: [N, 224, 224] luma, 0..1.

    Returns:
        [2N, 1, 32, 32]: first all left eyes, then all right ones.
    """
    left = grey[(..., *eye_square(*EYE_LEFT))]
    right = grey[(..., *eye_square(*EYE_RIGHT))].flip(2)
    return resampled(torch.cat([left, right]).unsqueeze(1), EYE_INPUT)


def face_windows(grey: Tensor) -> Tensor:
    """Faces of aligned crops [N, 224, 224], luma 0..1 -> FaceNet's input [N, 1, 64, 64]."""
    return functional.avg_pool2d(grey[(..., *FACE_SQUARE)].unsqueeze(1), 2)


def resampled(windows: Tensor, side: int) -> Tensor:
    """Windows [N, 1, H, W] at another size [N, 1, side, side]; anti-aliased."""
    return functional.interpolate(windows, (side, side), mode="bilinear", antialias=True, align_corners=False)


def eye_square(x: float, y: float) -> Window:
    """The window (rows, columns) of the crop around an eye at (x, y), in crop pixels."""
    top, left = round(y) - EYE_SIDE // 2, round(x) - EYE_SIDE // 2
    return slice(top, top + EYE_SIDE), slice(left, left + EYE_SIDE)


def _block(inputs: int, outputs: int, kernel: int = 3, stride: int = 1) -> list[nn.Module]:
    """Convolution, normalisation over the batch, a rectifier that passes some gradient everywhere."""
    return [
        nn.Conv2d(inputs, outputs, kernel, stride, kernel // 2, bias=False),
        nn.BatchNorm2d(outputs),
        nn.LeakyReLU(0.1),
    ]
