from __future__ import annotations

import math

import pytest
import torch

from photo_curator.ml.personal_heads import (
    HEADS,
    ContinuationHead,
    CrossEntropyHead,
    L2Head,
    OrdinalHead,
    adjusted,
    l2_loss,
    median_level,
    score_of_output,
)


def features(count: int = 200, columns: int = 6) -> torch.Tensor:
    return torch.randn(count, columns, generator=torch.Generator().manual_seed(1))


def with_outputs(head, bias: list[float]):
    """The head, saying the same of every picture."""
    with torch.no_grad():
        head.linear.weight.zero_()
        head.linear.bias.copy_(torch.tensor(bias))
    return head


def test_cross_entropy_is_the_papers_formula():
    head = with_outputs(CrossEntropyHead(2), [1.0, 0.0, 2.0, -1.0, 0.5])
    total = sum(math.exp(one) for one in (1.0, 0.0, 2.0, -1.0, 0.5))
    by_hand = (-math.log(math.exp(2.0) / total) - math.log(math.exp(0.5) / total)) / 2
    assert head.loss(torch.zeros(2, 2), torch.tensor([3, 5])).item() == pytest.approx(by_hand)
    assert head.predicted(torch.zeros(1, 2)).tolist() == [3]


def test_adjusted_scores_and_outputs_are_the_papers():
    assert adjusted(torch.arange(1, 6)).tolist() == pytest.approx([0.1, 0.3, 0.5, 0.7, 0.9])
    outputs = torch.tensor([0.0, 0.19, 0.2, 0.39, 0.4, 0.61, 0.79, 0.81, 0.999])
    assert score_of_output(outputs).tolist() == [1, 1, 2, 2, 3, 4, 4, 5, 5]
    # Every adjusted score comes back as the score it stands for.
    assert score_of_output(adjusted(torch.arange(1, 6))).tolist() == [1, 2, 3, 4, 5]


def test_a_saturated_sigmoid_is_a_five_not_a_six():
    head = with_outputs(L2Head(2), [50.0])
    assert head.output(torch.zeros(1, 2)).item() == 1.0
    assert head.predicted(torch.zeros(1, 2)).tolist() == [5]


def test_l2_loss_is_the_root_of_the_sum():
    # A sigmoid of 0 is 0.5; scores 3 and 5 stand for 0.5 and 0.9; three pictures off by 0.4, 0.4 and 0.
    head = with_outputs(L2Head(2), [0.0])
    loss = head.loss(torch.zeros(3, 2), torch.tensor([5, 1, 3]))
    assert loss.item() == pytest.approx(math.sqrt(0.4**2 + 0.4**2))


def test_l2_loss_has_a_gradient_where_all_is_right():
    output = torch.tensor([0.5, 0.3], requires_grad=True)
    l2_loss(output, output.detach().clone()).backward()
    assert output.grad.tolist() == [0, 0]


def test_l2_probabilities_agree_with_the_papers_score():
    head = L2Head(6)
    seen = features() * 4
    assert torch.equal(head(seen).argmax(1) + 1, head.predicted(seen))
    assert len(set(head.predicted(seen).tolist())) == 5
    head.settle(seen, head.predicted(seen))
    # Uniform within a level, so about 0.29 off: never surer than the smallest spread.
    assert head.spread.item() == pytest.approx(0.3, abs=0.02)


def test_ordinal_probabilities_are_differences_of_sigmoids():
    head = OrdinalHead(6)
    merit = head.outputs(features())
    above = torch.sigmoid(merit - head.thresholds)
    ends = torch.cat([torch.ones(200, 1), above, torch.zeros(200, 1)], 1)
    found = torch.softmax(head(features()), 1)
    assert torch.allclose(found, ends[:, :-1] - ends[:, 1:], atol=1e-6)
    assert torch.equal(head.predicted(features()), 1 + (above > 0.5).sum(1))


def test_ordinal_logits_keep_a_gradient_far_from_the_thresholds():
    far = torch.full((1, 6), 300.0, requires_grad=True)
    head = OrdinalHead(6)
    head(far)[0, 0].backward()
    assert torch.isfinite(far.grad).all()
    assert far.grad.abs().sum() > 0


def test_continuation_probabilities_by_hand():
    head = with_outputs(ContinuationHead(2), [0.0, 0.0, 0.0, 0.0])
    found = torch.softmax(head(torch.zeros(1, 2)), 1)[0]
    assert found.tolist() == pytest.approx([1 / 2, 1 / 4, 1 / 8, 1 / 16, 1 / 16])


def test_median_is_where_half_is_reached():
    shares = torch.tensor([[0.4, 0.2, 0.2, 0.1, 0.1], [0.1, 0.1, 0.1, 0.3, 0.4], [0.6, 0.1, 0.1, 0.1, 0.1]])
    assert median_level(shares.log()).tolist() == [2, 4, 1]


@pytest.mark.parametrize("kind", HEADS)
def test_every_head_learns_an_order_that_is_there(kind):
    seen = features(400) * torch.tensor([1.0, 100.0, 0.01, 1.0, 1.0, 1.0])
    merit = seen[:, 0] + seen[:, 1] / 100 + seen[:, 2] * 100
    scores = torch.bucketize(merit, torch.tensor([-2.0, -0.7, 0.7, 2.0])) + 1
    torch.manual_seed(0)
    head = HEADS[kind](6)
    head.standardise(seen)
    optimiser = torch.optim.SGD(head.parameters(), 0.05, 0.9)
    for _ in range(300):
        optimiser.zero_grad()
        head.loss(seen, scores).backward()
        optimiser.step()
    head.settle(seen, scores)
    probabilities = torch.softmax(head(seen), 1)
    assert probabilities.sum(1).sub(1).abs().max() < 1e-5
    assert (head.predicted(seen) == scores).float().mean() > 0.75
    assert (head.predicted(seen) - scores).abs().max() <= 1


def test_a_constant_column_changes_nothing():
    seen = torch.cat([features(50, 2), torch.full((50, 1), 7.0)], 1)
    head = CrossEntropyHead(3)
    head.standardise(seen)
    assert torch.isfinite(head(seen)).all()
    assert head.scale[2].item() == 1


def test_two_levels_do_for_open_and_closed():
    assert CrossEntropyHead(4, 2)(torch.zeros(3, 4)).shape == (3, 2)
