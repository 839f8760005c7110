"""One explanation at a time, and no trace of it afterwards."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager

import torch
from torch import Tensor, nn

from photo_curator.domain.progress import CancelToken
from photo_curator.ml.attribution.seen import Forward

#: Hooks belong to the module, not to who set them: of two explanations at once each would record the
#: other's activations, and both maps would be wrong without any error. Re-entrant, for one
#: explanation calls another (the map of the shuffled network).
_ONE_AT_A_TIME = threading.RLock()
_HOOKS = ("_forward_hooks", "_forward_pre_hooks", "_backward_hooks", "_backward_pre_hooks")


@contextmanager
def undisturbed(module: nn.Module | None = None) -> Iterator[None]:
    """Work on networks that nobody else explains meanwhile, with gradients on.

    Hooks set on the module within the block are taken off at its end, whatever ended it.

    Args:
        module: the one that hooks may be set on; None: none is.
    """
    with _ONE_AT_A_TIME, torch.enable_grad():
        tables = [getattr(part, name) for part in module.modules() for name in _HOOKS] if module else []
        before = [set(table) for table in tables]
        try:
            yield
        finally:
            for table, known in zip(tables, before, strict=True):
                for key in set(table) - known:
                    del table[key]


def watched(forward: Forward, token: CancelToken | None, step: Callable[[], None] | None = None) -> Forward:
    """The same function, which can be cancelled before each call and counts its calls.

    Args:
        forward: from pixels [n, 3, h, w].
        token: asked before each call; None: cannot be cancelled.
        step: called after each call.
    """

    def counted(pixels: Tensor) -> Tensor:
        if token is not None:
            token.checkpoint()
        values = forward(pixels)
        if step is not None:
            step()
        return values

    return counted
