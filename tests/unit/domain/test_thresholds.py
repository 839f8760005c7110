from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from photo_curator.domain.danger import logit, sigmoid
from photo_curator.domain.errors import UsageError
from photo_curator.domain.thresholds import ANSWERS_NEEDED, FARTHEST, Answer, moments, refit

HOUR = 3600.0


def answers(*probabilities: float, dangerous: bool, start: int = 0) -> list[Answer]:
    """Answers an hour apart."""
    return [Answer(p, dangerous, (start + i) * HOUR) for i, p in enumerate(probabilities)]


def test_the_cut_that_separates_the_answers() -> None:
    alarms = answers(*[0.80 + 0.004 * i for i in range(12)], dangerous=False)  # up to 0.844
    dangers = answers(*[0.90 + 0.004 * i for i in range(12)], dangerous=True, start=50)
    found = refit(alarms + dangers, shipped=0.8, in_force=0.8)
    assert found.threshold == pytest.approx(sigmoid((logit(0.844) + logit(0.90)) / 2))
    assert (found.agreed_before, found.agreed_after) == (0.5, 1.0)
    assert found.answers == 24


def test_only_false_alarms_move_it_just_above_them() -> None:
    found = refit(answers(*[0.8 + 0.005 * i for i in range(20)], dangerous=False), 0.8, 0.8)
    assert 0.895 < found.threshold < 0.91
    assert found.agreed_after == 1


def test_answers_that_agree_change_nothing() -> None:
    given_answers = answers(*[0.85] * 10, dangerous=True) + answers(*[0.4] * 12, dangerous=False, start=40)
    assert refit(given_answers, 0.8, 0.8).threshold == 0.8


def test_it_never_goes_far_from_the_shipped_one() -> None:
    high = refit(answers(*[0.9] * 10, *[0.999] * 15, dangerous=False), 0.8, 0.8)
    assert logit(high.threshold) == pytest.approx(logit(0.8) + FARTHEST)
    low = refit(answers(*[0.01] * 15, *[0.7] * 10, dangerous=True), 0.8, 0.8)
    assert logit(low.threshold) == pytest.approx(logit(0.8) - FARTHEST)
    # Where nothing within reach agrees better, nothing changes.
    assert refit(answers(*[0.999] * 25, dangerous=False), 0.8, 0.8).threshold == 0.8


def test_a_burst_weighs_as_one_answer() -> None:
    """Forty frames of one cliff called a false alarm do not outvote five days of dangers."""
    burst = [Answer(0.95, dangerous=False, taken=i * 0.2) for i in range(40)]
    alarms = answers(0.3, 0.3, 0.3, dangerous=False, start=10)
    dangers = answers(0.85, 0.86, 0.87, 0.88, 0.9, dangerous=True, start=100)
    found = refit(burst + alarms + dangers, 0.8, 0.8)
    assert found.threshold == 0.8  # at 0.8: all dangers, three quarters of the alarms; above 0.95: no danger
    assert found.agreed_before == pytest.approx((1 + 3 / 4) / 2)


def test_too_few_answers_or_moments_are_refused() -> None:
    with pytest.raises(UsageError, match="needs 20 answers about this hazard; there are 19"):
        refit(answers(*[0.9] * (ANSWERS_NEEDED - 1), dangerous=True), 0.8, 0.8)
    with pytest.raises(UsageError, match="only 1 moments"):
        refit([Answer(0.9, dangerous=True, taken=float(i)) for i in range(30)], 0.8, 0.8)


def test_moments_are_bursts_and_short_gaps() -> None:
    given_answers = [
        Answer(0.9, True, 0.0),
        Answer(0.9, True, 500.0, burst="B"),
        Answer(0.9, True, 100.0),
        Answer(0.9, True, None, burst="B"),
        Answer(0.9, True, None),
        Answer(0.9, True, None),
        Answer(0.9, True, 520.0),
    ]
    first, second, third = 0, 1, 2
    assert moments(given_answers) == [first, second, first, second, third, 3, second]


@given(
    st.lists(st.tuples(st.floats(0, 1), st.booleans()), min_size=20, max_size=60),
    st.floats(0.1, 0.95),
)
def test_a_refit_never_agrees_less_and_stays_within_its_limits(
    given_answers: list[tuple[float, bool]], shipped: float
) -> None:
    found = refit([Answer(p, d, i * HOUR) for i, (p, d) in enumerate(given_answers)], shipped, shipped)
    assert found.agreed_after >= found.agreed_before - 1e-9
    assert abs(logit(found.threshold) - logit(shipped)) <= FARTHEST + 1e-6
