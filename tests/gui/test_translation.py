from __future__ import annotations

import re
import subprocess
import sys
import xml.etree.ElementTree as ElementTree
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QLocale
from PySide6.QtWidgets import QLabel, QPushButton

from photo_curator.assets import resources_dir
from photo_curator.domain.library import LibraryLayout
from photo_curator.gui.inspector import Inspector
from photo_curator.gui.problems_page import ProblemsPage
from photo_curator.gui.tasks import SynchronousExecutor
from photo_curator.gui.translation import install_translation
from photo_curator.gui.welcome import Welcome
from tests.gui.pages_fixtures import make_photo

FOLDER = resources_dir() / "translations"
LANGUAGES = ("de", "en")


@pytest.fixture
def speak(qapp):
    """Install a language, and take it away afterwards."""
    installed = []
    before = QLocale()

    def install(name: str):
        installed.extend(install_translation(qapp, QLocale(name)))

    yield install
    for translator in installed:
        qapp.removeTranslator(translator)
    QLocale.setDefault(before)


def messages(language: str) -> list[tuple[str, ElementTree.Element]]:
    tree = ElementTree.parse(FOLDER / f"photo_curator_{language}.ts")
    return [
        (context.findtext("name", ""), message)
        for context in tree.getroot().iter("context")
        for message in context.iter("message")
    ]


def translations(message: ElementTree.Element) -> list[str]:
    translation = message.find("translation")
    forms = [form.text or "" for form in translation.iter("numerusform")]
    return forms or [translation.text or ""]


@pytest.mark.parametrize("language", LANGUAGES)
def test_nothing_is_unfinished(language):
    found = messages(language)
    assert found
    unfinished = [
        (context, message.findtext("source"))
        for context, message in found
        if message.find("translation").get("type") or not all(translations(message))
    ]
    assert unfinished == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_places_for_values_are_kept(language):
    for context, message in messages(language):
        source = message.findtext("source")
        for text in translations(message):
            if message.get("numerus") and "%n" not in text:
                continue  # the form for exactly one may say it in words
            wanted = sorted(re.findall(r"\{\d\}|%n", source))
            assert sorted(re.findall(r"\{\d\}|%n", text)) == wanted, (context, source, text)


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_is_compiled_is_what_is_written(language, tmp_path):
    source = FOLDER / f"photo_curator_{language}.ts"
    compiled = tmp_path / "again.qm"
    lrelease = Path(sys.executable).parent / "pyside6-lrelease"
    subprocess.run([lrelease, source, "-qm", compiled], check=True, capture_output=True)
    assert compiled.read_bytes() == source.with_suffix(".qm").read_bytes()


def test_every_text_of_the_window_is_in_the_german_file(tmp_path):
    """Reads the sources anew: a text added without its translation fails here."""
    fresh = tmp_path / "fresh.ts"
    code = Path(__file__).parents[2] / "photo_curator"
    lupdate = Path(sys.executable).parent / "pyside6-lupdate"
    files = [str(path) for path in [code / "domain" / "sentences.py", *sorted((code / "gui").rglob("*.py"))]]
    subprocess.run([lupdate, *files, "-ts", fresh], check=True, capture_output=True)
    wanted = {
        (context.findtext("name", ""), message.findtext("source"))
        for context in ElementTree.parse(fresh).getroot().iter("context")
        for message in context.iter("message")
    }
    known = {(context, message.findtext("source")) for context, message in messages("de")}
    assert wanted - known == set()


def test_a_german_window_shows_german(qtbot, speak, tmp_path):
    speak("de_DE")
    inspector = Inspector(LibraryLayout(tmp_path), executor=SynchronousExecutor())
    qtbot.addWidget(inspector)
    inspector.set_photo(make_photo())
    welcome = Welcome(executor=SynchronousExecutor())
    qtbot.addWidget(welcome)
    problems = ProblemsPage()
    qtbot.addWidget(problems)
    seen = "\n".join(
        child.text()
        for widget in (inspector, welcome, problems)
        for kind in (QLabel, QPushButton)
        for child in widget.findChildren(kind)
    )
    for words in ("Wie sicher", "Ihre Bewertung", "Maschine: 4,6", "Ihre Originale", "Keine Problemdateien"):
        assert words in seen
    for words in ("How sure", "your rating", "Your originals", "No problem files"):
        assert words not in seen


def test_qts_own_dialogs_are_german_too(qapp, speak):
    speak("de_DE")
    assert QCoreApplication.translate("QPlatformTheme", "Cancel") == "Abbrechen"


@pytest.mark.parametrize(
    ("language", "one", "many"),
    [
        ("en_GB", "1 picture", "7 pictures"),
        ("de_DE", "1 Bild", "7 Bilder"),
        ("fr_FR", "1 picture", "7 pictures"),
    ],
)
def test_plurals(qapp, speak, language, one, many):
    speak(language)
    assert QCoreApplication.translate("Welcome", "%n pictures", "", 1) == one
    assert QCoreApplication.translate("Welcome", "%n pictures", "", 7) == many


def test_a_language_nobody_translated_stays_english(qapp, speak):
    speak("fr_FR")
    assert QCoreApplication.translate("Inspector", "How sure") == "How sure"
