"""Fooling pictures: the smallest change found that makes a scorer say something else.

The paper's section 5.4 and figure 6, by projected gradient descent (Madry et al., 2018, "Towards Deep
Learning Models Resistant to Adversarial Attacks", section 2.1) inside ever smaller bounds.
"""

from __future__ import annotations

import warnings
from collections.abc import Callable
from dataclasses import dataclass, replace

import numpy as np
import torch
from captum.robust import PGD, MinParamPerturbation
from numpy.typing import NDArray
from torch import Tensor, nn

from photo_curator.domain.explanation import Fooling
from photo_curator.domain.progress import CancelToken
from photo_curator.ml.attribution.checks import Mask, face_mask, picture_of
from photo_curator.ml.attribution.guard import undisturbed, watched
from photo_curator.ml.attribution.seen import FaceScorer, Forward, SeenFace, forward_of, log_probabilities

#: One step of an 8-bit picture.
_STEP = 1 / 255
#: The largest bound tried, in steps: the change is plainly visible then, and fools nobody.
LARGEST_BOUND = 32
#: Bounds are numbered 0..`_RUNGS`, each a tenth larger than the one before; the first is 0.15 steps.
_RUNGS, _RATIO = 56, 1.1
#: Rounding hardly ever costs more rungs than this, a factor of 3.
_ROUNDING_RUNGS = 12
#: Gradient steps an attack, and their size as a share of the bound: together 2.4 times across it. Forty
#: small steps find the same radius within a tenth (measured).
GRADIENT_STEPS, _STRIDE = 12, 0.2
#: What it means that a change of at most so many steps turns the score.
_MEANINGS = (
    (4, "A change you cannot see turns this score: take it as a hint, not a verdict."),
    (10, "A change you can hardly see turns this score: take it as a hint, not a verdict."),
    (255, "It takes a change you can see as grain: this score is rather robust, and still only a hint."),
)


@dataclass(frozen=True, slots=True)
class Fooled:
    """What an attack on one picture found.

    Attributes:
        picture: [h, w, 3] as saved, 0..255; None where no picture fooled it once saved.
        radius: the smallest bound, in steps of 1/255, that sufficed before rounding; None: none did.
        tried: the largest bound tried, likewise.
    """

    picture: NDArray[np.uint8] | None
    radius: float | None
    tried: float


def fool(
    forward: Forward,
    pixels: Tensor,
    target: int,
    token: CancelToken | None = None,
    step: Callable[[], None] | None = None,
    largest: float = LARGEST_BOUND,
) -> Fooled:
    """Look for the smallest change that makes a column the largest.

    Bisection on the bound, twice: once for the picture as it is computed (the radius), once for the
    picture as it is saved. Rounding to 8 bits undoes every change below half a step, so the second is
    seldom smaller than 1/255. All colours stay in 0..1 and within the bound.

    Args:
        forward: pixels [n, 3, h, w] in 0..1 -> logits [n, k]; differentiable.
        pixels: [1, 3, h, w], steps of 1/255.
        target: the column.
        token: cancels before the next evaluation.
        step: called after each evaluation.
        largest: bound, in steps of 1/255.

    Raises:
        CancelledError: cancel was asked for.
    """
    ask = watched(forward, token, step)
    attack = _Attack(ask, pixels, target, largest)
    with undisturbed():
        _, radius = _smallest(attack, ask, 0, _RUNGS)
        saved = None
        if radius is not None:
            for end in (min(radius + _ROUNDING_RUNGS, _RUNGS), _RUNGS):
                if saved is None:
                    saved, _ = _smallest(attack, lambda some: ask(as_saved(some)), max(0, radius - 1), end)
        if saved is not None:
            saved = _without_needless(ask, pixels, as_saved(saved), target)
    return Fooled(
        None if saved is None else picture_of(saved),
        None if radius is None else attack.bound(radius),
        float(largest),
    )


class _Attack:
    """Projected gradient descent on one picture, inside numbered bounds.

    The bound's picture depends on the bound alone, so each is made once.
    """

    def __init__(self, forward: Forward, pixels: Tensor, target: int, largest: float) -> None:
        self._forward = forward
        self._largest = largest
        self.pixels = pixels.detach()
        self.target = target
        self._wanted = torch.tensor([target], device=pixels.device)
        # Captum's own default, the negative output, is no loss of logits.
        loss = nn.CrossEntropyLoss(reduction="none")
        self._descent = PGD(self._noting, loss, lower_bound=0.0, upper_bound=1.0)
        # Captum takes gradients under 1e-6 for none; a score over 150,000 colours has many such.
        self._descent.fgsm.zero_thresh = 0.0
        self._reached: Tensor | None = None
        self._made: dict[int, Tensor] = {}

    def bound(self, rung: int) -> float:
        """A bound, in steps of 1/255."""
        return float(self._largest * _RATIO ** (rung - _RUNGS))

    def __call__(self, pixels: Tensor, rung: int) -> Tensor:
        """The picture the bound allows that is closest to fooling the scorer, or beyond."""
        if rung not in self._made:
            radius = self.bound(rung) * _STEP
            self._reached = None
            with warnings.catch_warnings():
                # PGD detaches its picture after every step, and FGSM remarks on that at every step.
                warnings.filterwarnings("ignore", "Input Tensor 0 did not already require gradients")
                last = self._descent.perturb(
                    pixels, radius, _STRIDE * radius, GRADIENT_STEPS, self._wanted, targeted=True
                )
            with torch.no_grad():
                fooled = self.hit(self._forward(last))
            # Large steps may walk past a middle level; then what they walked over counts.
            self._made[rung] = last if fooled or self._reached is None else self._reached
        return self._made[rung]

    def hit(self, logits: Tensor) -> bool:
        """Whether logits [1, k] have the target as their largest."""
        return int(logits.argmax(1).item()) == self.target

    def _noting(self, pixels: Tensor) -> Tensor:
        logits = self._forward(pixels)
        if self.hit(logits):
            self._reached = pixels.detach()
        return logits


def _smallest(attack: _Attack, judged: Forward, begin: int, end: int) -> tuple[Tensor | None, int | None]:
    """The smallest bound, `begin` to `end`, that fools: its picture and its number, or neither."""
    search = MinParamPerturbation(
        judged,
        attack,
        arg_name="rung",
        arg_min=begin,
        arg_max=end + 1,
        arg_step=1,
        mode="binary",
        # "Correct" lets the search go on: anything but the target.
        correct_fn=lambda logits: not attack.hit(logits),
    )
    with torch.no_grad():
        found: tuple[Tensor | None, int | None] = search.evaluate(attack.pixels)
    return found


def _without_needless(forward: Forward, original: Tensor, fooled: Tensor, target: int) -> Tensor:
    """The fooled picture [1, 3, h, w] with the changes put back that it does without.

    A bound lets every pixel go equally far, also those that hardly count; what is left shows where the
    scorer is fooled. Those that count least go first, as many as it takes, by bisection.
    """
    change = fooled - original
    begin = fooled.clone().requires_grad_()
    loss = nn.functional.cross_entropy(forward(begin), torch.tensor([target], device=fooled.device))
    (gradient,) = torch.autograd.grad(loss, begin)
    effect = (gradient * change).sum(1).abs().flatten()
    order = torch.argsort(effect)

    def put_back(count: int) -> Tensor:
        keep = torch.ones(effect.numel(), device=fooled.device)
        keep[order[:count]] = 0
        return as_saved(original + change * keep.reshape(1, 1, *change.shape[-2:]))

    fewest, most = 0, effect.numel()
    with torch.no_grad():
        while most - fewest > max(1, effect.numel() // 500):
            middle = (fewest + most) // 2
            if int(forward(put_back(middle)).argmax(1).item()) == target:
                fewest = middle
            else:
                most = middle
    return put_back(fewest)


def fool_face(
    scorer: nn.Module,
    face: SeenFace,
    level: int,
    token: CancelToken | None = None,
    step: Callable[[], None] | None = None,
) -> tuple[Fooling, NDArray[np.uint8] | None]:
    """Look for the smallest change that makes a face's most probable level another.

    Args:
        scorer: a `FaceScorer`, in evaluation mode.
        face: whose score.
        level: 1..5.
        token: cancels before the next evaluation.
        step: called after each evaluation.

    Returns:
        The numbers, and the fooled crop [224, 224, 3] as it is to be saved; None where there is none.

    Raises:
        ValueError: no such level, or it is the most probable one already.
        CancelledError: cancel was asked for.
    """
    if not 1 <= level <= 5:
        raise ValueError(f"A level is 1 to 5, not {level}.")
    ask: FaceScorer = scorer
    forward = forward_of(ask, face, log_probabilities)
    before = _shares(forward, face.pixels)
    if int(np.argmax(before)) == level - 1:
        raise ValueError(f"This face gets {level} as it is: there is nothing to fool.")
    found = fool(forward, face.pixels, level - 1, token, step)
    mask = face_mask()
    change = _change(face.pixels, found.picture)
    after = before if found.picture is None else _shares(forward, _loaded(found.picture, face.pixels))
    result = Fooling(
        target=level,
        succeeded=found.picture is not None,
        before=before,
        after=after,
        largest_change=int(change.max()),
        changed_share=float((change > 0).any(2).mean()),
        inside_face=_share_inside(change, mask),
        face_share=float(mask.mean()),
        radius=found.radius,
        tried=found.tried,
        sentence="",
    )
    return _with_sentence(result), found.picture


def difference(original: NDArray[np.uint8], fooled: NDArray[np.uint8], factor: int = 50) -> NDArray[np.uint8]:
    """The change, drawn `factor` times as large around a middle grey, as the paper's figure 6 does.

    Args:
        original: [h, w, 3].
        fooled: [h, w, 3].
        factor: of magnification.

    Returns:
        [h, w, 3]; 128 where nothing changed, cut off at 0 and 255.
    """
    change = fooled.astype(np.int32) - original.astype(np.int32)
    return (128 + factor * change).clip(0, 255).astype(np.uint8)


def as_saved(pixels: Tensor) -> Tensor:
    """Pixels rounded to the steps of an 8-bit picture."""
    return (pixels * 255).round() / 255


def _loaded(picture: NDArray[np.uint8], like: Tensor) -> Tensor:
    return torch.from_numpy(picture).to(like.device).permute(2, 0, 1).unsqueeze(0).float() / 255


def _shares(forward: Forward, pixels: Tensor) -> tuple[float, ...]:
    with torch.no_grad():
        return tuple(torch.softmax(forward(pixels)[0].double(), 0).tolist())


def _change(pixels: Tensor, picture: NDArray[np.uint8] | None) -> NDArray[np.int32]:
    """[h, w, 3] steps of 1/255, 0 or more."""
    original = picture_of(pixels).astype(np.int32)
    change: NDArray[np.int32] = np.zeros_like(original)
    return change if picture is None else np.abs(picture.astype(np.int32) - original, out=change)


def _share_inside(change: NDArray[np.int32], mask: Mask) -> float:
    total = float(change.sum())
    return float(change[mask].sum()) / total if total else 0.0


def _with_sentence(result: Fooling) -> Fooling:
    if result.succeeded:
        meaning = next(text for limit, text in _MEANINGS if result.largest_change <= limit)
        text = (
            f"Changing every colour by at most {result.largest_change}/255 makes this face a {result.target} "
            f"({result.after[result.target - 1]:.0%}). {meaning}"
        )
    elif result.radius is not None:
        text = (
            f"A change within {result.radius:.2g}/255 would make this face a {result.target}, but only until "
            "the picture is saved in 8 bits: no saved picture was found that fools the score."
        )
    else:
        text = (
            f"No change within {result.tried:.0f}/255 was found that makes this face a {result.target}: "
            "against this attack the score held. A stronger attack might still succeed."
        )
    return replace(result, sentence=text)
