from __future__ import annotations

import math

import pytest

from photo_curator.domain.annotation import (
    Agreement,
    Annotation,
    Label,
    agreement,
    fleiss_kappa,
    majorities,
    reasons,
)

#: The example most texts on Fleiss' kappa work through: 14 raters, 10 subjects, 5 categories.
WORKED = [
    [0, 0, 0, 0, 14], [0, 2, 6, 4, 2], [0, 0, 3, 5, 6], [0, 3, 9, 2, 0], [2, 2, 8, 1, 1],
    [7, 7, 0, 0, 0], [3, 2, 6, 3, 0], [2, 5, 3, 2, 2], [6, 5, 2, 1, 0], [0, 2, 2, 3, 7],
]  # fmt: skip


def said(photo: str, *answers: str) -> list[Annotation]:
    """Annotations of a photo by a, b, c...: n no selfie, s selfie, d dangerous."""
    return [
        Annotation(photo, chr(ord("a") + place), answer != "n", answer == "d")
        for place, answer in enumerate(answers)
    ]


def test_kappa_of_the_worked_example():
    # By hand: sum of P_i = 3.780, mean 0.378; shares .143 .200 .279 .150 .229, squared and summed 0.213.
    assert fleiss_kappa(WORKED) == pytest.approx(0.210, abs=0.0005)


def test_kappa_equals_the_pairwise_definition():
    """Counted the long way: over all pairs of raters, and over all pairs of all answers."""
    answers = [[category for category, votes in enumerate(row) for _ in range(votes)] for row in WORKED]
    pairs = [row[one] == row[two] for row in answers for one in range(14) for two in range(14) if one != two]
    everything = [answer for row in answers for answer in row]
    chance = sum(one == two for one in everything for two in everything) / len(everything) ** 2
    observed = sum(pairs) / len(pairs)
    assert fleiss_kappa(WORKED) == pytest.approx((observed - chance) / (1 - chance), abs=1e-12)


def test_kappa_by_hand_of_two_subjects():
    # P = (1 + 1/3) / 2 = 2/3; shares 4/6 and 2/6: E = 20/36 = 5/9; (2/3 - 5/9) / (4/9) = 1/4.
    assert fleiss_kappa([[3, 0], [1, 2]]) == pytest.approx(0.25)


def test_kappa_at_its_ends():
    assert fleiss_kappa([[3, 0], [0, 3]]) == 1
    assert fleiss_kappa([[1, 1], [1, 1]]) == -1
    assert math.isnan(fleiss_kappa([[3, 0], [3, 0]]))
    assert math.isnan(fleiss_kappa([]))
    with pytest.raises(ValueError, match="two raters"):
        fleiss_kappa([[1, 0]])


def test_agreement_leaves_out_what_one_person_judged():
    both = said("1", "d", "d") + said("2", "n", "n") + said("3", "s", "s")
    assert agreement(both) == Agreement(1.0, 3)
    assert agreement(both + said("4", "d")) == Agreement(1.0, 3)
    assert math.isnan(agreement(said("4", "d")).kappa)
    assert agreement([]).strength == "unknown"


@pytest.mark.parametrize(
    ("kappa", "word"),
    [
        (-0.1, "poor"), (0.0, "slight"), (0.21, "fair"), (0.58, "moderate"), (0.61, "substantial"),
        (0.81, "almost perfect"),
    ],
)  # fmt: skip
def test_strength_in_the_papers_words(kappa, word):
    assert Agreement(kappa, 10).strength == word


def test_majority_asks_only_those_who_saw_a_selfie_about_danger():
    votes = said("1", "d", "d", "s") + said("2", "n", "n", "d") + said("3", "s", "s", "d")
    assert [(one.label, one.drawn) for one in majorities(votes)] == [
        (Label.DANGEROUS, False), (Label.NO_SELFIE, False), (Label.SAFE, False),
    ]  # fmt: skip
    assert majorities(said("4", "d", "d", "n", "n", "s"))[0].label is Label.DANGEROUS


def test_draws_are_decided_by_a_lot_of_each_photo():
    drawn = [one for number in range(400) for one in said(f"{number}.jpg", "d", "s", "n")]
    first = majorities(drawn, seed=1)
    assert all(one.drawn and one.annotators == 3 for one in first)
    assert {one.label for one in first} == {Label.DANGEROUS, Label.SAFE}
    assert 150 < sum(one.label is Label.DANGEROUS for one in first) < 250
    # Neither the order nor the other photos matter; the seed does.
    assert sorted(majorities(reversed(drawn), seed=1), key=lambda one: one.photo) == sorted(
        first, key=lambda one: one.photo
    )
    assert majorities(drawn[:3], seed=1) == first[:1]
    assert majorities(drawn, seed=2) != first
    assert {one.label for one in majorities(said("x", "n", "s"), seed=1)} <= {Label.NO_SELFIE, Label.SAFE}


def test_reasons_are_counted_whatever_their_case():
    given = [
        Annotation("1", "a", True, True, "On a  Cliff"), Annotation("1", "b", True, True, "on a cliff "),
        Annotation("2", "a", True, True, "Straße"), Annotation("2", "b", True, True, "STRASSE"),
        Annotation("3", "a", True, True, "water"), Annotation("3", "b", True, False),
    ]  # fmt: skip
    assert list(reasons(given).items()) == [("on a cliff", 2), ("strasse", 2), ("water", 1)]


def test_what_makes_no_sense_is_refused():
    with pytest.raises(ValueError, match="Only a selfie"):
        Annotation("1", "a", False, True)
    with pytest.raises(ValueError, match="needed"):
        Annotation("", "a", True, True)
    with pytest.raises(ValueError, match="a judged 1 twice"):
        majorities(said("1", "d") + said("1", "s"))
