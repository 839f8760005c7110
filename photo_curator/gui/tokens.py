"""The colours of the window, by what they are for: one dark set, one light set."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Theme:
    """Colours as "#rrggbb", ready for QColor and for the style sheet.

    Attributes:
        name: "dark" or "light".
        dark: whether light text stands on dark surfaces.
        window: behind the grid and the pages.
        bar: top bar and status bar.
        panel: sidebar and inspector.
        card: grid cells, boxes on a page.
        raised: buttons.
        hover: buttons and rows under the pointer.
        pressed: buttons held down, the chosen segment.
        row: the chosen row of a list.
        field: text fields.
        line: borders and dividers.
        strong_line: borders of fields and buttons, which must be found.
        track: the empty part of a bar.
        text: what is read.
        muted: what is read second. Still 4.5:1 on every surface.
        faint: what cannot be used now. Never for text that has to be read.
        accent: fills that call for the main act, and stars. Carries `on_accent`.
        accent_text: the accent as text.
        on_accent: text on `accent`.
        star_off: stars not given.
        select: the selection's frame, focus frames, progress.
        link: text that can be clicked.
        on_select: text on `select`.
        good: measured and good.
        warn: worth a look before posting.
        danger: fills of warnings. Carries `on_danger`.
        danger_text: a warning as text.
        on_danger: text on `danger`.
        badge: behind small text on a photo.
        on_badge: that text.
        backdrop: behind a photo in the loupe.
    """

    name: str
    dark: bool
    window: str
    bar: str
    panel: str
    card: str
    raised: str
    hover: str
    pressed: str
    row: str
    field: str
    line: str
    strong_line: str
    track: str
    text: str
    muted: str
    faint: str
    accent: str
    accent_text: str
    on_accent: str
    star_off: str
    select: str
    link: str
    on_select: str
    good: str
    warn: str
    danger: str
    danger_text: str
    on_danger: str
    badge: str
    on_badge: str
    backdrop: str


DARK = Theme(
    name="dark",
    dark=True,
    window="#17191d",
    bar="#14161a",
    panel="#1b1e23",
    card="#1f2227",
    raised="#2a2e35",
    hover="#333841",
    pressed="#3a4049",
    row="#2f353e",
    field="#14161a",
    line="#2c2f35",
    strong_line="#3d434c",
    track="#2b2f36",
    text="#e8ebf0",
    muted="#a3acb8",
    faint="#6c7480",
    accent="#f4a338",
    accent_text="#f4a338",
    on_accent="#1d1303",
    star_off="#565c66",
    select="#4d9fec",
    link="#63aef5",
    on_select="#07131f",
    good="#5fb98a",
    warn="#f0a33c",
    danger="#d9542e",
    danger_text="#f28a68",
    on_danger="#140602",
    badge="#16191f",
    on_badge="#f2f4f7",
    backdrop="#0e0f12",
)

LIGHT = Theme(
    name="light",
    dark=False,
    window="#f1f2f4",
    bar="#fbfbfc",
    panel="#f7f8f9",
    card="#ffffff",
    raised="#ffffff",
    hover="#eceef1",
    pressed="#dfe3e8",
    row="#dde6f1",
    field="#ffffff",
    line="#dcdfe4",
    strong_line="#bcc2ca",
    track="#dfe2e7",
    text="#1b2027",
    muted="#515a66",
    faint="#8b939e",
    accent="#f4a338",
    accent_text="#8a5200",
    on_accent="#1d1303",
    star_off="#b4bac3",
    select="#1f74cc",
    link="#1560b0",
    on_select="#ffffff",
    good="#217547",
    warn="#8f5a00",
    danger="#c0411a",
    danger_text="#ac3412",
    on_danger="#ffffff",
    badge="#16191f",
    on_badge="#f2f4f7",
    backdrop="#e4e6ea",
)
