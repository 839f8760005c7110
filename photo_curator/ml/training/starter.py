"""The whole training of the starter networks, from the archives to models/."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from photo_curator.ml.training.alignment import FaceSet, aligned_faces
from photo_curator.ml.training.cards import EYES_CARD, FACE_CARD
from photo_curator.ml.training.eyes import eye_experiment
from photo_curator.ml.training.faces import face_experiment
from photo_curator.ml.training.fitting import told
from photo_curator.ml.training.report import DIGITS, REPORT, Trained, reported, write_models
from photo_curator.ml.training.sources import EyeSet, cew_eyes, genki_faces, mrl_eyes, smiles_faces

#: Passes over all sources.
EYE_EPOCHS = 12
FACE_EPOCHS = 11


def train_starter(
    data: Path, out: Path, cache: Path, seed: int, epochs: int | None, say: Callable[[str], None]
) -> None:
    """Train, measure and write the starter networks.

    Args:
        data: folder with the archives.
        out: folder for weights, manifest, report and cards.
        cache: folder where aligned faces are kept between runs.
        seed: the same seed on the same machine gives the same weights.
        epochs: passes over all sources; None: what the shipped weights got.
        say: told a line at a time how far it is.

    Raises:
        MissingDataError: an archive is not there.
    """
    eyes = cew_eyes(data), mrl_eyes(data)
    say("Aligning faces")
    faces = (
        aligned_faces("GENKI", genki_faces(data), cache),
        aligned_faces("SMILEs", smiles_faces(data), cache),
    )
    eye_net, eye_outcome = eye_experiment(*eyes, epochs or EYE_EPOCHS, seed, told("eyes", say))
    face_net, face_outcome = face_experiment(*faces, epochs or FACE_EPOCHS, seed, told("face", say))
    trained = {
        name: Trained(
            net,
            text,
            reported(found.figures, found.reliability, temperature=round(found.temperature, DIGITS)),
        )
        for name, net, text, found in (
            ("starter_eyes", eye_net, EYES_CARD, eye_outcome),
            ("starter_face", face_net, FACE_CARD, face_outcome),
        )
    }
    write_models(out, REPORT, trained, {"seed": seed, "counts": counts(eyes, faces)})
    say(f"Written: {out}")


def counts(eyes: tuple[EyeSet, EyeSet], faces: tuple[FaceSet, FaceSet]) -> dict[str, list[str]]:
    """How much of each source there was, as lines of the cards."""
    return {
        "starter_eyes": [
            f"{one.name}: {len(one.is_open):,} eyes, {int(one.is_open.sum()):,} of them open." for one in eyes
        ],
        "starter_face": [
            f"{one.name}: {len(one.smile):,} faces, {int(one.smile.sum()):,} smiling; MTCNN could not align "
            f"{int((~one.aligned).sum()):,}, which got the source's median framing."
            for one in faces
        ],
    }
