"""What is known of a burst, in words a person reads. No widgets here."""

from __future__ import annotations

import os

from PySide6.QtCore import QCoreApplication, QLocale

from photo_curator.domain.best_shot import CLEAR_LEAD, BestShot, Fault, Lead, MatchedBy
from photo_curator.domain.burst import Burst, BurstKind, BurstRule

translate = QCoreApplication.translate


def fault_words(fault: Fault) -> str:
    """Why a frame lost."""
    return {
        Fault.NO_FACE: translate("Compare", "no face found"),
        Fault.EYES_SHUT: translate("Compare", "eyes closed"),
        Fault.MISSING: translate("Compare", "somebody missing"),
        Fault.SOFTER: translate("Compare", "softer"),
        Fault.TURNED: translate("Compare", "looking away"),
        Fault.LESS_OPEN: translate("Compare", "eyes less open"),
        Fault.SMILE: translate("Compare", "smiles less"),
        Fault.EXPOSURE: translate("Compare", "badly lit"),
        Fault.TASTE: translate("Compare", "less to your taste"),
        Fault.TECHNICAL: translate("Compare", "lower technical score"),
        Fault.ALIKE: translate("Compare", "hardly different"),
    }[fault]


def verdict_words(photo_id: int, burst: Burst, shot: BestShot | None) -> str:
    """What a photo is among its burst: the best, and how surely, or why it is not."""
    count = QLocale().toString(len(burst.photo_ids))
    match burst.kind:
        case BurstKind.BRACKET:
            return translate("Bursts", "Exposure bracket of {0}, kept whole").format(count)
        case BurstKind.PANORAMA:
            return translate("Bursts", "Panorama of {0} parts, kept whole").format(count)
    if shot is None:
        return translate("Bursts", "One of {0}").format(count)
    # What is stored counts, as it does on the card; the reasons are worked out anew.
    best_id = burst.best or shot.photo_id
    close = burst.lead is Lead.CLOSE
    if best_id == photo_id:
        second = _number(burst, runner_up(shot, best_id))
        if close:
            return translate("Bursts", "Perhaps the best of {0}: too close to call with #{1}").format(
                count, second
            )
        return translate("Bursts", "Best of {0}, clear lead over #{1}").format(count, second)
    judged = {frame.photo_id: frame for frame in shot.frames}
    why = fault_words(judged[photo_id].fault or Fault.ALIKE)
    best = _number(burst, best_id)
    # Where the best is hardly ahead of some, there may yet be others that lost for sure.
    if close and judged[best_id].merit - judged[photo_id].merit < CLEAR_LEAD:
        words = translate("Bursts", "#{0} of {1}; perhaps #{2} is better, too close to call: {3}")
    else:
        words = translate("Bursts", "#{0} of {1}; the best is #{2}: {3}")
    return words.format(_number(burst, photo_id), count, best, why)


def runner_up(shot: BestShot, best: int) -> int:
    """The frame that comes next after the best; where that hardly leads, one that it hardly leads."""
    merit = next(frame.merit for frame in shot.frames if frame.photo_id == best)
    rest = [frame for frame in shot.frames if frame.photo_id != best]
    if shot.lead is Lead.CLOSE:
        rest = [frame for frame in rest if merit - frame.merit < CLEAR_LEAD] or rest
    return min(rest, key=lambda frame: (frame.rank, -frame.merit)).photo_id


def detail_words(burst: Burst, shot: BestShot | None) -> str:
    """Why these photos are together, and how their people were told apart."""
    parts = [
        {
            BurstRule.VENDOR: translate("Bursts", "Together because the camera says so."),
            BurstRule.NAME: translate("Bursts", "Together because of their file names."),
            BurstRule.EXPOSURE: translate("Bursts", "Together because of their exposure steps."),
            BurstRule.TIME: translate("Bursts", "Together because of time and looks."),
            BurstRule.USER: translate("Bursts", "Together because you said so."),
        }[burst.rule]
    ]
    if shot is not None and any(frame.people for frame in shot.frames):
        parts.append(
            {
                MatchedBy.IDENTITY: translate("Bursts", "People matched by who they are."),
                MatchedBy.POSITION: translate("Bursts", "People matched by where they stand."),
                MatchedBy.BOTH: translate("Bursts", "People matched by who they are, some by place."),
            }[shot.matched_by]
        )
    if burst.chosen:
        parts.append(translate("Bursts", "You chose the cover."))
    return " ".join(parts)


def album_title(path: str) -> str:
    """Of the album of photos that look like one."""
    return translate("Bursts", "Similar to {0}").format(os.path.basename(path))


def _number(burst: Burst, photo_id: int) -> str:
    return QLocale().toString(burst.photo_ids.index(photo_id) + 1)
