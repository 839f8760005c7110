"""Sentences of the engine and of the library in the window's language."""

from __future__ import annotations

import re
from functools import cache

from PySide6.QtCore import QCoreApplication

from photo_curator.domain.messages import Notice
from photo_curator.domain.sentences import Sentence


def notice_text(notice: Notice) -> str:
    """What a notice says."""
    return _translated(notice.sentence, notice.arguments)


def problem_text(message: str) -> str:
    """A problem's stored English sentence; as it stands where it is none of the known ones.

    Parts that no table has, such as what the system said, stay as they are.
    """
    for sentence, pattern in _patterns():
        found = pattern.fullmatch(message)
        if found is not None:
            places = dict(zip(re.findall(r"\{(\d)\}", sentence.value), found.groups(), strict=True))
            return _translated(sentence, tuple(places[place] for place in sorted(places)))
    return message


def _translated(sentence: Sentence, arguments: tuple[str, ...]) -> str:
    return QCoreApplication.translate("Sentence", sentence.value).format(*map(_part, arguments))


def _part(argument: str) -> str:
    """A phrase, or a sentence within another one, there without its full stop."""
    if not argument:
        return ""
    phrase = QCoreApplication.translate("Sentence", argument)
    if phrase != argument or " " not in argument:
        return phrase
    whole = problem_text(argument)
    return problem_text(f"{argument}.").removesuffix(".") if whole == argument else whole


@cache
def _patterns() -> tuple[tuple[Sentence, re.Pattern[str]], ...]:
    def pattern(sentence: Sentence) -> re.Pattern[str]:
        parts = re.split(r"\{\d\}", sentence.value)
        return re.compile("(.*?)".join(map(re.escape, parts)), re.DOTALL)

    return tuple((sentence, pattern(sentence)) for sentence in Sentence)
