"""The engine's and the library's sentences in the window's language."""

from __future__ import annotations

import re

import pytest
from PySide6.QtCore import QLocale

from photo_curator.domain.errors import PhotoFileError
from photo_curator.domain.messages import Notice, decode_answer, encode
from photo_curator.domain.sentences import Phrase, Sentence
from photo_curator.gui.said import notice_text, problem_text
from photo_curator.gui.translation import install_translation
from photo_curator.media.files import read_file


@pytest.fixture
def german(qapp):
    before = QLocale()
    translators = install_translation(qapp, QLocale("de_DE"))
    yield
    QLocale.setDefault(before)
    for translator in translators:
        qapp.removeTranslator(translator)


def arguments_of(sentence: Sentence) -> list[str]:
    return [f"a{{b}} “{place}”.jpg" for place in sorted(set(re.findall(r"\{\d\}", sentence.value)))]


@pytest.mark.parametrize("sentence", Sentence)
def test_every_sentence_is_recognised_and_translated(sentence: Sentence, german) -> None:
    arguments = arguments_of(sentence)
    text = problem_text(sentence.about(*arguments))
    assert text != sentence.about(*arguments)
    assert all(argument in text for argument in arguments)
    assert notice_text(Notice(sentence=sentence, arguments=tuple(arguments))) == text


@pytest.mark.parametrize("phrase", Phrase)
def test_parts_of_sentences_are_translated_too(phrase: Phrase, german) -> None:
    text = problem_text(Sentence.FOLDER_NOT_READ.about("/photos", phrase))
    assert text.startswith("Der Ordner „/photos“ ließ sich nicht lesen: ")
    assert phrase.value not in text or phrase is Phrase.TEXT


def test_what_no_table_has_stays_as_it_is(german) -> None:
    assert problem_text("Something new in an old library.") == "Something new in an old library."
    words = Sentence.NOT_READ.about("a.jpg", "Input/output error")
    assert problem_text(words) == "„a.jpg“ ließ sich nicht lesen: Input/output error."


def test_a_file_that_is_gone_says_so_in_german(tmp_path, german) -> None:
    with pytest.raises(PhotoFileError) as caught:
        read_file(str(tmp_path / "gone.jpg"))
    assert str(caught.value) == "“gone.jpg” does not exist any more."
    assert problem_text(str(caught.value)) == "„gone.jpg“ gibt es nicht mehr."


def test_a_notice_travels_with_its_arguments() -> None:
    sent = Notice(sentence=Sentence.DEVICE_FAILED, arguments=("Some GPU", "out of memory"))
    assert decode_answer(encode(sent)) == sent
    assert sent.text == "Fell back to the CPU: Some GPU failed (out of memory)."
