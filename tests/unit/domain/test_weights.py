"""The manifest of weights: what it may say, and that training leaves foreign entries alone."""

from __future__ import annotations

import pytest

from photo_curator.assets import models_dir
from photo_curator.domain.errors import WeightsError
from photo_curator.domain.weights import MANIFEST, may_be_fetched, parse_manifest, with_entries
from tests.weights_shelf import ENTRY


def entry(name: str = "small", **other: object) -> str:
    facts: dict[str, object] = {
        "name": name,
        "file": f"{name}.pth",
        "url": "https://weights.invalid/small.pth",
        "sha256": "0123abcd",
        "size": 10,
    }
    return ENTRY.format(**facts | other)


def test_what_ships_is_described_completely() -> None:
    entries = parse_manifest((models_dir() / MANIFEST).read_text("utf-8"))
    downloads = {name: one for name, one in entries.items() if not one.embedded}
    assert set(downloads) == {
        "resnet18", "resnet50", "vgg16", "vgg19", "inception_v3", "xception", "inception_resnet_v2",
        "facenet",
    }  # fmt: skip
    for one in downloads.values():
        assert one.url.startswith("https://")
        assert one.url.endswith(f"/{one.file}")
        assert one.licence.startswith("Weights: ")
        assert one.terms.startswith("https://")
        assert one.card.startswith("https://")
        # A publisher who states a hash states its beginning in the file's name.
        assert f"-{one.sha256}." in one.file if one.sha256 else one.name == "facenet"
    assert {name for name, one in downloads.items() if one.extra} == {"xception", "inception_resnet_v2"}


@pytest.mark.parametrize(
    ("other", "words"),
    [
        ({"url": "http://weights.invalid/a.pth"}, "not https"),
        ({"url": "file:///etc/passwd"}, "not https"),
        ({"sha256": "0123"}, "no SHA-256"),
        ({"sha256": "g" * 64}, "no SHA-256"),
        ({"url": "", "sha256": "0123abcd"}, "no SHA-256"),  # what ships has all digits
        ({"file": "../a.pth"}, "no plain file name"),
        ({"file": ".hidden"}, "no plain file name"),
    ],
)
def test_what_could_harm_is_refused(other: dict[str, object], words: str) -> None:
    with pytest.raises(WeightsError, match=words):
        parse_manifest(entry(**other))


@pytest.mark.parametrize(
    ("url", "safe"),
    [
        ("https://example.org/a", True),
        ("http://127.0.0.1:8000/a", True),
        ("http://localhost/a", True),
        ("http://127.0.0.1.example.org/a", False),
        ("http://example.org/a", False),
        ("ftp://example.org/a", False),
    ],
)
def test_only_https_and_this_machine_are_asked(url: str, safe: bool) -> None:
    assert may_be_fetched(url) is safe


def test_an_entry_is_replaced_and_the_others_stay_to_the_letter() -> None:
    kept = entry("kept").replace("\nsize", "\n# a remark of a person\nsize")
    before = with_entries("", {"mine": entry("mine"), "kept": kept}, "# old\n")
    after = with_entries(before, {"mine": entry("mine", size=99), "new": entry("new")}, "# header\n\n")
    assert after.startswith("# header\n\n[[weights]]\n")
    assert kept.strip() in after
    assert {name: one.size for name, one in parse_manifest(after).items()} == {
        "mine": 99,
        "kept": 10,
        "new": 10,
    }
    assert with_entries(after, {}, "# header\n\n") == after
