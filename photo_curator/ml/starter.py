"""The starter backbone: what the app can say of an aligned crop with nothing but what ships with it.

Sharpness, exposure and tilt are measured; eyes, smile and the head's turn come from two small networks
trained by this project, and so does the embedding. Everything is differentiable in the pixels.
"""

from __future__ import annotations

import math

import torch
from torch import Tensor, nn
from torch.nn import functional

from photo_curator.domain.face import Attribute
from photo_curator.ml.crops import FACE_HEIGHT, FACE_WINDOW, face_ellipse
from photo_curator.ml.starter_networks import EMBEDDING_SIZE, EyeNet, FaceNet, eye_windows, face_windows
from photo_curator.ml.weights import load_verified

#: Rec. 601 luma of gamma-coded RGB, as JPEG has it.
LUMA = (0.299, 0.587, 0.114)
#: The nose's tip before the line from eyes to mouth, in eye distances. Average of adult heads.
NOSE_DEPTH = 0.45
#: From the mean of both eyes' logits (0) to the smaller one (infinite).
_TOWARDS_SMALLER = 0.5
#: Contrast relative to the face's brightness below which detail is taken for noise.
_NOISE = 0.008
#: ln(fine detail / coarser detail): of a face just between sharp and blurred, and the distance over
#: which the verdict turns. Found on portraits blurred by known amounts.
_SHARPNESS_MIDDLE, _SHARPNESS_WIDTH = -1.0, 0.33


class StarterBackbone(nn.Module):
    """Aligned crops -> embedding and attributes. Float32 on every device.

    Making one reads and verifies the weights that ship with the app; see `weights.WeightsError`.

    Attributes:
        attribute_names: the columns of the attributes, `Attribute` values.
        embedding_size: columns of the embedding.
        version: changes whenever the numbers do.
    """

    attribute_names: tuple[str, ...] = (
        Attribute.SHARPNESS,
        Attribute.EXPOSURE,
        Attribute.YAW,
        Attribute.ROLL,
        Attribute.EYES_OPEN,
        Attribute.SMILE,
    )
    embedding_size = EMBEDDING_SIZE
    version = "starter-2"
    ellipse: Tensor
    luma: Tensor

    def __init__(self) -> None:
        super().__init__()
        ellipse = torch.from_numpy(face_ellipse())[FACE_WINDOW]
        self.register_buffer("ellipse", ellipse / ellipse.sum(), persistent=False)
        self.register_buffer("luma", torch.tensor(LUMA).reshape(1, 3, 1, 1), persistent=False)
        self.eyes = EyeNet()
        self.face = FaceNet()
        load_verified(self.eyes, "starter_eyes")
        load_verified(self.face, "starter_face")
        # Batch normalisation in training mode would let faces of one batch change each other's scores.
        self.eval()

    def forward(self, crops: Tensor, source_sizes: Tensor, landmarks: Tensor) -> tuple[Tensor, Tensor]:
        """Measure faces.

        Args:
            crops: [N, 3, 224, 224] float32, 0..1.
            source_sizes: [N] face heights in pixels of the picture the crops were cut from.
            landmarks: [N, 5, 2] in pixels of the upright photo at any size (in crop pixels the roll
                is lost, for the crop is turned upright).

        Returns:
            The embedding [N, 128], of length 1, and the attributes [N, A].
        """
        grey = (crops * self.luma).sum(1)
        face = grey[(..., *FACE_WINDOW)]
        left, right = self.eyes(eye_windows(grey)).chunk(2)
        reading = self.face(face_windows(grey))
        columns = {
            Attribute.SHARPNESS: self.sharpness(face, source_sizes),
            Attribute.EXPOSURE: self.exposure(face),
            Attribute.YAW: mixed_yaw(reading.pose[:, 0], yaw(landmarks)),
            Attribute.ROLL: roll(landmarks),
            Attribute.EYES_OPEN: both_open(left, right),
            Attribute.SMILE: torch.sigmoid(reading.smile),
        }
        attributes = torch.stack([columns[Attribute(name)] for name in self.attribute_names], 1)
        return reading.embedding, attributes

    def sharpness(self, face: Tensor, source_sizes: Tensor) -> Tensor:
        """How much fine detail there is beside coarser detail, at the scale the source resolves.

        In natural pictures octave bands have about equal contrast; blur takes the fine ones first.
        Their ratio does not depend on brightness or contrast. The bands start where the source's own
        pixels do: a face of 100 pixels drawn out to 160 is not blurred by that alone.

        Args:
            face: [N, H, W] luma, 0..1.
            source_sizes: [N] face heights in source pixels.

        Returns:
            [N] in 0..1; 0.5 is on the verge.
        """
        # Source pixels per crop pixel; smoothly never below 1, for the crop has no finer ones.
        pixel = (1 + (FACE_HEIGHT / source_sizes) ** 4) ** 0.25
        relative = face / (self._mean(face)[:, None, None] + 0.02)
        first, second, third = (_blurred(relative, pixel * sigma) for sigma in (0.8, 1.6, 3.2))
        fine = self._strength(first - second)
        coarse = self._strength(second - third)
        ratio = torch.log(fine + 1e-4) - torch.log(coarse + 2e-3)
        return soft_step((ratio - _SHARPNESS_MIDDLE) / _SHARPNESS_WIDTH)

    def exposure(self, face: Tensor) -> Tensor:
        """Whether the face is well lit: neither dark nor bright, little burnt out or crushed, contrast.

        The good band is wide, and wide to the dark side: skin of every colour lies in it when lit.

        Args:
            face: [N, H, W] luma, 0..1.

        Returns:
            [N] in 0..1.
        """
        mean = self._mean(face)
        deviation = torch.sqrt(self._mean((face - mean[:, None, None]) ** 2) + 1e-6)
        burnt = self._mean(torch.sigmoid((face - 0.96) / 0.012))
        crushed = self._mean(torch.sigmoid((0.04 - face) / 0.012))
        faults = (
            1.6 * functional.softplus((-2.5 - torch.log2(mean + 0.004)) / 0.35) * 0.8
            + functional.softplus((mean - 0.80) / 0.04) * 0.8
            + 9.0 * burnt
            + 3.0 * crushed
            + functional.softplus((0.07 - deviation) / 0.02) * 0.6
        )
        return soft_step(2.2 - 1.3 * faults)

    def _mean(self, values: Tensor) -> Tensor:
        """The mean over the face's ellipse, [N]."""
        return (values * self.ellipse).sum((1, 2))

    def _strength(self, band: Tensor) -> Tensor:
        """Root mean square of a band's contrast over the face, with what can be noise taken off."""
        cored = band**2 / torch.sqrt(band**2 + _NOISE**2)
        return torch.sqrt(self._mean(cored**2) + 1e-10)


def soft_step(value: Tensor) -> Tensor:
    """A map from all numbers to 0..1 whose tails fall like 1/x^2: its gradient never dies away."""
    return 0.5 + 0.5 * value / torch.sqrt(1 + value**2)


def yaw(landmarks: Tensor) -> Tensor:
    """How far heads are turned, in degrees; positive towards the picture's right.

    Seen from the front the nose lies on the line from between the eyes to the middle of the mouth. A
    head turned by a shows its eyes `cos a` times as far apart and moves the nose, which stands
    `NOSE_DEPTH` eye distances before that line, sideways by `sin a` times that depth: so
    a = atan(shift of the nose / (depth x visible distance of the eyes)). Turning the picture,
    shifting and scaling change nothing.

    Args:
        landmarks: [N, 5, 2], MTCNN's order.
    """
    left, right, nose, mouth_left, mouth_right = landmarks.unbind(1)
    eyes, mouth = (left + right) / 2, (mouth_left + mouth_right) / 2
    down = mouth - eyes
    # Square root of a sum with a floor: points that coincide give an angle, not NaN.
    length = torch.sqrt((down**2).sum(1, keepdim=True) + 1e-6)
    across = torch.stack([down[:, 1], -down[:, 0]], 1) / length
    apart = ((right - left) * across).sum(1)
    shift = ((nose - eyes) * across).sum(1)
    return torch.rad2deg(torch.atan2(shift / NOSE_DEPTH, apart + 1e-3 * length[:, 0]))


def both_open(left: Tensor, right: Tensor) -> Tensor:
    """The probability that both eyes are open, from each eye's logit [N]; rises with either.

    Between the mean of the two and the smaller one: eyes nearly always shut together, so two readings
    of one event are better than one, but a plain wink must show.
    """
    pair = torch.stack([left, right])
    smaller = (math.log(2) - torch.logsumexp(-_TOWARDS_SMALLER * pair, 0)) / _TOWARDS_SMALLER
    return torch.sigmoid(smaller)


def mixed_yaw(network: Tensor, landmarks: Tensor) -> Tensor:
    """The head's turn from both witnesses, in degrees [N]: their mean.

    Their errors have different causes (light and hair here, a nose misplaced there), so the mean is
    closer than either. Far turned the network knows no examples and its answers stop growing; the
    landmarks' share keeps the angle rising.

    Args:
        network: [N] FaceNet's yaw, degrees.
        landmarks: [N] `yaw` of the landmarks, degrees.
    """
    return (network + landmarks) / 2


def roll(landmarks: Tensor) -> Tensor:
    """How far heads are tilted, in degrees; positive clockwise.

    The mean direction of two lines: through the eyes, and from the eyes to the mouth turned back by
    a right angle. The second holds where the first collapses, in profile.

    Args:
        landmarks: [N, 5, 2], MTCNN's order, in pixels of the upright photo.
    """
    left, right, _, mouth_left, mouth_right = landmarks.unbind(1)
    down = (mouth_left + mouth_right) / 2 - (left + right) / 2
    line = (right - left) + torch.stack([down[:, 1], -down[:, 0]], 1)
    return torch.rad2deg(torch.atan2(line[:, 1], line[:, 0]))


def _blurred(pictures: Tensor, sigmas: Tensor) -> Tensor:
    """Gaussian blur with a width of its own for each picture.

    As two matrix products: a kernel that differs from picture to picture fits no convolution, and at
    this size the products are faster anyway.

    Args:
        pictures: [N, H, W].
        sigmas: [N] in pixels.
    """
    rows = _kernel(pictures.shape[1], sigmas, pictures)
    columns = _kernel(pictures.shape[2], sigmas, pictures)
    return rows @ pictures @ columns.transpose(1, 2)


def _kernel(size: int, sigmas: Tensor, like: Tensor) -> Tensor:
    """Matrices [N, size, size] whose rows are Gaussians that sum to 1."""
    places = torch.arange(size, dtype=like.dtype, device=like.device)
    distance = (places[:, None] - places[None, :]) ** 2
    # Cut off at 1e-17: the tails' denormal numbers would make the products ten times slower. This
    # bounds no pixel, only the kernel.
    weights = torch.exp((-distance / (2 * sigmas[:, None, None] ** 2)).clamp(min=-40.0))
    return weights / weights.sum(2, keepdim=True)


def degrees_to_share(degrees: Tensor, half: float) -> Tensor:
    """0 when facing the camera, rising smoothly and without end; 1 at `half` degrees.

    Smooth at 0, so that it can be differentiated there; linear far away.
    """
    return (torch.sqrt(1 + (degrees / half) ** 2 * 3) - 1) / (math.sqrt(4.0) - 1)
