"""Photos as JSON-ready documents: the contract other programs rely on (`--json`)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from photo_curator.domain.best_shot import BestShot, MatchedBy
from photo_curator.domain.burst import Burst
from photo_curator.domain.danger import PhotoDanger
from photo_curator.domain.face import Face
from photo_curator.domain.face_repair import FaceWords, Repair
from photo_curator.domain.indexing import Problem
from photo_curator.domain.photo import Photo, PhotoSummary
from photo_curator.domain.query import Album
from photo_curator.domain.saved_query import query_document
from photo_curator.domain.weights import WeightStatus


def summary_document(
    photo: PhotoSummary,
    faces: tuple[Face, ...] = (),
    danger: PhotoDanger | None = None,
    burst: Burst | None = None,
) -> dict[str, Any]:
    """One photo as `list --json` writes it."""
    return {
        "id": photo.id,
        "path": photo.path,
        "score": _rounded(photo.effective_score),
        "machine_score": _rounded(photo.machine_score),
        "low": _rounded(photo.low),
        "high": _rounded(photo.high),
        "verdict": photo.verdict.value,
        "rating": {"value": photo.rating.value, "source": photo.rating.source},
        "flag": photo.flag.value,
        "state": photo.state.value,
        "taken_at": photo.taken.isoformat() if photo.taken else None,
        "place": photo.place or None,
        "size": [photo.size.width, photo.size.height],
        "screenshot": photo.screenshot,
        "danger": danger_document(danger or PhotoDanger()),
        "burst": None if burst is None else _burst_of(photo.id, burst),
        "faces": [face_document(face) for face in faces],
    }


def photo_document(photo: Photo, burst: Burst | None = None) -> dict[str, Any]:
    """One photo as `show --json` writes it: the line of `list` and all the rest."""
    capture = photo.capture
    return {
        **summary_document(photo.summary, photo.faces, photo.danger, burst),
        "probabilities": [round(p, 4) for p in photo.machine.probabilities] if photo.machine else None,
        "attributes": {name: round(value, 4) for name, value in sorted(photo.attributes.items())},
        "files": [
            {
                "path": file.path,
                "role": file.role.value,
                "state": file.state.value,
                "bytes": file.size_bytes,
                "primary": file.primary,
            }
            for file in photo.files
        ],
        "camera": " ".join(part for part in (capture.camera_make, capture.camera_model) if part) or None,
        "lens": capture.lens or None,
        "f_number": capture.f_number,
        "exposure_seconds": capture.exposure_seconds,
        "iso": capture.iso,
        "focal_length_mm": capture.focal_length_mm,
        "gps": [capture.place.latitude, capture.place.longitude] if capture.place else None,
        "title": capture.title or None,
        "keywords": list(capture.keywords),
        "rating_history": [
            {"at": event.at, "value": event.value, "source": event.source} for event in photo.rating_history
        ],
    }


def _burst_of(photo_id: int, burst: Burst) -> dict[str, Any]:
    """A photo's burst in `list --json`: `best` says whether it is the best shot, `lead` how sure that is."""
    return {
        "id": burst.id,
        "kind": burst.kind.value,
        "count": len(burst.photo_ids),
        "best": burst.best == photo_id,
        "cover": burst.cover == photo_id,
        "lead": burst.lead.value if burst.lead else None,
    }


_MATCHED = {
    MatchedBy.IDENTITY: "by identity",
    MatchedBy.POSITION: "by position",
    MatchedBy.BOTH: "by identity and position",
}


def burst_document(burst: Burst, shot: BestShot | None, paths: Mapping[int, str]) -> dict[str, Any]:
    """One burst as `bursts --json` writes it.

    `best` and `lead` are null for what is kept whole: brackets and panoramas. `lost` says why a frame is
    not the best. `people` says how faces were told apart.
    """
    judged = {frame.photo_id: frame for frame in shot.frames} if shot else {}
    frames = []
    for photo_id in burst.photo_ids:
        frame = judged.get(photo_id)
        fault = frame.fault if frame else None
        frames.append(
            {
                "id": photo_id,
                "path": paths[photo_id],
                "merit": _rounded(frame.merit) if frame else None,
                "lost": fault.value if fault else None,
            }
        )
    return {
        "id": burst.id,
        "kind": burst.kind.value,
        "rule": burst.rule.value,
        "best": burst.best,
        "lead": burst.lead.value if burst.lead else None,
        "cover": burst.cover,
        "cover_chosen": burst.chosen,
        "people": _MATCHED[shot.matched_by] if shot else None,
        "frames": frames,
    }


def similar_document(photos: Sequence[tuple[PhotoSummary, int | None]]) -> dict[str, Any]:
    """Photos that look alike as `similar --json` writes them.

    Args:
        photos: each with the bits of 64 in which it differs from the one asked about, where one was.
    """
    return {
        "photos": [
            {
                "id": photo.id,
                "path": photo.path,
                "score": _rounded(photo.effective_score),
                "bits_apart": apart,
            }
            for photo, apart in photos
        ]
    }


def face_document(face: Face) -> dict[str, Any]:
    """One face: its box in pixels of the upright photo, and what was seen in it."""
    box = face.box
    return {
        "box": [round(side, 1) for side in (box.x1, box.y1, box.x2, box.y2)],
        "detection": round(face.detection, 4),
        "score": _rounded(face.score.mean) if face.score else None,
        "attributes": {name: round(value, 4) for name, value in sorted(face.attributes.items())},
    }


def faces_document(photo: Photo, words: FaceWords, *, waiting: bool) -> dict[str, Any]:
    """The faces of one photo as `faces --json` writes them.

    `corrections` is what the user said, oldest first, boxes in shares of the upright photo; `waiting`:
    not all of it is applied yet.
    """
    summary = photo.summary
    return {
        "id": summary.id,
        "path": summary.path,
        "size": [summary.size.width, summary.size.height],
        "verdict": summary.verdict.value,
        "machine_score": _rounded(summary.machine_score),
        "faces": [
            {"number": number, **face_document(face), "origin": face.origin.value}
            for number, face in enumerate(photo.faces, start=1)
        ],
        "corrections": [
            {
                "kind": one.kind.value,
                "box": None
                if one.kind is Repair.ANEW
                else [round(share, 5) for share in (one.box.x1, one.box.y1, one.box.x2, one.box.y2)],
            }
            for one in words.corrections
        ],
        "waiting": waiting,
    }


def danger_document(danger: PhotoDanger) -> dict[str, Any]:
    """A photo's danger. `flagged` is the word in force: the user's verdict before the machine's hint.

    `probability` and `selfie` are null, and `hazards` empty, where no hazard network has looked.
    """
    machine = danger.machine
    return {
        "flagged": danger.flagged,
        "probability": _rounded(machine.probability) if machine else None,
        "selfie": _rounded(machine.selfie) if machine else None,
        "hazards": {name: round(p, 4) for name, p in sorted(danger.hazards.items())},
        "verdict": danger.verdict.value if danger.verdict else None,
    }


def problem_document(problem: Problem) -> dict[str, Any]:
    """One line of `problems --json`."""
    return {
        "path": problem.path,
        "kind": problem.kind.value,
        "message": problem.message,
        "seen_at": problem.seen_at,
    }


def album_document(album: Album) -> dict[str, Any]:
    """One line of `albums --json`."""
    saved = album.saved
    yours: dict[str, Any] = {}
    if saved is not None:
        query = None if saved.query is None else query_document(saved.query)
        yours = {"manual": saved.manual, "query": query, "problem": saved.refusal or None}
    return {
        "key": album.key,
        "title": album.title,
        "section": album.section,
        "count": album.count,
        **yours,
    }


def _rounded(value: float | None) -> float | None:
    return None if value is None else round(value, 3)


def weights_document(status: WeightStatus) -> dict[str, Any]:
    """One weight file: what the manifest says, and how it stands here.

    `sha256` is that of the file here, null where there is none; `expected_sha256` what its publisher
    states, perhaps only its beginning, null where it states none: then the first one is `pinned`.
    """
    entry = status.entry
    return {
        "name": entry.name,
        "purpose": entry.purpose,
        "architecture": entry.architecture,
        "state": status.state.value,
        "size": entry.size,
        "bytes_here": status.here,
        "sha256": status.sha256 or None,
        "expected_sha256": entry.sha256 or None,
        "pinned": status.pinned,
        "url": entry.url or None,
        "licence": entry.licence,
        "terms": entry.terms or None,
        "card": entry.card,
        "extra": entry.extra or None,
        "input_size": list(entry.input_size),
        "classes": list(entry.classes),
        "figures": dict(entry.figures),
    }
