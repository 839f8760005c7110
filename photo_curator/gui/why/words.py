"""What the page says: methods, checks and the fooling picture in plain words. No widgets."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication

from photo_curator.domain.aggregation import SMALLEST_JUDGED_FACE
from photo_curator.domain.explanation import Check, CheckName, Explanation, Fooling, Method
from photo_curator.gui.danger_words import percent
from photo_curator.gui.photo_words import number

translate = QCoreApplication.translate

#: Largest changes, in steps of 1/255, that nobody sees, and that are hardly seen.
_UNSEEN, _HARDLY_SEEN = 4, 10
_MINUS = "\u2212"


@dataclass(frozen=True, slots=True)
class CheckLine:
    """One line of the checks.

    Attributes:
        passed: None where the line only stands for comparison.
        label: what was tested.
        value: its numbers.
        warning: what a failure means; "" where there is none.
        detail: more, for the tooltip.
    """

    passed: bool | None
    label: str
    value: str
    warning: str = ""
    detail: str = ""


def method_name(method: Method) -> str:
    """What a method is called."""
    return {
        Method.SALIENCY: translate("Why", "Saliency"),
        Method.INTEGRATED_GRADIENTS: translate("Why", "Integrated gradients"),
        Method.GRAD_CAM: translate("Why", "Grad-CAM"),
        Method.OCCLUSION: translate("Why", "Occlusion"),
    }[method]


def method_sentence(method: Method) -> str:
    """How a method finds what mattered, in one sentence."""
    return {
        Method.SALIENCY: translate(
            "Why", "Bright where the smallest change of a pixel would move the score most."
        ),
        Method.INTEGRATED_GRADIENTS: translate(
            "Why", "Each pixel's share of what the score gained on the way from a blurred face to this one."
        ),
        Method.GRAD_CAM: translate(
            "Why",
            "Where the networks' last layer found what speaks for the score; measured sharpness and light"
            " do not show.",
        ),
        Method.OCCLUSION: translate(
            "Why", "Hides one square after the other behind a blur and looks how much the score changes."
        ),
    }[method]


def title(score: float) -> str:
    """What the page is about."""
    return translate("Why", "Why {0}?").format(number(score))


def place(name: str, face: int, faces: int) -> str:
    """Which face is explained."""
    return translate("Why", "{0}, face {1} of {2}").format(name, face, faces)


def too_small(height: float) -> str:
    """Why a face has no score."""
    return translate("Why", "This face is only {0} pixels high; below {1} a face tells nothing.").format(
        round(height), round(SMALLEST_JUDGED_FACE)
    )


def verdict(checks: tuple[Check, ...]) -> tuple[str, str]:
    """What the checks say together, and its tone."""
    failed = sum(not check.passed for check in checks)
    if not failed:
        return translate("Why", "It passed all {0} tests.").format(len(checks)), "good"
    if failed == 1:
        words = translate("Why", "It failed one of {0} tests: read the map with care.")
        return words.format(len(checks)), "warn"
    words = translate("Why", "It failed {0} of {1} tests: read the map with care.")
    return words.format(failed, len(checks)), "warn"


def check_lines(explanation: Explanation) -> Iterator[CheckLine]:
    """The checks of the map, without the regions."""
    for check in explanation.checks:
        match check.name:
            case CheckName.INSIDE_FACE:
                yield _inside(check)
            case CheckName.HIDING:
                yield from _hiding(check)
            case CheckName.SHUFFLED_NETWORK:
                yield _shuffled(check)
            case CheckName.SMALL_CHANGES:
                yield _small_changes(check)


def waiting_lines() -> Iterator[CheckLine]:
    """The same lines while their numbers are not there yet."""
    for label in (_inside_label(), *_hiding_labels(20), _shuffled_label(), _small_label()):
        yield CheckLine(None, label, "…")


def region_warning(check: Check) -> str:
    """What it means that the background counts most; "" where it does not."""
    if check.passed:
        return ""
    return translate("Why", "The background counts for more than the face.")


def regions(figures: Mapping[str, float]) -> list[tuple[str, float]]:
    """What hiding each region changes: its name, and the difference of the score."""
    names = {
        "eyes": translate("Why", "Eyes hidden"),
        "mouth": translate("Why", "Mouth hidden"),
        "background": translate("Why", "Background hidden"),
    }
    return [(words, figures.get(name, 0.0)) for name, words in names.items()]


def signed(value: float) -> str:
    """A difference of scores: "+0.3", "−1.2", "0.0"."""
    text = number(abs(value))
    if text == number(0.0):
        return text
    return f"{_MINUS if value < 0 else '+'}{text}"


def _inside_label() -> str:
    return translate("Why", "Importance inside the face")


def _inside(check: Check) -> CheckLine:
    if not check.figures:
        words = translate("Why", "The map is empty: nothing seems to matter.")
        return CheckLine(False, _inside_label(), "–", words)
    share, area = percent(check.figures["share"]), percent(check.figures["face_share"])
    detail = translate("Why", "The face fills {0} of the crop.").format(area)
    warning = translate("Why", "The score looks elsewhere: the face alone fills {0} of the crop.")
    return CheckLine(
        check.passed, _inside_label(), share, "" if check.passed else warning.format(area), detail
    )


def _hiding_labels(tries: int) -> tuple[str, str]:
    return (
        translate("Why", "Hide the top 10 % of the map"),
        translate("Why", "Hide 10 % elsewhere ({0} tries)").format(tries),
    )


def _hiding(check: Check) -> Iterator[CheckLine]:
    found = check.figures
    before, tries, beaten = number(found["before"]), round(found["tries"]), round(found["beaten"])
    own, other = _hiding_labels(tries)
    detail = translate("Why", "{0} of {1} tries elsewhere change the score less.").format(beaten, tries)
    warning = translate("Why", "The map does not find what matters most: {0}")
    yield CheckLine(
        check.passed,
        own,
        f"{before} → {number(found['after'])}",
        "" if check.passed else warning.format(detail),
        detail,
    )
    yield CheckLine(None, other, f"{before} → {number(found['elsewhere'])}", "", detail)


def _shuffled_label() -> str:
    return translate("Why", "Same map from an untrained network?")


def _shuffled(check: Check) -> CheckLine:
    correlation = number(check.figures["correlation"], 2).replace("-", _MINUS)
    words = translate("Why", "no (ρ = {0})") if check.passed else translate("Why", "yes (ρ = {0})")
    warning = translate(
        "Why", "It shows detail and contrast of the picture, hardly anything the network has learnt."
    )
    detail = translate(
        "Why", "Rank correlation with the map of a network whose weights were shuffled, inside the face."
    )
    return CheckLine(
        check.passed, _shuffled_label(), words.format(correlation), "" if check.passed else warning, detail
    )


def _small_label() -> str:
    return translate("Why", "Resize, save again, crop by 5 %")


def _small_changes(check: Check) -> CheckLine:
    span = f"{number(check.figures['low'])} … {number(check.figures['high'])}"
    warning = translate("Why", "The score hangs on things that do not matter.")
    return CheckLine(check.passed, _small_label(), span, "" if check.passed else warning)


def fooling_sentence(fooling: Fooling) -> str:
    """What became of the attack, and what it means."""
    if fooling.succeeded:
        words = translate("Why", "Changing every colour by at most {0}/255 makes this face a {1} ({2}).")
        share = percent(fooling.after[fooling.target - 1])
        return words.format(fooling.largest_change, fooling.target, share) + " " + _meaning(fooling)
    if fooling.radius is not None:
        return translate(
            "Why",
            "A change within {0}/255 would make this face a {1}, but only until the picture is saved in"
            " 8 bits: no saved picture was found that fools the score.",
        ).format(number(fooling.radius), fooling.target)
    return translate(
        "Why",
        "No change within {0}/255 was found that makes this face a {1}: against this attack the score held."
        " A stronger attack might still succeed.",
    ).format(round(fooling.tried), fooling.target)


def easily_fooled(fooling: Fooling) -> bool:
    """Whether a change that is hardly seen turns the score: a warning."""
    return fooling.succeeded and fooling.largest_change <= _HARDLY_SEEN


def _meaning(fooling: Fooling) -> str:
    if fooling.largest_change <= _UNSEEN:
        return translate("Why", "A change you cannot see turns this score: take it as a hint, not a verdict.")
    if fooling.largest_change <= _HARDLY_SEEN:
        return translate(
            "Why", "A change you can hardly see turns this score: take it as a hint, not a verdict."
        )
    return translate(
        "Why", "It takes a change you can see as grain: this score is rather robust, and still only a hint."
    )


def fooling_lines(fooling: Fooling) -> Iterator[CheckLine]:
    """The numbers of a fooling picture."""
    if fooling.succeeded:
        yield CheckLine(
            None, translate("Why", "Largest change of a colour"), f"{fooling.largest_change} / 255"
        )
        detail = translate("Why", "The face fills {0} of the crop.").format(percent(fooling.face_share))
        inside = translate("Why", "Change inside the face")
        yield CheckLine(None, inside, percent(fooling.inside_face), "", detail)
        changed = translate("Why", "Pixels that differ")
        yield CheckLine(None, changed, percent(fooling.changed_share))
    radius = (
        translate("Why", "over {0} / 255").format(round(fooling.tried))
        if fooling.radius is None
        else f"{number(fooling.radius)} / 255"
    )
    detail = translate(
        "Why", "The smallest change that was enough before rounding to 8 bits; the true one may be smaller."
    )
    yield CheckLine(None, translate("Why", "Robust radius of this score"), radius, "", detail)
