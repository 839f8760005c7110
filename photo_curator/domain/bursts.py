"""Which photos a camera took in one go: bursts, exposure brackets, parts of a panorama. Pure.

Rules, the surer first; a photo that one has taken is not offered to the next:

1. A vendor's burst id (Apple BurstUUID, GCamera:BurstID).
2. A file name that says so, see `burst_names`.
3. Exposure brackets: frames of one camera in quick succession whose exposure compensation, or where that
   stands still whose exposure, forms evenly spaced steps. Looks are not asked: a bracket's frames differ.
4. Shots of one camera, next to each other in sub-second time and running number, that look alike.

Times to the second alone never make a burst: there the numbers must follow each other, the pictures be all
but equal, and more frames than seconds be taken. What looks the same at another time is similar, no burst.

Photos are ordered by UTC where the camera wrote its zone, else by its wall clock, never one against the
other: so a burst goes through midnight and through a change of zone, and two zones' equal wall clocks
meet nowhere.

Looks are compared by a perceptual hash. The shipped face embedding is no second witness here: it was
trained to tell expressions apart, which is what changes within a burst.
"""

from __future__ import annotations

import itertools
import math
from collections.abc import Iterable, Iterator, Mapping, Sequence

from photo_curator.domain.burst import BurstKind, BurstRule, Frame, Group
from photo_curator.domain.burst_names import named_burst, stitch_part

#: Changes whenever the same photos would be grouped, or judged, in another way.
BURSTS_VERSION = "bursts-1"
#: Longest pause between two frames of a burst, in seconds. Interval timers start at one second.
BURST_PAUSE = 0.8
#: Longest pause between two frames of a bracket, in seconds: a long exposure lies between them.
BRACKET_PAUSE = 4.0
#: Running numbers may be so far apart: frames deleted on the camera leave holes.
SEQUENCE_HOLE = 3
#: Bits of 64 in which perceptual hashes of two frames may differ. Unrelated pictures differ in about 32.
LOOKS_ALIKE = 20
#: Likewise where times are known to the second only.
LOOKS_EQUAL = 8
#: Frames of a bracket; longer ones are not made.
BRACKET_LENGTHS = (9, 7, 5, 4, 3)
#: Smallest step of a bracket in stops: of what the camera was told, and of what it then did. A burst's
#: metered exposure wanders by less.
BRACKET_STEP, METERED_STEP = 0.3, 0.6
#: How far a step may be off the mean step, as a share of it.
STEP_TOLERANCE = 0.2
#: A burst that is going on is looked for among so many of its camera's latest frames: two cameras of one
#: model may take turns.
_OPEN_AT_ONCE = 8


def find_bursts(frames: Iterable[Frame], choices: Mapping[int, int] | None = None) -> list[Group]:
    """Group photos.

    Sorts once and then looks only at neighbours: close to linear in the number of photos.

    Args:
        frames: in any order, each photo once.
        choices: the user's word by photo id: the number of the stack it belongs to, 0: it stands alone.
            A photo of which nothing was said joins the one stack that the user made of its group; where
            there are several, it stays out of them.

    Returns:
        Groups without a photo in common, by their first photo's place.
    """
    ordered = sorted(frames, key=_place)
    found = _machine_groups([frame for frame in ordered if not frame.panorama])
    if choices:
        places = {frame.photo_id: place for place, frame in enumerate(ordered)}
        found = _as_chosen(found, places, choices)
    return found


def looks_apart(one: Frame, other: Frame) -> int:
    """Bits of 64 in which two frames' hashes differ; 64 where one has none."""
    if one.looks is None or other.looks is None:
        return 64
    return (one.looks ^ other.looks).bit_count()


def _place(frame: Frame) -> tuple[str, str, bool, bool, float, int, str, int]:
    """Order of taking: by camera, or by folder where none is known; untimed photos last."""
    instant = frame.instant
    return (
        frame.camera,
        "" if frame.camera else frame.directory,
        frame.offset_minutes is None,
        instant is None,
        instant or 0.0,
        frame.sequence or 0,
        frame.stem,
        frame.photo_id,
    )


def _machine_groups(ordered: Sequence[Frame]) -> list[Group]:
    taken: set[int] = set()
    groups: list[Group] = []

    def keep(kind: BurstKind, rule: BurstRule, found: Iterable[Sequence[Frame]]) -> None:
        for frames in found:
            if len(frames) > 1:
                groups.append(Group(kind, rule, tuple(frame.photo_id for frame in frames)))
                taken.update(groups[-1].photo_ids)

    def left() -> list[Frame]:
        return [frame for frame in ordered if frame.photo_id not in taken]

    keep(BurstKind.BURST, BurstRule.VENDOR, _by_key((f, f.burst_id) for f in ordered if f.burst_id))
    named = ((frame, named_burst(frame.stem)) for frame in left())
    keep(
        BurstKind.BURST,
        BurstRule.NAME,
        _by_key((frame, (frame.directory, name.key)) for frame, name in named if name),
    )
    keep(BurstKind.PANORAMA, BurstRule.NAME, _stitches(left()))
    keep(BurstKind.BRACKET, BurstRule.EXPOSURE, _brackets(left()))
    keep(BurstKind.BURST, BurstRule.TIME, _in_time(left()))
    place = {frame.photo_id: number for number, frame in enumerate(ordered)}
    return sorted(groups, key=lambda group: place[group.photo_ids[0]])


def _by_key(pairs: Iterable[tuple[Frame, object]]) -> list[list[Frame]]:
    found: dict[object, list[Frame]] = {}
    for frame, key in pairs:
        found.setdefault(key, []).append(frame)
    return list(found.values())


def _stitches(ordered: Iterable[Frame]) -> Iterator[list[Frame]]:
    """Runs of stitch assist parts: A, B, C with running numbers that follow each other."""
    parts = [(frame, part) for frame in ordered if (part := stitch_part(frame.stem))]
    parts.sort(key=lambda one: (one[0].directory, one[1][1]))
    run: list[Frame] = []
    last: tuple[str, int, int] | None = None
    for frame, (letter, number) in parts:
        if last != (frame.directory, letter - 1, number - 1):
            yield run
            run = []
        run.append(frame)
        last = (frame.directory, letter, number)
    yield run


def _same_clock(one: Frame, other: Frame) -> bool:
    """Whether two frames come from one camera (or one folder, where none is known) and one clock."""
    return (
        one.camera == other.camera
        and bool(one.camera or one.directory == other.directory)
        and (one.offset_minutes is None) == (other.offset_minutes is None)
    )


def _pause(one: Frame, other: Frame) -> float:
    first, second = one.instant, other.instant
    return math.inf if first is None or second is None else second - first


def _number_step(one: Frame, other: Frame) -> int | None:
    """From one running number to the next, through the end of four digits; None where one is unknown."""
    if one.sequence is None or other.sequence is None:
        return None
    step = other.sequence - one.sequence
    return step + 10_000 if step < -9_000 else step


def _brackets(ordered: Sequence[Frame]) -> Iterator[list[Frame]]:
    """Evenly spaced exposures within runs of quick succession; the longest set first."""
    start = 0
    for end in range(1, len(ordered) + 1):
        if end < len(ordered) and _may_bracket(ordered[end - 1], ordered[end]):
            continue
        yield from _brackets_of_run(ordered[start:end])
        start = end


def _may_bracket(one: Frame, other: Frame) -> bool:
    return (
        _same_clock(one, other)
        and 0 <= _pause(one, other) <= BRACKET_PAUSE
        and _number_step(one, other) in (None, 1)
    )


def _brackets_of_run(run: Sequence[Frame]) -> Iterator[list[Frame]]:
    place = 0
    while place + BRACKET_LENGTHS[-1] <= len(run):
        length = next(
            (
                length
                for length in BRACKET_LENGTHS
                if place + length <= len(run) and _is_bracket(run[place : place + length])
            ),
            0,
        )
        if length:
            yield list(run[place : place + length])
        place += length or 1


def _is_bracket(frames: Sequence[Frame]) -> bool:
    """Whether compensation, or under one compensation the exposure itself, goes in even steps."""
    biases = [frame.bias for frame in frames]
    if _even([bias for bias in biases if bias is not None], len(frames), BRACKET_STEP):
        return True
    exposures = [frame.exposure for frame in frames if frame.exposure is not None]
    return len(set(biases)) == 1 and _even(exposures, len(frames), METERED_STEP)


def _even(values: Sequence[float], count: int, smallest: float) -> bool:
    if len(values) < count:
        return False
    ordered = sorted(values)
    steps = [later - earlier for earlier, later in itertools.pairwise(ordered)]
    mean = (ordered[-1] - ordered[0]) / len(steps)
    return mean >= smallest and all(abs(step - mean) <= STEP_TOLERANCE * mean for step in steps)


def _in_time(ordered: Sequence[Frame]) -> Iterator[list[Frame]]:
    """Chains of frames each of which follows its last at once and looks like it."""
    going: list[list[Frame]] = []
    before: Frame | None = None
    for frame in ordered:
        if frame.taken is None:
            continue
        if before is not None and not _same_clock(before, frame):
            yield from filter(_is_burst, going)
            going = []
        before = frame
        still = []
        for chain in going:
            if _pause(chain[-1], frame) <= 1.0:
                still.append(chain)
            elif _is_burst(chain):
                yield chain
        fitting = [chain for chain in still if _follows(chain[-1], frame)]
        if fitting:
            min(fitting, key=lambda chain: looks_apart(chain[-1], frame)).append(frame)
        else:
            still.append([frame])
        yield from filter(_is_burst, still[:-_OPEN_AT_ONCE])
        going = still[-_OPEN_AT_ONCE:]
    yield from filter(_is_burst, going)


def _follows(last: Frame, frame: Frame) -> bool:
    step, pause = _number_step(last, frame), _pause(last, frame)
    if last.subsecond and frame.subsecond:
        # The very same moment without a number of its own is another version of one shot, no second one.
        in_order = pause > 0 if step is None else 0 < step <= 1 + SEQUENCE_HOLE
        return in_order and 0 <= pause <= BURST_PAUSE and looks_apart(last, frame) <= LOOKS_ALIKE
    return step == 1 and 0 <= pause <= 1.0 and looks_apart(last, frame) <= LOOKS_EQUAL


def _is_burst(chain: Sequence[Frame]) -> bool:
    """Two frames make one; where times are whole seconds, more frames than seconds do: no interval timer."""
    if len(chain) < 2:
        return False
    if all(frame.subsecond for frame in chain):
        return True
    return len(chain) > _pause(chain[0], chain[-1]) + 1


def _as_chosen(groups: Sequence[Group], places: Mapping[int, int], choices: Mapping[int, int]) -> list[Group]:
    """The machine's groups after the user's word."""
    stacks: dict[int, list[int]] = {}
    for photo_id, stack in choices.items():
        if stack and photo_id in places:
            stacks.setdefault(stack, []).append(photo_id)
    kept: list[Group] = []
    kinds: dict[int, set[BurstKind]] = {}
    for group in groups:
        free = [photo_id for photo_id in group.photo_ids if photo_id not in choices]
        if len(free) == len(group.photo_ids):
            kept.append(group)
            continue
        named = {choices[photo_id] for photo_id in group.photo_ids if choices.get(photo_id)}
        for stack in named:
            kinds.setdefault(stack, set()).add(group.kind)
        if len(named) == 1:
            stacks[named.pop()].extend(free)
        elif len(free) > 1:
            kept.append(Group(group.kind, group.rule, tuple(free)))
    for stack, photo_ids in stacks.items():
        if len(photo_ids) > 1:
            (kind,) = found if len(found := kinds.get(stack, set())) == 1 else {BurstKind.BURST}
            kept.append(Group(kind, BurstRule.USER, tuple(sorted(photo_ids, key=places.__getitem__))))
    return sorted(kept, key=lambda group: places[group.photo_ids[0]])
