"""The face experiments: smiles judged by the source not trained on, pose on faces held out."""

from __future__ import annotations

import numpy as np
import torch
from numpy.typing import NDArray

from photo_curator.ml.starter import mixed_yaw
from photo_curator.ml.starter import roll as landmark_roll
from photo_curator.ml.starter import yaw as landmark_yaw
from photo_curator.ml.starter_networks import FaceNet
from photo_curator.ml.training import figures
from photo_curator.ml.training.alignment import FaceSet
from photo_curator.ml.training.eyes import Outcome, Target, accuracy, auc, calibration, passes, split
from photo_curator.ml.training.figures import Figure
from photo_curator.ml.training.fitting import Progress, face_readings, fit_faces

#: Beyond this a head counts as turned, in degrees.
TURNED = 20.0


def face_experiment(
    genki: FaceSet, smiles: FaceSet, epochs: int, seed: int, progress: Progress
) -> tuple[FaceNet, Outcome]:
    """Train and measure FaceNet both ways between the sources, then the one that ships.

    Args:
        genki: GENKI-4K, with pose.
        smiles: SMILEs, without.
        epochs: of the network that ships; a source alone gets more passes where it is small.
        seed: of everything random.
        progress: told of each epoch.
    """
    found: dict[str, Figure] = {}
    targets = []
    every = {one.name: np.arange(len(one.smile)) for one in (genki, smiles)}
    parts = {one.name: split(every[one.name], seed) for one in (genki, smiles)}
    for source, target in ((smiles, genki), (genki, smiles)):
        train, held = parts[source.name]
        share = len(train) / sum(len(part[0]) for part in parts.values())
        net = fit_faces([(source, train)], passes(epochs, share), seed, progress)
        threshold = figures.best_threshold(face_readings(net, source.pixels[held])[0], source.smile[held] > 0)
        logits, positive = face_readings(net, target.pixels)[0], target.smile > 0
        name = f"smile {source.name} -> {target.name}"
        found[f"{name}: AUC"] = auc(logits, positive, every[target.name])
        found[f"{name}: AUC where MTCNN aligned the face"] = auc(
            logits[target.aligned], positive[target.aligned], np.flatnonzero(target.aligned)
        )
        found[f"{name}: balanced accuracy at the threshold of {source.name}"] = accuracy(
            logits, positive, every[target.name], threshold
        )
        targets.append(Target(logits, positive))
    net = fit_faces([(one, parts[one.name][0]) for one in (genki, smiles)], epochs, seed, progress)
    for one in (genki, smiles):
        held = parts[one.name][1]
        logits, pose = face_readings(net, one.pixels[held])
        positive = one.smile[held] > 0
        found[f"shipped, smile on {one.name} held out: AUC"] = auc(logits, positive, held)
        found[f"shipped, smile on {one.name} held out: balanced accuracy at 0.5"] = accuracy(
            logits, positive, held, 0.0
        )
        if one is genki:
            found |= _pose_figures(one, held, pose)
    value, rows, error = calibration(targets)
    found["calibration error on sources not trained on"] = error
    net.temperature.fill_(value)
    return net, Outcome(found, rows, value)


def _pose_figures(faces: FaceSet, held: NDArray[np.int64], pose: NDArray[np.float32]) -> dict[str, Figure]:
    """Mean absolute errors in degrees: network, landmarks, and the mixture the app uses."""
    wanted = faces.pose[held]
    points = torch.from_numpy(faces.landmarks[held])
    by_points = landmark_yaw(points).numpy()
    by_both = mixed_yaw(torch.from_numpy(pose[:, 0]), torch.from_numpy(by_points)).numpy()
    # Where the detector found nothing there are no landmarks of this face; the app has no such faces.
    seen = faces.aligned[held]
    turned = seen & (np.abs(wanted[:, 0]) > TURNED)
    found = {}
    for name, said in (("network", pose[:, 0]), ("landmarks", by_points), ("app (both)", by_both)):
        off = np.abs(said - wanted[:, 0])
        found[f"yaw, {name}: MAE"] = _mean(off[seen])
        found[f"yaw, {name}: MAE beyond 20 degrees"] = _mean(off[turned])
    found["yaw, network: MAE with faces not aligned"] = _mean(np.abs(pose[:, 0] - wanted[:, 0]))
    found["yaw, a constant: MAE"] = _mean(np.abs(wanted[:, 0] - np.median(faces.pose[:, 0])))
    found["pitch, network: MAE"] = _mean(np.abs(pose[:, 1] - wanted[:, 1])[seen])
    found["roll, landmarks: MAE"] = _mean(np.abs(landmark_roll(points).numpy() - faces.roll[held])[seen])
    return found


def _mean(values: NDArray[np.float32]) -> Figure:
    return figures.measured(lambda rows: float(values[rows].mean()), np.arange(len(values)))
