"""What *To Post or Not To Post* printed, and where it contradicts itself. All of it is computed anew."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from photo_curator.ml.protocols.worthiness_metrics import by_score, mean_square_error, overall


@dataclass(frozen=True, slots=True)
class Published:
    """One head's results in the paper.

    Attributes:
        table: number of its table.
        confusion_figure: number of the figure with its confusion matrix.
        saliency_figure: number of the figure with its saliency maps.
        confusion: [5, 5] pictures, rows actual.
        accuracy: as printed, 0..1, scores 1..5 and overall.
        error: mean absolute error as printed, likewise.
    """

    table: int
    confusion_figure: int
    saliency_figure: int
    confusion: NDArray[np.int64]
    accuracy: tuple[float, ...]
    error: tuple[float, ...]


#: By kind of head.
PUBLISHED: Mapping[str, Published] = {
    "cross_entropy": Published(
        1, 4, 2,
        np.array([[6, 3, 0, 0, 0], [2, 8, 6, 3, 0], [3, 4, 22, 6, 0], [2, 1, 6, 8, 2], [0, 0, 2, 2, 0]]),
        (0.67, 0.42, 0.63, 0.42, 0.0, 0.51),
        (0.3, 0.7, 0.5, 0.8, 1.5, 0.6),
    ),
    "l2": Published(
        2, 5, 3,
        np.array([[0, 2, 7, 0, 0], [0, 3, 16, 0, 0], [0, 2, 28, 5, 0], [0, 0, 15, 4, 0], [0, 1, 3, 0, 0]]),
        (0.0, 0.16, 0.80, 0.21, 0.0, 0.41),
        (1.8, 0.8, 0.2, 0.8, 2.3, 0.7),
    ),
}  # fmt: skip
#: Within one, as printed for both (section 5.2).
WITHIN_ONE = 0.87
#: Figure 7, rows actual: closed, open.
EYES = np.array([[7, 8], [1, 70]])
#: Table 3 as printed.
EYES_ACCURACY: Mapping[str, float] = {"closed": 0.47, "open": 0.99, "overall": 0.90}


def contradictions() -> dict[str, list[str]]:
    """Sentences on what does not fit together, each with the figures of the paper's own matrices.

    Returns:
        By what they stand beside: "cross_entropy", "l2", "comparison", "formulas".
    """
    entropy, squares = PUBLISHED["cross_entropy"].confusion, PUBLISHED["l2"].confusion
    three = by_score(entropy)[2]
    first, second = by_score(entropy), by_score(squares)
    roots = [np.sqrt(mean_square_error(one) / one.sum()) for one in (entropy, squares)]
    return {
        "cross_entropy": [
            f"Score 3: Table 1 has 63%, the text 68%. Figure 4 gives {entropy[2, 2]} of {three.pictures}, "
            f"{three.accuracy:.0%}: the table is right.",
            "The text says the mean absolute error is less than 0.6. Figure 4 gives "
            f"{overall(entropy).error:.2f}, which Table 1 rounds to 0.6.",
            f"The text says accuracy was highest for scores 1 to 3. Figure 4 gives score 4 the same as "
            f"score 2: {first[3].accuracy:.0%}.",
        ],
        "l2": [
            "The text says the L2 head is the more accurate one on scores 2 to 4. Figures 4 and 5 say so of "
            "score 3 alone: "
            + ", ".join(
                f"score {level} {second[level - 1].accuracy:.0%} against {first[level - 1].accuracy:.0%}"
                for level in (2, 3, 4)
            )
            + ".",
            "The text says accuracy was highest for scores 1 to 3. Figure 5 gives score 4 more than scores 1 "
            f"and 2: {second[3].accuracy:.0%} against {second[0].accuracy:.0%} and {second[1].accuracy:.0%}.",
        ],
        "comparison": [
            "The text gives mean square errors of 0.110 (cross-entropy) and 0.107 (L2) and calls "
            "cross-entropy slightly better: with these numbers it is the worse one. Figures 4 and 5 give "
            f"{mean_square_error(entropy):.3f} and {mean_square_error(squares):.3f} square levels, so it is "
            "better. The root of the sum of squares over the number of pictures is "
            f"{roots[0]:.3f} and {roots[1]:.3f}: the two numbers changed places, and are no mean squares.",
            "The text says the cross-entropy head has the higher accuracy on scores 1 and 5. On score 5 both "
            f"have {first[4].accuracy:.0%}.",
        ],
        "formulas": [
            "The adjusted output [5 output] + 1 is 6 where the sigmoid saturates at 1; here it is a 5.",
            "The cross-entropy's mean runs over j ≠ y_i, classes that do not occur in it; here it runs over "
            "the pictures.",
            "Rates, momentum, decay, batch size and number of epochs are not in the paper.",
        ],
    }
