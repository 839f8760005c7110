"""All methods behind one door: a face, a method, a target -> an `Attribution`."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor, nn

from photo_curator.domain.explanation import Method
from photo_curator.domain.progress import CancelToken
from photo_curator.ml.attribution.grad_cam import branches_of, grad_cam
from photo_curator.ml.attribution.guard import undisturbed, watched
from photo_curator.ml.attribution.hiding import HIDING_SIGMA, blurred
from photo_curator.ml.attribution.integrated_gradients import STEPS, integrated_gradients
from photo_curator.ml.attribution.occlusion import occlusion
from photo_curator.ml.attribution.result import Attribution, shown_map
from photo_curator.ml.attribution.saliency import saliency
from photo_curator.ml.attribution.seen import FaceScorer, SeenFace, Target, forward_of

#: How much each map is smoothed for showing, in crop pixels.
_SMOOTHING = {
    Method.SALIENCY: 2.5,
    Method.INTEGRATED_GRADIENTS: 2.5,
    Method.GRAD_CAM: 3.0,
    Method.OCCLUSION: 5.0,
}


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
        with torch.no_grad():
            score = ask(face.pixels, face.size, face.landmarks).mean.item()
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
