from __future__ import annotations

import numpy as np
import pytest
import torch

from photo_curator.ml.protocols import danger_paper as paper
from photo_curator.ml.protocols.danger_data import (
    OPERATIONS,
    Samples,
    balanced,
    grouped_split,
    pictures_of,
    published_split,
)
from photo_curator.ml.protocols.labelled import UnusableDataError
from photo_curator.ml.protocols.measures import measures_of


def labels(dangerous: int, others: int) -> np.ndarray:
    return np.arange(dangerous + others) < dangerous


@pytest.fixture(scope="module")
def papers():
    """Labels of as many pictures as the paper had, each a group of its own."""
    positive = labels(paper.DANGEROUS, paper.SAFE)
    return positive, np.arange(len(positive))


def test_published_split_gives_the_papers_numbers(papers):
    split = published_split(*papers, seed=0)
    assert (len(split.train), len(split.test)) == (4984, 1246)
    everything = split.samples
    assert everything.positive.sum() == (~everything.positive).sum() == paper.COPIES
    # Five of each dangerous picture, one by each operation and one as it is; the others untouched.
    dangerous = sorted(
        zip(
            everything.sources[everything.positive].tolist(),
            everything.operations[everything.positive].tolist(),
            strict=True,
        )
    )
    assert dangerous == [(source, one) for source in range(paper.DANGEROUS) for one in range(len(OPERATIONS))]
    assert not everything.operations[~everything.positive].any()
    assert len(set(everything.sources[~everything.positive].tolist())) == paper.COPIES


def test_published_split_has_copies_on_both_sides_as_often_as_chance_says(papers):
    split = published_split(*papers, seed=0)
    dangerous = split.test.groups[split.test.positive]
    seen = np.isin(dangerous, split.train.groups).mean()
    assert seen == pytest.approx(1 - paper.alone_on_its_side(), abs=0.006)
    assert split.shared_positive == seen
    assert split.shared == pytest.approx(seen * split.test.positive.mean(), abs=1e-9)
    assert any(
        set(split.train.groups[fitted]) & set(split.train.groups[held]) for fitted, held in split.folds(3, 0)
    )


def test_split_by_picture_shares_nothing_and_leaves_the_test_part_alone():
    split = grouped_split(labels(60, 500), np.arange(560), seed=0)
    assert split.shared == 0
    assert not split.test.operations.any()
    assert split.test.positive.mean() == split.train.positive.mean() == 0.5
    assert len(set(split.test.sources.tolist())) == len(split.test)
    for fitted, held in split.folds(3, 0):
        assert not set(split.train.groups[fitted].tolist()) & set(split.train.groups[held].tolist())
    # Being altered tells nothing: both classes are, in the same shares.
    altered = [
        np.bincount(split.train.operations[split.train.positive == wanted], minlength=len(OPERATIONS))
        for wanted in (True, False)
    ]
    assert (altered[0] == altered[1]).all()
    assert altered[0][1:].all()


def test_split_keeps_named_groups_whole():
    positive = np.tile([True, False, False, False], 20)
    groups = np.repeat(np.arange(20), 4)
    split = grouped_split(positive, groups, seed=3)
    assert not set(split.train.groups.tolist()) & set(split.test.groups.tolist())


def test_copies_are_only_made_when_there_are_too_few():
    positive = labels(10, 23)
    samples = balanced(np.arange(33), positive, np.arange(33), np.random.default_rng(0), alike=False)
    assert samples.positive.sum() == (~samples.positive).sum() == 23
    rare = samples.chosen(np.flatnonzero(samples.positive))
    counts = np.bincount(rare.sources)
    assert counts.min() == 2
    assert counts.max() == 3
    assert set(rare.sources[rare.operations == 0].tolist()) == set(range(10))
    assert len({*zip(rare.sources.tolist(), rare.operations.tolist(), strict=True)}) == 23


def test_groups_that_cannot_be_divided_are_refused():
    positive = labels(10, 10)
    with pytest.raises(UnusableDataError, match="independent pictures"):
        grouped_split(positive, np.repeat([0, 1], 10), seed=0)


def samples_of(sources: list[int], operations: list[int]) -> Samples:
    count = len(sources)
    return Samples(np.array(sources), np.array(operations), np.ones(count, bool), np.array(sources))


@pytest.fixture(scope="module")
def pixels():
    return np.random.default_rng(0).integers(0, 256, (3, 32, 32, 3), dtype=np.uint8)


def test_pictures_as_they_are_and_flipped_are_exact(pixels):
    count = 12
    shown = pictures_of(np.repeat(pixels[:1], count, 0), samples_of(list(range(count)), [2] * count), seed=1)
    whole = torch.from_numpy(pixels[0]).permute(2, 0, 1) / 255
    assert torch.equal(pictures_of(pixels, samples_of([0], [0]), seed=1)[0], whole)
    kinds = [whole.flip(2), whole.flip(1), whole.flip(1, 2)]
    found = [[torch.allclose(one, kind, atol=1e-5) for kind in kinds] for one in shown]
    assert all(sum(one) == 1 for one in found)
    assert np.any(found, axis=0).all()


def test_copies_stay_within_the_papers_ranges():
    """A bright dot in the middle shows where each copy puts it."""
    side, count = 64, 60
    dot = np.zeros((count, side, side, 3), np.uint8)
    dot[:, 31:33, 31:33] = 255
    off = np.zeros_like(dot)
    off[:, 31:33, 47:49] = 255

    def places(pixels: np.ndarray, operation: int) -> np.ndarray:
        shown = pictures_of(pixels, samples_of(list(range(count)), [operation] * count), seed=0)[
            :, 0
        ].double()
        rows, columns = torch.meshgrid(torch.arange(side), torch.arange(side), indexing="ij")
        mass = shown.sum((1, 2))
        middle = [((shown * axis).sum((1, 2)) / mass).numpy() - (side - 1) / 2 for axis in (columns, rows)]
        return np.stack(middle, 1)

    shifted = np.abs(places(dot, 1)) / side
    assert shifted.max() <= 0.2 + 0.02
    assert shifted.max() > 0.15
    turned = places(off, 3)
    assert np.allclose(np.hypot(*turned.T), 16, atol=0.7)
    angles = np.degrees(np.arctan2(turned[:, 1], turned[:, 0]))
    # One sense of turning alone, up to half a turn.
    assert np.ptp(np.abs(angles)) > 130
    assert (angles < 2).all() or (angles > -2).all()
    sheared = np.abs(places(off, 4))
    assert (np.abs(sheared[:, 0] - 16) < 16 * 0.3).all()


def test_a_copy_depends_on_nothing_but_seed_source_and_operation(pixels):
    alone = pictures_of(pixels, samples_of([2], [3]), seed=5)
    together = pictures_of(pixels, samples_of([0, 2, 1], [1, 3, 4]), seed=5)
    assert torch.equal(alone[0], together[1])
    assert not torch.equal(alone, pictures_of(pixels, samples_of([2], [3]), seed=6))
    assert together.min() >= 0
    assert together.max() <= 1


def test_measures_by_hand():
    positive = np.array([1, 1, 1, 1, 0, 0, 0, 0, 0, 0], bool)
    called = np.array([1, 1, 1, 0, 1, 1, 0, 0, 0, 0], bool)
    found = measures_of(positive, called)
    # 3 found, 1 missed, 2 false alarms: precision 3/5, recall 3/4, F1 = 2 x 9/20 / (27/20) = 2/3.
    assert found.accuracy == pytest.approx(0.7)
    assert found.precision == pytest.approx(0.6)
    assert found.recall == pytest.approx(0.75)
    assert found.f1 == pytest.approx(2 / 3)
    assert found.pictures == 10
    assert np.isnan(measures_of(positive, np.zeros(10, bool)).precision)


def test_papers_own_figures_fit_together_and_a_misprint_would_be_found(monkeypatch):
    assert len(list(paper.rows())) == 30
    assert paper.misprints() == []
    # VGG 16 of Table 1: 642 of 649 found, 19 false alarms.
    assert paper.f1_of(0.971, 0.989) == pytest.approx(0.9799, abs=1e-4)
    assert paper.accuracy_of(0.971, 0.989) == pytest.approx((641.86 + 597 - 19.17) / 1246, abs=1e-4)
    wrong = paper.TABLE_1["vgg16"][1]._replace(f1=0.97)
    monkeypatch.setattr(paper, "TABLE_1", {"vgg16": (512, wrong)})
    assert [line.split(":")[0] for line in paper.misprints()] == ["Table 1, vgg16"]
