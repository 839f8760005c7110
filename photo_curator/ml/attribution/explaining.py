"""All methods behind one door: a face, a method, a target -> an `Attribution`, and its checks."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor, nn

from photo_curator.domain.explanation import Check, Method
from photo_curator.domain.progress import CancelToken
from photo_curator.ml.attribution import checks
from photo_curator.ml.attribution.grad_cam import branches_of, grad_cam
from photo_curator.ml.attribution.guard import undisturbed, watched
from photo_curator.ml.attribution.hiding import HIDING_SIGMA, blurred
from photo_curator.ml.attribution.integrated_gradients import STEPS, integrated_gradients
from photo_curator.ml.attribution.occlusion import occlusion
from photo_curator.ml.attribution.result import Attribution, shown_map
from photo_curator.ml.attribution.saliency import saliency
from photo_curator.ml.attribution.seen import FaceScorer, SeenFace, Target, forward_of, output_of
from photo_curator.ml.attribution.shuffled import shuffled

#: How much each map is smoothed for showing, in crop pixels.
_SMOOTHING = {
    Method.SALIENCY: 2.5,
    Method.INTEGRATED_GRADIENTS: 2.5,
    Method.GRAD_CAM: 3.0,
    Method.OCCLUSION: 5.0,
}
#: Shuffled networks a map is compared with; where a map takes a second, one must do.
_SHUFFLES = {Method.SALIENCY: 3, Method.INTEGRATED_GRADIENTS: 1, Method.GRAD_CAM: 3, Method.OCCLUSION: 1}


def attribute(
    scorer: nn.Module,
    face: SeenFace,
    method: Method,
    target: Target = Target(),  # noqa: B008 - frozen
    token: CancelToken | None = None,
    step: Callable[[], None] | None = None,
) -> Attribution:
    """What mattered for a face's score.

    Args:
        scorer: the very one that gave the score; a `FaceScorer`, in evaluation mode.
        face: what it saw.
        method: how to find out.
        target: the number to explain.
        token: cancels before the next evaluation of the scorer.
        step: called after each evaluation.

    Raises:
        CancelledError: cancel was asked for; no hook is left on the scorer.
        ValueError: Grad-CAM of a scorer without a convolution.
    """
    ask: FaceScorer = scorer
    forward = watched(forward_of(ask, face, target.differentiated), token, step)
    note = ""
    parts: dict[str, Tensor] = {}
    with undisturbed(scorer):
        score = output_of(ask, face).mean.item()
        match method:
            case Method.SALIENCY:
                raw = saliency(forward, face.pixels)[0]
            case Method.INTEGRATED_GRADIENTS:
                begin = blurred(face.pixels)
                raw = integrated_gradients(forward, face.pixels, baseline=begin)[0]
                note = _baseline_note(forward, face.pixels, begin, raw)
            case Method.OCCLUSION:
                raw = occlusion(forward, face.pixels)[0]
                note = "Squares were hidden by a strong blur."
            case Method.GRAD_CAM:
                parts = dict(grad_cam(forward, face.pixels, branches_of(scorer)))
                raw = torch.stack(list(parts.values())).sum(0)
                note = (
                    "Only what the networks' last convolutions see; measured sharpness and light do not show."
                )
    return Attribution(
        method,
        shown_map(raw, _SMOOTHING[method]),
        _array(raw),
        target,
        score,
        str(getattr(scorer, "version", "")),
        note,
        {name: _array(part) for name, part in parts.items()},
    )


def checked(
    scorer: nn.Module,
    face: SeenFace,
    found: Attribution,
    token: CancelToken | None = None,
    step: Callable[[], None] | None = None,
) -> tuple[Check, ...]:
    """Test an attribution on the scorer and the face it is of; see `checks`.

    Args:
        scorer: as for `attribute`.
        face: likewise.
        found: what `attribute` gave for them.
        token: cancels before the next evaluation of the scorer.
        step: called after each evaluation.

    Raises:
        CancelledError: cancel was asked for.
    """
    ask: FaceScorer = scorer
    target = found.target
    value = watched(forward_of(ask, face, target.shown), token, step)
    mask = checks.face_mask()

    def score(other: SeenFace) -> float:
        mean = watched(forward_of(ask, other, lambda output: output.mean), token, step)
        with torch.no_grad():
            return mean(other.pixels).item()

    with undisturbed(scorer):
        others = [
            attribute(shuffled(scorer, seed), face, found.method, target, token, step).map
            for seed in range(_SHUFFLES[found.method])
        ]
        return (
            checks.inside_face(found.map, mask),
            checks.hiding(found.map, value, face.pixels, target.words),
            checks.shuffled_network(found.map, others, mask),
            checks.small_changes(score, face),
            checks.regions(value, face.pixels, target.words),
        )


def evaluations(method: Method) -> int:
    """About how many evaluations of the scorer `attribute` and `checked` take together, for progress."""
    one = {Method.SALIENCY: 1, Method.INTEGRATED_GRADIENTS: 8, Method.GRAD_CAM: 2, Method.OCCLUSION: 16}
    return one[method] * (1 + _SHUFFLES[method]) + 8


def _baseline_note(forward: Callable[[Tensor], Tensor], pixels: Tensor, begin: Tensor, raw: Tensor) -> str:
    with torch.no_grad():
        value, base = forward(torch.cat([pixels, begin])).tolist()
    return (
        f"From the same crop blurred over {HIDING_SIGMA:.0f} pixels ({base:.2f}) to the crop ({value:.2f}), "
        f"{STEPS} steps; the map's sum misses the difference by {abs(raw.sum().item() - (value - base)):.2f}."
    )


def _array(values: Tensor) -> NDArray[np.float32]:
    result: NDArray[np.float32] = values.cpu().numpy().astype(np.float32)
    return result
