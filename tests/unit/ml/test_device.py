from __future__ import annotations

import pytest
import torch

from photo_curator.ml import device
from photo_curator.ml.device import DeviceFault, choose_device, is_device_fault, set_threads


def test_cpu_is_always_there():
    assert choose_device("cpu").kind == "cpu"
    assert choose_device("cpu").name


def test_a_device_that_fails_its_test_is_passed_over(monkeypatch):
    monkeypatch.setattr(device, "_is_available", lambda kind: kind == "cuda")

    def broken(*_args, **_kwargs):
        raise RuntimeError("CUDA error: no kernel image is available for execution on the device")

    monkeypatch.setattr(device.functional, "conv2d", broken)
    assert choose_device().kind == "cpu"
    assert choose_device("cuda").kind == "cpu"


def test_unknown_kinds_are_the_callers_error():
    with pytest.raises(ValueError, match="abacus"):
        choose_device("abacus")


@pytest.mark.parametrize(
    ("error", "fault"),
    [
        (torch.OutOfMemoryError("CUDA out of memory"), True),
        (RuntimeError("MPS backend out of memory (MPS allocated: 9 GB)"), True),
        (RuntimeError("CUDA error: device-side assert triggered"), True),
        (RuntimeError("DefaultCPUAllocator: can't allocate memory: out of memory"), True),
        (DeviceFault("gone"), True),
        (RuntimeError("shape '[2]' is invalid for input of size 3"), False),
        (ValueError("out of memory"), False),
        (MemoryError(), False),
    ],
)
def test_faults_of_devices(error, fault):
    assert is_device_fault(error) is fault


def test_threads():
    before = torch.get_num_threads()
    try:
        set_threads(1)
        assert torch.get_num_threads() == 1
        with pytest.raises(ValueError, match="At least one"):
            set_threads(0)
    finally:
        torch.set_num_threads(before)
