"""Which processor runs the networks, and what to do when it fails."""

from __future__ import annotations

import platform
from dataclasses import dataclass

import torch
from torch.nn import functional

#: Kinds in the order they are tried.
KINDS: tuple[str, ...] = ("cuda", "mps", "cpu")
#: Largest difference from the CPU's result at which a device still counts as sound. TF32 and the
#: like stay far below it; a broken driver does not.
SELF_TEST_TOLERANCE = 5e-3

#: What driver errors say of themselves. PyTorch raises plain RuntimeError for most of them.
_FAULT_MARKS: tuple[str, ...] = (
    "out of memory",
    "cuda error",
    "cudnn",
    "cublas",
    "cuda driver",
    "no kernel image",
    "mps backend",
    "mps framework",
    "metal",
    "device-side assert",
)


@dataclass(frozen=True, slots=True)
class Device:
    """A processor that passed the self-test.

    Attributes:
        kind: "cuda", "mps" or "cpu".
        name: for people ("NVIDIA RTX 4070").
    """

    kind: str
    name: str

    @property
    def torch(self) -> torch.device:
        """The same as PyTorch names it."""
        return torch.device(self.kind)


class DeviceFault(RuntimeError):  # noqa: N818 - it is the device's fault, not the program's error
    """The device failed (out of memory, driver error); the work may be repeated on the CPU."""


def choose_device(preferred: str | None = None) -> Device:
    """The best device that computes rightly: CUDA, then MPS, then the CPU.

    Args:
        preferred: "cuda", "mps" or "cpu": tried first; anything else is an error of the caller's.

    Raises:
        ValueError: `preferred` is no known kind.
    """
    if preferred is not None and preferred not in KINDS:
        raise ValueError(f"Unknown device {preferred!r}: one of {', '.join(KINDS)}.")
    # An explicit wish for the CPU is final; a wish for a GPU that fails falls through to the rest.
    order = KINDS if preferred is None else (preferred, *(kind for kind in KINDS if kind != preferred))
    for kind in order:
        if passes_self_test(kind):
            return Device(kind, _name_of(kind))
    return cpu()


def cpu() -> Device:
    """The CPU, which needs no test."""
    return Device("cpu", _name_of("cpu"))


def passes_self_test(kind: str) -> bool:
    """Whether a tiny convolution on the device agrees with the CPU's. Never raises."""
    if kind == "cpu":
        return True
    try:
        if not _is_available(kind):
            return False
        picture = torch.linspace(-1.0, 1.0, 3 * 16 * 16).reshape(1, 3, 16, 16)
        kernel = torch.linspace(-0.5, 0.5, 4 * 3 * 3 * 3).reshape(4, 3, 3, 3)
        expected = functional.conv2d(picture, kernel)
        found = functional.conv2d(picture.to(kind), kernel.to(kind)).cpu()
    except Exception:  # noqa: BLE001 - a device that fails in any way is simply not used
        return False
    return bool(torch.allclose(found, expected, atol=SELF_TEST_TOLERANCE))


def is_device_fault(error: BaseException) -> bool:
    """Whether an exception tells of the device rather than of the program or the picture."""
    if isinstance(error, (DeviceFault, torch.OutOfMemoryError)):
        return True
    if isinstance(error, getattr(torch, "AcceleratorError", ())):
        return True
    if not isinstance(error, RuntimeError):
        return False
    text = str(error).lower()
    return any(mark in text for mark in _FAULT_MARKS)


def set_threads(count: int) -> None:
    """Give PyTorch `count` CPU threads (1 or more) for the whole process.

    While decoding threads fill the other cores, 1 is best: see `benchmarks/faces.py`.

    Raises:
        ValueError: `count` is below 1.
    """
    if count < 1:
        raise ValueError(f"At least one thread is needed, not {count}.")
    torch.set_num_threads(count)


def release_memory(device: Device) -> None:
    """Hand a GPU's cached blocks back to the system; does nothing on the CPU. Never raises."""
    try:
        if device.kind == "cuda":
            torch.cuda.empty_cache()
        elif device.kind == "mps":
            torch.mps.empty_cache()
    except RuntimeError:
        # A driver that has just failed may fail again here; the memory is lost either way.
        return


def _is_available(kind: str) -> bool:
    if kind == "cuda":
        return torch.cuda.is_available()
    return torch.backends.mps.is_available()


def _name_of(kind: str) -> str:
    if kind == "cuda":
        return torch.cuda.get_device_name(0)
    if kind == "mps":
        return "Apple GPU"
    return platform.processor() or platform.machine() or "CPU"
