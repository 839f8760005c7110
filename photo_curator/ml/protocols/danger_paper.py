"""What the dangerous-selfie paper printed, and what does not fit together in it. All computed anew."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from math import comb
from typing import NamedTuple


class Printed(NamedTuple):
    """A line of a table, as printed.

    Attributes:
        train: accuracy on the training set.
        test: on the test set.
        precision: on the test set, as the rest.
        recall: likewise.
        f1: likewise.
    """

    train: float
    test: float
    precision: float
    recall: float
    f1: float


#: Table 1 by backbone: the best dense width, and the line.
TABLE_1: Mapping[str, tuple[int, Printed]] = {
    "vgg16": (512, Printed(0.973, 0.979, 0.971, 0.989, 0.980)),
    "vgg19": (256, Printed(0.969, 0.976, 0.963, 0.992, 0.977)),
    "inception_v3": (1024, Printed(0.965, 0.962, 0.945, 0.985, 0.965)),
    "xception": (2048, Printed(0.970, 0.977, 0.975, 0.980, 0.978)),
    "resnet50": (128, Printed(0.979, 0.981, 0.982, 0.982, 0.982)),
    "inception_resnet_v2": (512, Printed(0.967, 0.974, 0.964, 0.986, 0.975)),
}
#: Table 2 by kernel and whether principal component analysis came first, then by backbone.
TABLE_2: Mapping[tuple[str, bool], Mapping[str, Printed]] = {
    ("linear", True): {
        "vgg16": Printed(0.876, 0.860, 0.872, 0.858, 0.865),
        "vgg19": Printed(0.888, 0.870, 0.900, 0.844, 0.871),
        "inception_v3": Printed(0.903, 0.888, 0.915, 0.866, 0.890),
        "xception": Printed(0.915, 0.908, 0.929, 0.891, 0.910),
        "resnet50": Printed(0.938, 0.937, 0.961, 0.917, 0.938),
        "inception_resnet_v2": Printed(0.916, 0.903, 0.918, 0.894, 0.906),
    },
    ("rbf", True): {
        "vgg16": Printed(0.991, 0.601, 1.000, 0.234, 0.380),
        "vgg19": Printed(0.980, 0.600, 1.000, 0.233, 0.378),
        "inception_v3": Printed(0.997, 0.921, 0.951, 0.894, 0.921),
        "xception": Printed(0.966, 0.932, 0.958, 0.909, 0.933),
        "resnet50": Printed(0.999, 0.952, 0.990, 0.917, 0.952),
        "inception_resnet_v2": Printed(0.994, 0.941, 0.944, 0.941, 0.943),
    },
    ("linear", False): {
        "vgg16": Printed(0.999, 0.914, 0.903, 0.935, 0.919),
        "vgg19": Printed(0.999, 0.898, 0.894, 0.912, 0.903),
        "inception_v3": Printed(0.967, 0.911, 0.931, 0.895, 0.913),
        "xception": Printed(0.960, 0.934, 0.949, 0.923, 0.936),
        "resnet50": Printed(0.982, 0.941, 0.960, 0.924, 0.942),
        "inception_resnet_v2": Printed(0.958, 0.922, 0.939, 0.909, 0.924),
    },
    ("rbf", False): {
        "vgg16": Printed(0.987, 0.927, 0.927, 0.934, 0.930),
        "vgg19": Printed(0.981, 0.919, 0.924, 0.920, 0.922),
        "inception_v3": Printed(0.950, 0.914, 0.943, 0.889, 0.915),
        "xception": Printed(0.926, 0.911, 0.941, 0.884, 0.912),
        "resnet50": Printed(0.961, 0.941, 0.974, 0.911, 0.941),
        "inception_resnet_v2": Printed(0.949, 0.924, 0.941, 0.911, 0.926),
    },
}
#: Selfie or not, tenfold (section 3): accuracy, selfies and others it was measured on.
SELFIE_ACCURACY, SELFIES, OTHERS = 0.8848, 1300, 800
#: Fleiss' kappa of the annotators (section 3).
KAPPA = 0.58
#: Dangerous and other selfies; copies in each class; test samples, dangerous and others.
DANGEROUS, SAFE, COPIES, TEST_DANGEROUS, TEST_SAFE = 623, 5837, 3115, 649, 597
#: A printed figure may be off by half a unit of its last place, and so may those it is computed from.
_ROUNDING = 0.00151


def f1_of(precision: float, recall: float) -> float:
    """The harmonic mean of precision and recall."""
    return 2 * precision * recall / (precision + recall)


def accuracy_of(precision: float, recall: float) -> float:
    """The accuracy that precision and recall imply on the paper's test set."""
    found = recall * TEST_DANGEROUS
    false = found * (1 - precision) / precision
    return (found + TEST_SAFE - false) / (TEST_DANGEROUS + TEST_SAFE)


def rows() -> Iterator[tuple[str, Printed]]:
    """All lines of both tables, with what to call them."""
    for name, (_, printed) in TABLE_1.items():
        yield f"Table 1, {name}", printed
    for (kernel, reduced), lines in TABLE_2.items():
        for name, printed in lines.items():
            yield f"Table 2, {kernel}{' with PCA' if reduced else ''}, {name}", printed


def misprints() -> list[str]:
    """Lines whose F1 or test accuracy does not follow from their precision and recall."""
    found = []
    for name, one in rows():
        f1, accuracy = f1_of(one.precision, one.recall), accuracy_of(one.precision, one.recall)
        if abs(f1 - one.f1) > _ROUNDING:
            found.append(f"{name}: F1 printed {one.f1:.3f}, from precision and recall {f1:.4f}")
        if abs(accuracy - one.test) > _ROUNDING:
            found.append(f"{name}: accuracy printed {one.test:.3f}, from precision and recall {accuracy:.4f}")
    return found


def alone_on_its_side() -> float:
    """The chance that a test sample has none of its picture's other four copies in the training set."""
    total, test = 2 * COPIES, TEST_DANGEROUS + TEST_SAFE
    return comb(test - 1, 4) / comb(total - 1, 4)


def leak_notes() -> list[str]:
    """On how the paper came to 98 %."""
    best = TABLE_1["resnet50"][1]
    false_alarms = best.recall * TEST_DANGEROUS * (1 - best.precision) / best.precision / TEST_SAFE
    share = DANGEROUS / (DANGEROUS + SAFE)
    precision = share * best.recall / (share * best.recall + (1 - share) * false_alarms)
    higher = sum(one.test > one.train for _, one in TABLE_1.values())
    return [
        f"The paper multiplies its {DANGEROUS} dangerous pictures to {COPIES:,} before it splits 80:20. "
        f"A dangerous test picture then has another copy of itself in the training set with a chance of "
        f"{1 - alone_on_its_side():.1%}: the test asks for pictures already seen.",
        "Only dangerous pictures are shifted, flipped, rotated or sheared. About four of five dangerous "
        "test pictures are altered, no other one is: an upside-down picture is dangerous by construction.",
        f"The paper takes a test accuracy above the training accuracy ({higher} of 6 backbones) as a sign "
        "that nothing was overfitted. On independent pictures it would be a surprise; on copies it is not.",
        f"“Outperforms by a factor of 1.34” sets {best.test:.1%} beside the 73 % of an earlier classifier. "
        "Nothing says that the earlier one was tested on this balanced set of copies.",
        f"Half of the test set is dangerous, {share:.1%} of the selfies are. The false alarms that Table 1 "
        f"implies for ResNet50, {false_alarms:.1%}, would bring its precision from {best.precision:.1%} to "
        f"{precision:.0%} among all selfies, if nothing else were wrong.",
    ]


def annotation_notes() -> list[str]:
    """On how the labels were made (section 3)."""
    return [
        "Three annotators judged each picture and “ties were resolved randomly”: three answers to one "
        "yes-or-no question cannot tie. Two of three can, where one saw no selfie and was not asked.",
        f"Fleiss' kappa is {KAPPA}, “moderate”; the paper does not say of which question. Labels on which "
        "people agree no better than that bound what any classifier can reach on new pictures: 98 % on "
        "them is more than the annotators' own agreement makes likely.",
    ]


def selfie_notes() -> list[str]:
    """On the classifier of selfies (section 3)."""
    return [
        f"The paper prints an accuracy of {SELFIE_ACCURACY:.2%} on {SELFIES:,} selfies and {OTHERS} others; "
        f"calling everything a selfie gives {SELFIES / (SELFIES + OTHERS):.1%}.",
        "What of Inception v3 was retrained is not in the paper; here, after the DeCAF it cites, a linear "
        "classifier (logistic regression) is trained on the features of the penultimate layer.",
        "Folds keep groups of pictures together; the paper does not say.",
    ]


def table_1_notes() -> list[str]:
    """On Table 1 and on what the text leaves open."""
    found = misprints()
    edge = [name for name, (width, _) in TABLE_1.items() if width in (128, 2048)]
    return [
        "F1 and accuracy of all 30 lines of Tables 1 and 2, computed from precision and recall and the "
        f"{TEST_DANGEROUS} + {TEST_SAFE} test pictures: "
        + ("; ".join(found) if found else "they agree with what is printed, to rounding")
        + ".",
        f"{COPIES:,} is 5 x {DANGEROUS}: the picture itself and one copy by each of the four operations. "
        f"The text says that the augmented set is down-sampled to {COPIES:,} a class; only the "
        f"{SAFE:,} others can have been.",
        f"The best widths of {' and '.join(edge)} lie at the ends of the grid: it may be too narrow. "
        "The grid itself is not printed; 128 to 2,048 by doubling is what the table suggests.",
        "“Global average pooling on the output layer”, after the softmax layer was removed, cannot be done "
        "to the 4,096 outputs of a VGG: here the last convolutional feature map is pooled.",
        "“Last two layers”: here the last two convolutional (or linear) layers before the pooling, a "
        "separable convolution being one; batch normalisation keeps its statistics.",
        "224 pixels and ImageNet's normalisation throughout, says the paper. Inception v3, Xception and "
        "InceptionResNetV2 were pretrained at 299 pixels and on -1..1; here each gets 224 pixels and its "
        "own normalisation.",
        "Learning rates are not in the paper; neither is whether operations of the augmentation were "
        "combined.",
    ]


def table_2_notes() -> list[str]:
    """On Table 2."""
    collapsed = TABLE_2["rbf", True]["vgg16"]
    return [
        "“Overall, PCA along with RBF kernel performs best” (caption): not for the two VGGs, whose test "
        f"accuracy falls to {collapsed.test:.3f} with a precision of {collapsed.precision:.3f} and a recall "
        f"of {collapsed.recall:.3f}, while training reaches {collapsed.train:.3f}. That is what an RBF "
        "kernel too narrow for unscaled features does; the width of the kernel is not in the paper. Here "
        "it follows the features' variance.",
        "The paper solves the primal problem; there is none for an RBF kernel. Here the linear machines "
        "are solved so (squared hinge), the others in the dual.",
        "The ends of the grid of C are printed, its steps are not (“increased exponentially”): eight "
        "values, doubling, meet both ends.",
    ]
