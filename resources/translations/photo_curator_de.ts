<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="de" sourcelanguage="en">
<context>
    <name>AbstainCard</name>
    <message>
        <source>When it may say “cannot tell”</source>
        <translation>Wann es „nicht zu beurteilen“ sagen darf</translation>
    </message>
    <message>
        <source>Mean error against the share left out. It abstains on {0}; its 80 % intervals hold {1}.</source>
        <translation>Mittlerer Fehler je ausgelassenem Anteil. Bei {0} enthält es sich; seine 80-%-Intervalle treffen zu {1}.</translation>
    </message>
</context>
<context>
    <name>ActWords</name>
    <message numerus="yes">
        <source>Take the stars off %Ln photos</source>
        <translation>
            <numerusform>Sterne von %Ln Foto entfernen</numerusform>
            <numerusform>Sterne von %Ln Fotos entfernen</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Rate %Ln photos 1 star</source>
        <translation>
            <numerusform>%Ln Foto mit 1 Stern bewerten</numerusform>
            <numerusform>%Ln Fotos mit 1 Stern bewerten</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Rate %Ln photos {0} stars</source>
        <translation>
            <numerusform>%Ln Foto mit {0} Sternen bewerten</numerusform>
            <numerusform>%Ln Fotos mit {0} Sternen bewerten</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Pick %Ln photos</source>
        <translation>
            <numerusform>%Ln Foto auswählen</numerusform>
            <numerusform>%Ln Fotos auswählen</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Reject %Ln photos</source>
        <translation>
            <numerusform>%Ln Foto ablehnen</numerusform>
            <numerusform>%Ln Fotos ablehnen</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Take the flag off %Ln photos</source>
        <translation>
            <numerusform>Markierung von %Ln Foto entfernen</numerusform>
            <numerusform>Markierung von %Ln Fotos entfernen</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Keep {0} of %Ln photos</source>
        <translation>
            <numerusform>{0} von %Ln Foto behalten</numerusform>
            <numerusform>{0} von %Ln Fotos behalten</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Turn %Ln photos</source>
        <translation>
            <numerusform>%Ln Foto drehen</numerusform>
            <numerusform>%Ln Fotos drehen</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Call %Ln photos a false alarm</source>
        <translation>
            <numerusform>%Ln Foto als Fehlalarm bezeichnen</numerusform>
            <numerusform>%Ln Fotos als Fehlalarm bezeichnen</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Call %Ln photos dangerous</source>
        <translation>
            <numerusform>%Ln Foto als gefährlich bezeichnen</numerusform>
            <numerusform>%Ln Fotos als gefährlich bezeichnen</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Take the danger answer off %Ln photos</source>
        <translation>
            <numerusform>Antwort zur Gefahr von %Ln Foto nehmen</numerusform>
            <numerusform>Antwort zur Gefahr von %Ln Fotos nehmen</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Split %Ln photos off a burst</source>
        <translation>
            <numerusform>%Ln Foto von einer Serie abtrennen</numerusform>
            <numerusform>%Ln Fotos von einer Serie abtrennen</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Make %Ln photos one burst</source>
        <translation>
            <numerusform>%Ln Foto zu einer Serie vereinen</numerusform>
            <numerusform>%Ln Fotos zu einer Serie vereinen</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Call %Ln photos no burst</source>
        <translation>
            <numerusform>Serie mit %Ln Foto auflösen</numerusform>
            <numerusform>Serie mit %Ln Fotos auflösen</numerusform>
        </translation>
    </message>
    <message>
        <source>Choose the cover of a burst</source>
        <translation>Titelbild einer Serie wählen</translation>
    </message>
    <message>
        <source>Choose covers of bursts</source>
        <translation>Titelbilder von Serien wählen</translation>
    </message>
    <message numerus="yes">
        <source>Remove a face from %Ln photos</source>
        <translation>
            <numerusform>Gesicht von %Ln Foto entfernen</numerusform>
            <numerusform>Gesicht von %Ln Fotos entfernen</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Add a face to %Ln photos</source>
        <translation>
            <numerusform>Gesicht zu %Ln Foto hinzufügen</numerusform>
            <numerusform>Gesicht zu %Ln Fotos hinzufügen</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Detect the faces of %Ln photos again</source>
        <translation>
            <numerusform>Gesichter auf %Ln Foto neu suchen</numerusform>
            <numerusform>Gesichter auf %Ln Fotos neu suchen</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Export %Ln photos</source>
        <translation>
            <numerusform>%Ln Foto exportieren</numerusform>
            <numerusform>%Ln Fotos exportieren</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Write sidecars of %Ln photos</source>
        <translation>
            <numerusform>Begleitdateien von %Ln Foto schreiben</numerusform>
            <numerusform>Begleitdateien von %Ln Fotos schreiben</numerusform>
        </translation>
    </message>
    <message>
        <source>Score by the starter</source>
        <translation>Mit dem Startmodell bewerten</translation>
    </message>
    <message>
        <source>Roll back to my taste, version {0}</source>
        <translation>Zurück zu meinem Geschmack, Version {0}</translation>
    </message>
    <message>
        <source>Score by my taste, version {0}</source>
        <translation>Nach meinem Geschmack bewerten, Version {0}</translation>
    </message>
    <message>
        <source>Learn nothing from the stars of {0}</source>
        <translation>Aus den Sternen von {0} nichts lernen</translation>
    </message>
    <message>
        <source>Learn from the stars of {0}</source>
        <translation>Aus den Sternen von {0} lernen</translation>
    </message>
    <message>
        <source>Use the shipped threshold of {0}</source>
        <translation>Mitgelieferte Schwelle für {0} verwenden</translation>
    </message>
    <message numerus="yes">
        <source>Refit {0} to %Ln answers</source>
        <translation>
            <numerusform>Schwelle für {0} an %Ln Antwort anpassen</numerusform>
            <numerusform>Schwelle für {0} an %Ln Antworten anpassen</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Annotate %Ln photos, by {0}</source>
        <translation>
            <numerusform>%Ln Foto annotieren, von {0}</numerusform>
            <numerusform>%Ln Fotos annotieren, von {0}</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Annotate %Ln photos, by {0} annotators</source>
        <translation>
            <numerusform>%Ln Foto annotieren, von {0} Personen</numerusform>
            <numerusform>%Ln Fotos annotieren, von {0} Personen</numerusform>
        </translation>
    </message>
    <message>
        <source>Make the album “{0}”</source>
        <translation>Album „{0}“ anlegen</translation>
    </message>
    <message>
        <source>Rename the album “{0}” to “{1}”</source>
        <translation>Album „{0}“ in „{1}“ umbenennen</translation>
    </message>
    <message>
        <source>Change the album “{0}”</source>
        <translation>Album „{0}“ ändern</translation>
    </message>
    <message>
        <source>Delete the album “{0}”</source>
        <translation>Album „{0}“ löschen</translation>
    </message>
    <message numerus="yes">
        <source>Add %Ln photos to “{0}”</source>
        <translation>
            <numerusform>%Ln Foto in „{0}“ legen</numerusform>
            <numerusform>%Ln Fotos in „{0}“ legen</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Remove %Ln photos from “{0}”</source>
        <translation>
            <numerusform>%Ln Foto aus „{0}“ nehmen</numerusform>
            <numerusform>%Ln Fotos aus „{0}“ nehmen</numerusform>
        </translation>
    </message>
    <message>
        <source>Name somebody {0}</source>
        <translation>Jemanden {0} nennen</translation>
    </message>
    <message>
        <source>Take a name away</source>
        <translation>Namen entfernen</translation>
    </message>
    <message>
        <source>Join two people</source>
        <translation>Zwei Personen vereinen</translation>
    </message>
    <message>
        <source>Join {0} people</source>
        <translation>{0} Personen vereinen</translation>
    </message>
    <message numerus="yes">
        <source>Give %Ln faces to a person</source>
        <translation>
            <numerusform>%Ln Gesicht einer Person geben</numerusform>
            <numerusform>%Ln Gesichter einer Person geben</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Give %Ln faces to somebody new</source>
        <translation>
            <numerusform>%Ln Gesicht jemand Neuem geben</numerusform>
            <numerusform>%Ln Gesichter jemand Neuem geben</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Take %Ln faces from a person</source>
        <translation>
            <numerusform>%Ln Gesicht einer Person nehmen</numerusform>
            <numerusform>%Ln Gesichter einer Person nehmen</numerusform>
        </translation>
    </message>
    <message>
        <source>Say who you are</source>
        <translation>Sagen, wer Sie sind</translation>
    </message>
    <message>
        <source>Say that a person is not you</source>
        <translation>Sagen, dass Sie eine Person nicht sind</translation>
    </message>
</context>
<context>
    <name>Actions</name>
    <message>
        <source>File</source>
        <translation>Datei</translation>
    </message>
    <message>
        <source>Edit</source>
        <translation>Bearbeiten</translation>
    </message>
    <message>
        <source>Rate</source>
        <translation>Bewerten</translation>
    </message>
    <message>
        <source>Photo</source>
        <translation>Foto</translation>
    </message>
    <message>
        <source>View</source>
        <translation>Ansicht</translation>
    </message>
    <message>
        <source>Help</source>
        <translation>Hilfe</translation>
    </message>
    <message>
        <source>Add Folder…</source>
        <extracomment>In the order of menus and of the keys page.</extracomment>
        <translation>Ordner hinzufügen …</translation>
    </message>
    <message>
        <source>Look for Changes</source>
        <translation>Nach Änderungen suchen</translation>
    </message>
    <message>
        <source>Pause Analysing</source>
        <translation>Analyse anhalten</translation>
    </message>
    <message>
        <source>Resume Analysing</source>
        <translation>Analyse fortsetzen</translation>
    </message>
    <message>
        <source>Stop Analysing</source>
        <translation>Analyse abbrechen</translation>
    </message>
    <message>
        <source>New Album…</source>
        <translation>Neues Album …</translation>
    </message>
    <message>
        <source>New Smart Album…</source>
        <translation>Neues intelligentes Album …</translation>
    </message>
    <message>
        <source>Save Current Filter as Album…</source>
        <translation>Filter als Album speichern …</translation>
    </message>
    <message>
        <source>Write Ratings to Sidecars…</source>
        <translation>Bewertungen in Begleitdateien schreiben …</translation>
    </message>
    <message>
        <source>Settings…</source>
        <translation>Einstellungen …</translation>
    </message>
    <message>
        <source>Quit</source>
        <translation>Beenden</translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>Rückgängig</translation>
    </message>
    <message>
        <source>Redo</source>
        <translation>Wiederholen</translation>
    </message>
    <message>
        <source>Copy Files</source>
        <translation>Dateien kopieren</translation>
    </message>
    <message>
        <source>Select All</source>
        <translation>Alles auswählen</translation>
    </message>
    <message>
        <source>Select None</source>
        <translation>Nichts auswählen</translation>
    </message>
    <message>
        <source>Select Whole Burst</source>
        <translation>Ganze Serie auswählen</translation>
    </message>
    <message>
        <source>Filter</source>
        <translation>Filter</translation>
    </message>
    <message>
        <source>★</source>
        <translation>★</translation>
    </message>
    <message>
        <source>★★</source>
        <translation>★★</translation>
    </message>
    <message>
        <source>★★★</source>
        <translation>★★★</translation>
    </message>
    <message>
        <source>★★★★</source>
        <translation>★★★★</translation>
    </message>
    <message>
        <source>★★★★★</source>
        <translation>★★★★★</translation>
    </message>
    <message>
        <source>No Stars</source>
        <translation>Keine Sterne</translation>
    </message>
    <message>
        <source>Pick</source>
        <translation>Auswählen</translation>
    </message>
    <message>
        <source>Reject</source>
        <translation>Ablehnen</translation>
    </message>
    <message>
        <source>Neither</source>
        <translation>Weder noch</translation>
    </message>
    <message>
        <source>False Alarm</source>
        <translation>Fehlalarm</translation>
    </message>
    <message>
        <source>This Is Dangerous</source>
        <translation>Das ist gefährlich</translation>
    </message>
    <message>
        <source>Take the Danger Answer Back</source>
        <translation>Antwort zur Gefahr zurücknehmen</translation>
    </message>
    <message>
        <source>Two Minutes That Help Most</source>
        <translation>Zwei Minuten, die am meisten helfen</translation>
    </message>
    <message>
        <source>Auto-advance (Caps Lock)</source>
        <translation>Automatisch weiter (Feststelltaste)</translation>
    </message>
    <message>
        <source>Open in the Loupe</source>
        <translation>In der Lupe öffnen</translation>
    </message>
    <message>
        <source>Rotate Left</source>
        <translation>Nach links drehen</translation>
    </message>
    <message>
        <source>Rotate Right</source>
        <translation>Nach rechts drehen</translation>
    </message>
    <message>
        <source>Not a Face</source>
        <translation>Kein Gesicht</translation>
    </message>
    <message>
        <source>Add a Face…</source>
        <translation>Gesicht hinzufügen …</translation>
    </message>
    <message>
        <source>Detect Faces Again</source>
        <translation>Gesichter neu erkennen</translation>
    </message>
    <message>
        <source>Label for Training</source>
        <translation>Fürs Training beschriften</translation>
    </message>
    <message>
        <source>Use as Cover</source>
        <translation>Als Titelbild verwenden</translation>
    </message>
    <message>
        <source>Split Burst Here</source>
        <translation>Serie hier teilen</translation>
    </message>
    <message>
        <source>Merge into One Burst</source>
        <translation>Zu einer Serie vereinen</translation>
    </message>
    <message>
        <source>Not a Burst</source>
        <translation>Keine Serie</translation>
    </message>
    <message>
        <source>Find Similar Photos</source>
        <translation>Ähnliche Fotos finden</translation>
    </message>
    <message>
        <source>Add to Album</source>
        <translation>Zu Album hinzufügen</translation>
    </message>
    <message>
        <source>Remove from Album</source>
        <translation>Aus Album entfernen</translation>
    </message>
    <message>
        <source>Export…</source>
        <translation>Exportieren …</translation>
    </message>
    <message>
        <source>Show in File Manager</source>
        <translation>Im Dateimanager zeigen</translation>
    </message>
    <message>
        <source>Move to Trash…</source>
        <translation>In den Papierkorb legen …</translation>
    </message>
    <message>
        <source>Grid</source>
        <translation>Raster</translation>
    </message>
    <message>
        <source>Loupe</source>
        <extracomment>On the keys page alone: what the loupe does with keys of its own.</extracomment>
        <translation>Lupe</translation>
    </message>
    <message>
        <source>Compare</source>
        <extracomment>Likewise of Compare.</extracomment>
        <translation>Vergleichen</translation>
    </message>
    <message>
        <source>Why This Score</source>
        <translation>Warum diese Punktzahl</translation>
    </message>
    <message>
        <source>Zoom to 100 %</source>
        <translation>Auf 100 % vergrößern</translation>
    </message>
    <message>
        <source>Back</source>
        <translation>Zurück</translation>
    </message>
    <message>
        <source>Show Where the Hazard Is</source>
        <translation>Zeigen, wo die Gefahr ist</translation>
    </message>
    <message>
        <source>Safety</source>
        <translation>Sicherheit</translation>
    </message>
    <message>
        <source>My Taste</source>
        <translation>Mein Geschmack</translation>
    </message>
    <message>
        <source>People</source>
        <translation>Personen</translation>
    </message>
    <message>
        <source>Expand or Collapse Burst</source>
        <translation>Serie auf- oder zuklappen</translation>
    </message>
    <message>
        <source>Expand All Bursts</source>
        <translation>Alle Serien aufklappen</translation>
    </message>
    <message>
        <source>Collapse All Bursts</source>
        <translation>Alle Serien zuklappen</translation>
    </message>
    <message>
        <source>Larger Thumbnails</source>
        <translation>Größere Vorschaubilder</translation>
    </message>
    <message>
        <source>Smaller Thumbnails</source>
        <translation>Kleinere Vorschaubilder</translation>
    </message>
    <message>
        <source>Sort by Score</source>
        <translation>Nach Punktzahl ordnen</translation>
    </message>
    <message>
        <source>Sort by Time</source>
        <translation>Nach Zeit ordnen</translation>
    </message>
    <message>
        <source>Sort by Name</source>
        <translation>Nach Namen ordnen</translation>
    </message>
    <message>
        <source>Reverse Order</source>
        <translation>Reihenfolge umkehren</translation>
    </message>
    <message>
        <source>Sidebar</source>
        <translation>Seitenleiste</translation>
    </message>
    <message>
        <source>Inspector</source>
        <translation>Einzelheiten</translation>
    </message>
    <message>
        <source>Full Screen</source>
        <translation>Vollbild</translation>
    </message>
    <message>
        <source>All Keys</source>
        <translation>Alle Tasten</translation>
    </message>
    <message>
        <source>Change Keys…</source>
        <translation>Tasten ändern …</translation>
    </message>
    <message>
        <source>Open the Menu</source>
        <translation>Menü öffnen</translation>
    </message>
    <message>
        <source>Albums</source>
        <translation>Alben</translation>
    </message>
    <message>
        <source>Rename an album of yours</source>
        <extracomment>Keys that are no commands of ours and belong on the `?` page all the same.</extracomment>
        <translation>Ein eigenes Album umbenennen</translation>
    </message>
    <message>
        <source>Delete</source>
        <translation>Entf</translation>
    </message>
    <message>
        <source>Delete it; its photos stay</source>
        <translation>Es löschen; seine Fotos bleiben</translation>
    </message>
    <message>
        <source>Drag</source>
        <translation>Ziehen</translation>
    </message>
    <message>
        <source>Put photos into an album of yours</source>
        <translation>Fotos in ein eigenes Album legen</translation>
    </message>
    <message>
        <source>Larger</source>
        <translation>Größer</translation>
    </message>
    <message>
        <source>Smaller</source>
        <translation>Kleiner</translation>
    </message>
    <message>
        <source>Move the enlarged photo</source>
        <translation>Vergrößertes Foto verschieben</translation>
    </message>
    <message>
        <source>Frame all faces</source>
        <translation>Alle Gesichter umrahmen</translation>
    </message>
    <message>
        <source>Wheel</source>
        <translation>Mausrad</translation>
    </message>
    <message>
        <source>Zoom</source>
        <translation>Vergrößern</translation>
    </message>
    <message>
        <source>Click on ▣</source>
        <translation>Klick auf ▣</translation>
    </message>
    <message>
        <source>Expand or collapse a burst; commands mean the card&apos;s photo alone</source>
        <translation>Serie auf- oder zuklappen; Befehle meinen nur das Foto der Karte</translation>
    </message>
    <message>
        <source>From frame to frame; the next one is brought in</source>
        <translation>Von Bild zu Bild; das nächste rückt nach</translation>
    </message>
    <message>
        <source>Keep the best, or the frame gone to, and reject the rest</source>
        <translation>Das beste oder das angesteuerte Bild behalten, den Rest ablehnen</translation>
    </message>
    <message>
        <source>Page Down, N</source>
        <translation>Bild ab, N</translation>
    </message>
    <message>
        <source>Next burst</source>
        <translation>Nächste Serie</translation>
    </message>
    <message>
        <source>Page Up, Shift+N</source>
        <translation>Bild auf, Umschalt+N</translation>
    </message>
    <message>
        <source>Previous burst</source>
        <translation>Vorige Serie</translation>
    </message>
    <message>
        <source>Next person</source>
        <translation>Nächste Person</translation>
    </message>
    <message>
        <source>Move the enlarged photos together</source>
        <translation>Die vergrößerten Fotos gemeinsam verschieben</translation>
    </message>
    <message>
        <source>From photo to photo</source>
        <translation>Von Foto zu Foto</translation>
    </message>
    <message>
        <source>Home, End</source>
        <translation>Pos1, Ende</translation>
    </message>
    <message>
        <source>First and last photo</source>
        <translation>Erstes und letztes Foto</translation>
    </message>
    <message>
        <source>Shift, Ctrl</source>
        <translation>Umschalt, Strg</translation>
    </message>
    <message>
        <source>With arrows or a click: select several</source>
        <translation>Mit Pfeilen oder Klick: mehrere auswählen</translation>
    </message>
    <message>
        <source>Ctrl+Wheel</source>
        <translation>Strg+Mausrad</translation>
    </message>
    <message>
        <source>Size of the thumbnails</source>
        <translation>Größe der Vorschaubilder</translation>
    </message>
</context>
<context>
    <name>AlbumCommands</name>
    <message>
        <source>New Album…</source>
        <translation>Neues Album …</translation>
    </message>
    <message>
        <source>Made the album “{0}”</source>
        <translation>Album „{0}“ angelegt</translation>
    </message>
    <message>
        <source>The album is called “{0}” now</source>
        <translation>Das Album heißt jetzt „{0}“</translation>
    </message>
    <message>
        <source>Changed the album</source>
        <translation>Album geändert</translation>
    </message>
    <message>
        <source>Deleted the album; its photos stay</source>
        <translation>Album gelöscht; seine Fotos bleiben</translation>
    </message>
    <message>
        <source>Nothing to change: the album is like that already</source>
        <translation>Nichts zu ändern: das Album ist schon so</translation>
    </message>
    <message numerus="yes">
        <source>Put %n photos into the album</source>
        <translation>
            <numerusform>%n Foto ins Album gelegt</numerusform>
            <numerusform>%n Fotos ins Album gelegt</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Took %n photos out of the album</source>
        <translation>
            <numerusform>%n Foto aus dem Album genommen</numerusform>
            <numerusform>%n Fotos aus dem Album genommen</numerusform>
        </translation>
    </message>
    <message>
        <source>New Album</source>
        <translation>Neues Album</translation>
    </message>
    <message>
        <source>Name of the album</source>
        <translation>Name des Albums</translation>
    </message>
    <message>
        <source>Change Conditions…</source>
        <translation>Bedingungen ändern …</translation>
    </message>
    <message>
        <source>Rename</source>
        <translation>Umbenennen</translation>
    </message>
    <message>
        <source>Delete Album</source>
        <translation>Album löschen</translation>
    </message>
    <message>
        <source>New Smart Album…</source>
        <translation>Neues intelligentes Album …</translation>
    </message>
</context>
<context>
    <name>AlbumEditor</name>
    <message>
        <source>Change Album</source>
        <translation>Album ändern</translation>
    </message>
    <message>
        <source>New Smart Album</source>
        <translation>Neues intelligentes Album</translation>
    </message>
    <message>
        <source>Name of the album</source>
        <translation>Name des Albums</translation>
    </message>
    <message>
        <source>Only the best of photos that are alike</source>
        <translation>Von ähnlichen Fotos nur die besten</translation>
    </message>
    <message numerus="yes">
        <source>One photo of a burst, and no more than %n of an hour</source>
        <translation>
            <numerusform>Ein Foto je Serie und höchstens %n je Stunde</numerusform>
            <numerusform>Ein Foto je Serie und höchstens %n je Stunde</numerusform>
        </translation>
    </message>
    <message>
        <source>Score</source>
        <translation>Punktzahl</translation>
    </message>
    <message>
        <source>Time</source>
        <translation>Zeit</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>Name</translation>
    </message>
    <message>
        <source>Add condition</source>
        <translation>Bedingung hinzufügen</translation>
    </message>
    <message>
        <source>Save</source>
        <translation>Speichern</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Abbrechen</translation>
    </message>
    <message>
        <source>Photos that fulfil all of these conditions:</source>
        <translation>Fotos, die alle diese Bedingungen erfüllen:</translation>
    </message>
    <message>
        <source>Sorted by</source>
        <translation>Sortiert nach</translation>
    </message>
    <message>
        <source>Remove this condition</source>
        <translation>Diese Bedingung entfernen</translation>
    </message>
    <message>
        <source>There is an album of this name already.</source>
        <translation>Ein Album dieses Namens gibt es schon.</translation>
    </message>
    <message numerus="yes">
        <source>%n photos</source>
        <translation>
            <numerusform>%n Foto</numerusform>
            <numerusform>%n Fotos</numerusform>
        </translation>
    </message>
    <message>
        <source>Stars</source>
        <translation>Sterne</translation>
    </message>
    <message>
        <source>Rated by</source>
        <translation>Sterne von</translation>
    </message>
    <message>
        <source>Flag</source>
        <translation>Markierung</translation>
    </message>
    <message>
        <source>Date</source>
        <translation>Datum</translation>
    </message>
    <message>
        <source>Place</source>
        <translation>Ort</translation>
    </message>
    <message>
        <source>Country</source>
        <translation>Land</translation>
    </message>
    <message>
        <source>Camera</source>
        <translation>Kamera</translation>
    </message>
    <message>
        <source>People</source>
        <translation>Personen</translation>
    </message>
    <message>
        <source>Who</source>
        <translation>Wer</translation>
    </message>
    <message>
        <source>Eyes</source>
        <translation>Augen</translation>
    </message>
    <message>
        <source>Danger</source>
        <translation>Gefahr</translation>
    </message>
    <message>
        <source>Burst</source>
        <translation>Serie</translation>
    </message>
    <message>
        <source>Judged</source>
        <translation>Urteil</translation>
    </message>
    <message>
        <source>Screenshots</source>
        <translation>Bildschirmfotos</translation>
    </message>
    <message>
        <source>Folder</source>
        <translation>Ordner</translation>
    </message>
    <message>
        <source>Text</source>
        <translation>Text</translation>
    </message>
    <message>
        <source>you</source>
        <translation>Ihnen</translation>
    </message>
    <message>
        <source>another program</source>
        <translation>einem anderen Programm</translation>
    </message>
    <message>
        <source>picked</source>
        <translation>ausgewählt</translation>
    </message>
    <message>
        <source>neither picked nor rejected</source>
        <translation>weder ausgewählt noch abgelehnt</translation>
    </message>
    <message>
        <source>rejected</source>
        <translation>abgelehnt</translation>
    </message>
    <message>
        <source>not rejected</source>
        <translation>nicht abgelehnt</translation>
    </message>
    <message>
        <source>nobody’s are closed</source>
        <translation>bei niemandem geschlossen</translation>
    </message>
    <message>
        <source>somebody’s are closed</source>
        <translation>bei jemandem geschlossen</translation>
    </message>
    <message>
        <source>no dangerous selfie</source>
        <translation>kein gefährliches Selfie</translation>
    </message>
    <message>
        <source>a dangerous selfie</source>
        <translation>ein gefährliches Selfie</translation>
    </message>
    <message>
        <source>part of a burst</source>
        <translation>Teil einer Serie</translation>
    </message>
    <message>
        <source>the best shot of a burst</source>
        <translation>die beste Aufnahme einer Serie</translation>
    </message>
    <message>
        <source>in no burst</source>
        <translation>in keiner Serie</translation>
    </message>
    <message>
        <source>with a score</source>
        <translation>mit Punktzahl</translation>
    </message>
    <message>
        <source>without a face</source>
        <translation>ohne Gesicht</translation>
    </message>
    <message>
        <source>“cannot tell”</source>
        <translation>„nicht zu beurteilen“</translation>
    </message>
    <message>
        <source>leave them out</source>
        <translation>weglassen</translation>
    </message>
    <message>
        <source>nothing else</source>
        <translation>nichts anderes</translation>
    </message>
    <message>
        <source>days</source>
        <translation>Tagen</translation>
    </message>
    <message>
        <source>months</source>
        <translation>Monaten</translation>
    </message>
    <message>
        <source>years</source>
        <translation>Jahren</translation>
    </message>
    <message>
        <source>At least</source>
        <translation>Mindestens</translation>
    </message>
    <message>
        <source>At most</source>
        <translation>Höchstens</translation>
    </message>
    <message>
        <source>from</source>
        <translation>von</translation>
    </message>
    <message>
        <source>to</source>
        <translation>bis</translation>
    </message>
    <message>
        <source>any</source>
        <translation>beliebig</translation>
    </message>
    <message>
        <source>at least</source>
        <translation>mindestens</translation>
    </message>
    <message>
        <source>at most</source>
        <translation>höchstens</translation>
    </message>
    <message>
        <source>exactly</source>
        <translation>genau</translation>
    </message>
    <message>
        <source>not rated</source>
        <translation>ohne Sterne</translation>
    </message>
    <message>
        <source>How many stars</source>
        <translation>Wie viele Sterne</translation>
    </message>
    <message>
        <source>contains…</source>
        <translation>enthält …</translation>
    </message>
    <message>
        <source>in the last</source>
        <translation>in den letzten</translation>
    </message>
    <message>
        <source>from … to</source>
        <translation>von … bis</translation>
    </message>
    <message>
        <source>Kind of date</source>
        <translation>Art des Datums</translation>
    </message>
    <message>
        <source>From</source>
        <translation>Von</translation>
    </message>
    <message>
        <source>To</source>
        <translation>Bis</translation>
    </message>
</context>
<context>
    <name>Albums</name>
    <message>
        <source>Library</source>
        <extracomment>Pages that are lines of the sidebar like albums.</extracomment>
        <translation>Bibliothek</translation>
    </message>
    <message>
        <source>Moments</source>
        <translation>Momente</translation>
    </message>
    <message>
        <source>Albums</source>
        <translation>Alben</translation>
    </message>
    <message>
        <source>People</source>
        <translation>Personen</translation>
    </message>
    <message>
        <source>Look before posting</source>
        <translation>Vor dem Posten ansehen</translation>
    </message>
    <message>
        <source>Best of the year</source>
        <translation>Beste des Jahres</translation>
    </message>
    <message>
        <source>Months</source>
        <translation>Monate</translation>
    </message>
    <message>
        <source>Places</source>
        <translation>Orte</translation>
    </message>
    <message>
        <source>Folders</source>
        <translation>Ordner</translation>
    </message>
    <message>
        <source>Housekeeping</source>
        <translation>Aufräumen</translation>
    </message>
    <message>
        <source>All moments…</source>
        <translation>Alle Momente …</translation>
    </message>
    <message>
        <source>Everybody</source>
        <translation>Alle Personen</translation>
    </message>
    <message>
        <source>Unnamed</source>
        <translation>Ohne Namen</translation>
    </message>
    <message>
        <source>All photos</source>
        <translation>Alle Fotos</translation>
    </message>
    <message>
        <source>Best of last 3 months</source>
        <translation>Beste der letzten 3 Monate</translation>
    </message>
    <message>
        <source>Post-worthy (4–5)</source>
        <translation>Zum Posten (4–5)</translation>
    </message>
    <message>
        <source>To rate</source>
        <translation>Zu bewerten</translation>
    </message>
    <message>
        <source>Bursts</source>
        <translation>Serien</translation>
    </message>
    <message>
        <source>Picked</source>
        <translation>Ausgewählt</translation>
    </message>
    <message>
        <source>No faces</source>
        <translation>Ohne Gesicht</translation>
    </message>
    <message>
        <source>Screenshots</source>
        <translation>Bildschirmfotos</translation>
    </message>
    <message>
        <source>Dangerous selfies</source>
        <translation>Gefährliche Selfies</translation>
    </message>
    <message>
        <source>Eyes closed</source>
        <translation>Augen geschlossen</translation>
    </message>
    <message>
        <source>Cannot tell</source>
        <translation>Nicht zu beurteilen</translation>
    </message>
    <message>
        <source>Rejected</source>
        <translation>Abgelehnt</translation>
    </message>
    <message>
        <source>Offline</source>
        <translation>Nicht verbunden</translation>
    </message>
    <message>
        <source>Missing</source>
        <translation>Fehlend</translation>
    </message>
    <message>
        <source>Similar photos</source>
        <translation>Ähnliche Fotos</translation>
    </message>
    <message>
        <source>night</source>
        <translation>nachts</translation>
    </message>
    <message>
        <source>morning</source>
        <translation>morgens</translation>
    </message>
    <message>
        <source>noon</source>
        <translation>mittags</translation>
    </message>
    <message>
        <source>afternoon</source>
        <translation>nachmittags</translation>
    </message>
    <message>
        <source>evening</source>
        <translation>abends</translation>
    </message>
    <message>
        <source>Best of {0}</source>
        <translation>Beste von {0}</translation>
    </message>
    <message>
        <source>Me</source>
        <translation>Ich</translation>
    </message>
    <message>
        <source>MMM yyyy</source>
        <comment>of a trip</comment>
        <translation>MMM yyyy</translation>
    </message>
    <message>
        <source>ddd d MMM</source>
        <comment>day this year</comment>
        <translation>ddd d. MMM</translation>
    </message>
    <message>
        <source>d MMM yyyy</source>
        <comment>day long ago</comment>
        <translation>d. MMM yyyy</translation>
    </message>
    <message>
        <source>{0}, {1}</source>
        <comment>day, part of the day</comment>
        <translation>{0}, {1}</translation>
    </message>
    <message>
        <source>Problem files</source>
        <extracomment>Pages among the lines, for the translators.</extracomment>
        <translation>Problemdateien</translation>
    </message>
    <message>
        <source>Safety</source>
        <translation>Sicherheit</translation>
    </message>
    <message>
        <source>My taste</source>
        <translation>Mein Geschmack</translation>
    </message>
</context>
<context>
    <name>AnnotationFeed</name>
    <message>
        <source>Photo {0} of {1}; {2} labelled by {3}</source>
        <translation>Foto {0} von {1}; {2} beschriftet von {3}</translation>
    </message>
    <message>
        <source>This album holds no photos to label.</source>
        <translation>In diesem Album gibt es keine Fotos zu beschriften.</translation>
    </message>
    <message>
        <source>Say who is labelling first.</source>
        <translation>Sagen Sie zuerst, wer beschriftet.</translation>
    </message>
    <message numerus="yes">
        <source>Labels of %n photos imported</source>
        <translation>
            <numerusform>Angaben zu %n Foto eingelesen</numerusform>
            <numerusform>Angaben zu %n Fotos eingelesen</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n files are not in this library</source>
        <translation>
            <numerusform>%n Datei ist nicht in dieser Bibliothek</numerusform>
            <numerusform>%n Dateien sind nicht in dieser Bibliothek</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n labels exported</source>
        <translation>
            <numerusform>%n Angabe ausgegeben</numerusform>
            <numerusform>%n Angaben ausgegeben</numerusform>
        </translation>
    </message>
    <message>
        <source>Nothing labelled yet. 1, 2 and 3 label and go on; 0 takes a label away.</source>
        <translation>Noch nichts beschriftet. 1, 2 und 3 beschriften und gehen weiter; 0 nimmt die Angabe weg.</translation>
    </message>
    <message>
        <source>By majority: {0} no selfie, {1} selfie, {2} dangerous</source>
        <translation>Nach Mehrheit: {0} kein Selfie, {1} Selfie, {2} gefährlich</translation>
    </message>
    <message>
        <source>Fleiss&apos; kappa {0} over {1} photos that several labelled</source>
        <translation>Fleiss-Kappa {0} über {1} Fotos, die mehrere beschriftet haben</translation>
    </message>
    <message>
        <source>Reasons: {0}</source>
        <translation>Gründe: {0}</translation>
    </message>
</context>
<context>
    <name>AnnotationPage</name>
    <message>
        <source>Label photos</source>
        <translation>Fotos beschriften</translation>
    </message>
    <message>
        <source>Who is labelling</source>
        <translation>Wer beschriftet</translation>
    </message>
    <message>
        <source>Who is labelling?</source>
        <translation>Wer beschriftet?</translation>
    </message>
    <message>
        <source>Import table…</source>
        <translation>Tabelle einlesen …</translation>
    </message>
    <message>
        <source>Export table…</source>
        <translation>Tabelle ausgeben …</translation>
    </message>
    <message>
        <source>1   No selfie</source>
        <translation>1   Kein Selfie</translation>
    </message>
    <message>
        <source>2   Selfie</source>
        <translation>2   Selfie</translation>
    </message>
    <message>
        <source>3   Dangerous selfie</source>
        <translation>3   Gefährliches Selfie</translation>
    </message>
    <message>
        <source>Why is it dangerous? Enter goes on</source>
        <translation>Warum ist es gefährlich? Enter geht weiter</translation>
    </message>
    <message>
        <source>Reason</source>
        <translation>Grund</translation>
    </message>
</context>
<context>
    <name>BeforeAfter</name>
    <message>
        <source>{0}: {1} before, {2} after</source>
        <translation>{0}: {1} vorher, {2} nachher</translation>
    </message>
    <message>
        <source>Probabilities. {0}</source>
        <translation>Wahrscheinlichkeiten. {0}</translation>
    </message>
    <message>
        <source>before</source>
        <translation>vorher</translation>
    </message>
    <message>
        <source>after</source>
        <translation>nachher</translation>
    </message>
</context>
<context>
    <name>BoxDrawing</name>
    <message>
        <source>Drag a box around the face. Esc: leave</source>
        <translation>Ziehen Sie einen Rahmen um das Gesicht. Esc: abbrechen</translation>
    </message>
</context>
<context>
    <name>BurstCommands</name>
    <message>
        <source>No other photo looks like this one.</source>
        <extracomment>While the selection grows under the pointer only what it stops at is read.</extracomment>
        <translation>Kein anderes Foto sieht diesem ähnlich.</translation>
    </message>
    <message>
        <source>{0}: Escape leads back</source>
        <translation>{0}: Escape führt zurück</translation>
    </message>
</context>
<context>
    <name>BurstPanel</name>
    <message>
        <source>In this burst</source>
        <translation>In dieser Serie</translation>
    </message>
    <message>
        <source>Compare</source>
        <translation>Vergleichen</translation>
    </message>
</context>
<context>
    <name>Bursts</name>
    <message>
        <source>Exposure bracket of {0}, kept whole</source>
        <translation>Belichtungsreihe aus {0}, bleibt ganz</translation>
    </message>
    <message>
        <source>Panorama of {0} parts, kept whole</source>
        <translation>Panorama aus {0} Teilen, bleibt ganz</translation>
    </message>
    <message>
        <source>One of {0}</source>
        <translation>Eines von {0}</translation>
    </message>
    <message>
        <source>Perhaps the best of {0}: too close to call with #{1}</source>
        <translation>Vielleicht das beste von {0}: zu knapp gegenüber Nr. {1}</translation>
    </message>
    <message>
        <source>Best of {0}, clear lead over #{1}</source>
        <translation>Bestes von {0}, klar vor Nr. {1}</translation>
    </message>
    <message>
        <source>#{0} of {1}; perhaps #{2} is better, too close to call: {3}</source>
        <translation>Nr. {0} von {1}; vielleicht ist Nr. {2} besser, es ist zu knapp: {3}</translation>
    </message>
    <message>
        <source>#{0} of {1}; the best is #{2}: {3}</source>
        <translation>Nr. {0} von {1}; das beste ist Nr. {2}: {3}</translation>
    </message>
    <message>
        <source>Together because the camera says so.</source>
        <translation>Zusammen, weil die Kamera es sagt.</translation>
    </message>
    <message>
        <source>Together because of their file names.</source>
        <translation>Zusammen wegen ihrer Dateinamen.</translation>
    </message>
    <message>
        <source>Together because of their exposure steps.</source>
        <translation>Zusammen wegen ihrer Belichtungsstufen.</translation>
    </message>
    <message>
        <source>Together because of time and looks.</source>
        <translation>Zusammen wegen Zeit und Aussehen.</translation>
    </message>
    <message>
        <source>Together because you said so.</source>
        <translation>Zusammen, weil Sie es gesagt haben.</translation>
    </message>
    <message>
        <source>People matched by who they are.</source>
        <translation>Personen danach zugeordnet, wer sie sind.</translation>
    </message>
    <message>
        <source>People matched by where they stand.</source>
        <translation>Personen danach zugeordnet, wo sie stehen.</translation>
    </message>
    <message>
        <source>People matched by who they are, some by place.</source>
        <translation>Personen danach zugeordnet, wer sie sind, manche nach ihrem Platz.</translation>
    </message>
    <message>
        <source>You chose the cover.</source>
        <translation>Das Titelbild haben Sie gewählt.</translation>
    </message>
    <message>
        <source>Similar to {0}</source>
        <translation>Ähnlich wie {0}</translation>
    </message>
</context>
<context>
    <name>Canvas</name>
    <message>
        <source>cannot tell</source>
        <extracomment>One notch of a wheel.</extracomment>
        <translation>nicht zu beurteilen</translation>
    </message>
    <message>
        <source>{0} · by hand</source>
        <translation>{0} · von Hand</translation>
    </message>
</context>
<context>
    <name>Cards</name>
    <message>
        <source>no face</source>
        <extracomment>Between two cards. Of the picture, within the card&apos;s line. An interval&apos;s half width from which on the chip shows it. Cards narrower than this show stars or a name, not both.</extracomment>
        <translation>kein Gesicht</translation>
    </message>
    <message>
        <source>cannot tell</source>
        <translation>unklar</translation>
    </message>
    <message>
        <source>offline</source>
        <translation>nicht verbunden</translation>
    </message>
    <message>
        <source>file is gone</source>
        <translation>Datei fehlt</translation>
    </message>
    <message>
        <source>screenshot</source>
        <translation>Bildschirmfoto</translation>
    </message>
    <message>
        <source>not rated</source>
        <translation>unbewertet</translation>
    </message>
</context>
<context>
    <name>Choice</name>
    <message>
        <source>Which photos</source>
        <extracomment>Of the left half.</extracomment>
        <translation>Welche Fotos</translation>
    </message>
    <message>
        <source>The whole library</source>
        <translation>Die ganze Bibliothek</translation>
    </message>
    <message>
        <source>Also those without stars and flag</source>
        <translation>Auch ohne Sterne und Markierung</translation>
    </message>
    <message>
        <source>Their sidecars tell the score and the faces</source>
        <translation>Ihre Begleitdateien nennen Punktzahl und Gesichter</translation>
    </message>
    <message>
        <source>Names of new sidecars</source>
        <translation>Namen neuer Begleitdateien</translation>
    </message>
    <message>
        <source>IMG_1.jpg.xmp – digiKam, darktable</source>
        <translation>IMG_1.jpg.xmp – digiKam, darktable</translation>
    </message>
    <message>
        <source>IMG_1.xmp – Lightroom, Camera Raw</source>
        <translation>IMG_1.xmp – Lightroom, Camera Raw</translation>
    </message>
    <message>
        <source>A sidecar that is there keeps its name; two are kept alike.</source>
        <translation>Eine vorhandene Begleitdatei behält ihren Namen; gibt es zwei, werden beide gleich gehalten.</translation>
    </message>
    <message>
        <source>What is written</source>
        <translation>Was geschrieben wird</translation>
    </message>
    <message>
        <source>Stars and rejects as every program reads them, picks as digiKam does, face regions, and the score under a name of our own. The photos’ own files are not touched; undo gives every sidecar its former content back.</source>
        <translation>Sterne und Ablehnungen, wie jedes Programm sie liest, Auswahl wie in digiKam, Gesichtsbereiche und die Punktzahl unter eigenem Namen. Die Fotodateien selbst werden nicht angerührt; Rückgängig gibt jeder Begleitdatei ihren früheren Inhalt zurück.</translation>
    </message>
    <message>
        <source>Selected photos ({0})</source>
        <translation>Ausgewählte Fotos ({0})</translation>
    </message>
    <message>
        <source>All of “{0}”</source>
        <translation>Alle von „{0}“</translation>
    </message>
</context>
<context>
    <name>Commands</name>
    <message>
        <source>Making the demo photos; this takes a little while…</source>
        <extracomment>A file manager asked to mark more files than this opens a window for each folder. Pages from which one goes back to the grid.</extracomment>
        <translation>Die Demofotos werden erzeugt; das dauert ein wenig …</translation>
    </message>
    <message>
        <source>No file of the selected photos can be reached.</source>
        <translation>Keine Datei der gewählten Fotos ist erreichbar.</translation>
    </message>
    <message numerus="yes">
        <source>Moved %n files to the trash</source>
        <translation>
            <numerusform>%n Datei in den Papierkorb gelegt</numerusform>
            <numerusform>%n Dateien in den Papierkorb gelegt</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n files copied</source>
        <translation>
            <numerusform>%n Datei kopiert</numerusform>
            <numerusform>%n Dateien kopiert</numerusform>
        </translation>
    </message>
    <message>
        <source>The file or its folder cannot be reached.</source>
        <translation>Die Datei oder ihr Ordner ist nicht erreichbar.</translation>
    </message>
    <message>
        <source>Undone: {0}</source>
        <translation>Rückgängig gemacht: {0}</translation>
    </message>
    <message>
        <source>Done again: {0}</source>
        <translation>Wiederholt: {0}</translation>
    </message>
    <message numerus="yes">
        <source>Took the stars off %n photos</source>
        <translation>
            <numerusform>Sterne von %n Foto entfernt</numerusform>
            <numerusform>Sterne von %n Fotos entfernt</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Rated %n photos</source>
        <translation>
            <numerusform>%n Foto bewertet</numerusform>
            <numerusform>%n Fotos bewertet</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Picked %n photos</source>
        <translation>
            <numerusform>%n Foto ausgewählt</numerusform>
            <numerusform>%n Fotos ausgewählt</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Rejected %n photos</source>
        <translation>
            <numerusform>%n Foto abgelehnt</numerusform>
            <numerusform>%n Fotos abgelehnt</numerusform>
        </translation>
    </message>
    <message>
        <source>Kept {0}, rejected {1}</source>
        <translation>{0} behalten, {1} abgelehnt</translation>
    </message>
    <message numerus="yes">
        <source>Took the flag off %n photos</source>
        <translation>
            <numerusform>Markierung von %n Foto entfernt</numerusform>
            <numerusform>Markierung von %n Fotos entfernt</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Called %n photos a false alarm</source>
        <translation>
            <numerusform>%n Foto als Fehlalarm bezeichnet</numerusform>
            <numerusform>%n Fotos als Fehlalarm bezeichnet</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Called %n photos dangerous</source>
        <translation>
            <numerusform>%n Foto als gefährlich bezeichnet</numerusform>
            <numerusform>%n Fotos als gefährlich bezeichnet</numerusform>
        </translation>
    </message>
    <message>
        <source>Every photo is scored by the starter</source>
        <translation>Alle Fotos bewertet das Startmodell</translation>
    </message>
    <message>
        <source>Every photo is scored by your taste, v{0}</source>
        <translation>Alle Fotos bewertet Ihr Geschmack, v{0}</translation>
    </message>
    <message>
        <source>Nothing is learnt from the stars of {0}</source>
        <translation>Aus den Sternen von {0} wird nichts gelernt</translation>
    </message>
    <message>
        <source>The stars of {0} are learnt from</source>
        <translation>Aus den Sternen von {0} wird gelernt</translation>
    </message>
    <message>
        <source>Split the burst</source>
        <translation>Die Serie geteilt</translation>
    </message>
    <message numerus="yes">
        <source>Made %n photos one burst</source>
        <translation>
            <numerusform>%n Foto zu einer Serie gemacht</numerusform>
            <numerusform>%n Fotos zu einer Serie gemacht</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Called %n photos no burst</source>
        <translation>
            <numerusform>%n Foto ist keine Serie</numerusform>
            <numerusform>%n Fotos sind keine Serie</numerusform>
        </translation>
    </message>
    <message>
        <source>Chose the cover of the burst</source>
        <translation>Das Titelbild der Serie gewählt</translation>
    </message>
    <message>
        <source>Removed a face</source>
        <translation>Gesicht entfernt</translation>
    </message>
    <message>
        <source>Added a face</source>
        <translation>Gesicht hinzugefügt</translation>
    </message>
    <message numerus="yes">
        <source>Took back what was said of the faces of %n photos</source>
        <translation>
            <numerusform>Aussagen über die Gesichter von %n Foto zurückgenommen</numerusform>
            <numerusform>Aussagen über die Gesichter von %n Fotos zurückgenommen</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Changed the threshold: %n photos are judged otherwise</source>
        <translation>
            <numerusform>Schwelle geändert: %n Foto wird anders beurteilt</numerusform>
            <numerusform>Schwelle geändert: %n Fotos werden anders beurteilt</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Took the danger answer off %n photos</source>
        <translation>
            <numerusform>Antwort zur Gefahr von %n Foto genommen</numerusform>
            <numerusform>Antwort zur Gefahr von %n Fotos genommen</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Turned %n photos</source>
        <translation>
            <numerusform>%n Foto gedreht</numerusform>
            <numerusform>%n Fotos gedreht</numerusform>
        </translation>
    </message>
    <message>
        <source>There is nothing to undo.</source>
        <translation>Es gibt nichts rückgängig zu machen.</translation>
    </message>
    <message>
        <source>There is nothing to redo.</source>
        <translation>Es gibt nichts zu wiederholen.</translation>
    </message>
</context>
<context>
    <name>Compare</name>
    <message>
        <source>Burst</source>
        <translation>Serie</translation>
    </message>
    <message>
        <source>Exposure bracket</source>
        <translation>Belichtungsreihe</translation>
    </message>
    <message>
        <source>Panorama</source>
        <translation>Panorama</translation>
    </message>
    <message>
        <source>{0} in {1} s</source>
        <translation>{0} in {1} s</translation>
    </message>
    <message>
        <source>photos of different moments: the choice is yours</source>
        <translation>Fotos verschiedener Momente: Sie haben die Wahl</translation>
    </message>
    <message>
        <source>its photos belong together: no best one, and none is rejected for another</source>
        <translation>die Fotos gehören zusammen: keines ist das beste, und keines weicht einem anderen</translation>
    </message>
    <message>
        <source>too close to call: have a look</source>
        <translation>zu knapp, um es zu sagen: sehen Sie selbst</translation>
    </message>
    <message>
        <source>best pick is clear</source>
        <translation>das beste steht fest</translation>
    </message>
    <message>
        <source>no face found</source>
        <translation>kein Gesicht gefunden</translation>
    </message>
    <message>
        <source>eyes closed</source>
        <translation>Augen zu</translation>
    </message>
    <message>
        <source>somebody missing</source>
        <translation>jemand fehlt</translation>
    </message>
    <message>
        <source>softer</source>
        <translation>weicher</translation>
    </message>
    <message>
        <source>looking away</source>
        <translation>schaut weg</translation>
    </message>
    <message>
        <source>eyes less open</source>
        <translation>Augen weniger offen</translation>
    </message>
    <message>
        <source>smiles less</source>
        <translation>lächelt weniger</translation>
    </message>
    <message>
        <source>badly lit</source>
        <translation>schlecht beleuchtet</translation>
    </message>
    <message>
        <source>less to your taste</source>
        <translation>weniger nach Ihrem Geschmack</translation>
    </message>
    <message>
        <source>lower technical score</source>
        <translation>technisch schwächer</translation>
    </message>
    <message>
        <source>hardly different</source>
        <translation>kaum anders</translation>
    </message>
    <message>
        <source>best pick is clear (next best: frame {0}, {1})</source>
        <translation>das beste steht fest (das nächste: Bild {0}, {1})</translation>
    </message>
    <message>
        <source>sharpest face</source>
        <translation>schärfstes Gesicht</translation>
    </message>
    <message>
        <source>face not found here</source>
        <translation>Gesicht hier nicht gefunden</translation>
    </message>
    <message>
        <source>The view is held where the face is in the frame next to it.</source>
        <translation>Gezeigt wird die Stelle, an der das Gesicht im Bild daneben ist.</translation>
    </message>
    <message>
        <source>★ slightly ahead</source>
        <translation>★ knapp vorn</translation>
    </message>
    <message>
        <source>Ahead of the others by so little that it is too close to call.</source>
        <translation>So knapp vor den anderen, dass es sich nicht sicher sagen lässt.</translation>
    </message>
    <message>
        <source>★ best pick</source>
        <translation>★ bestes</translation>
    </message>
    <message>
        <source>somebody’s eyes closed</source>
        <translation>jemandes Augen zu</translation>
    </message>
    <message>
        <source>eyes open</source>
        <translation>Augen offen</translation>
    </message>
    <message>
        <source>softer {0} %</source>
        <translation>weicher {0} %</translation>
    </message>
    <message>
        <source>Against the face in the best frame</source>
        <translation>Gegenüber dem Gesicht im besten Bild</translation>
    </message>
    <message>
        <source>The machine cannot tell</source>
        <translation>Die Maschine kann es nicht beurteilen</translation>
    </message>
    <message>
        <source>Not analysed yet</source>
        <translation>Noch nicht analysiert</translation>
    </message>
    <message>
        <source>The machine&apos;s score of the technique: it found no face</source>
        <translation>Punktzahl der Maschine für die Technik: Sie fand kein Gesicht</translation>
    </message>
    <message>
        <source>The machine&apos;s score of the photo</source>
        <translation>Punktzahl der Maschine für das Foto</translation>
    </message>
    <message>
        <source>frame {0}</source>
        <translation>Bild {0}</translation>
    </message>
    <message>
        <source>picked</source>
        <translation>ausgewählt</translation>
    </message>
    <message>
        <source>rejected</source>
        <translation>abgelehnt</translation>
    </message>
    <message>
        <source>Faces in these photos</source>
        <translation>Gesichter in diesen Fotos</translation>
    </message>
    <message>
        <source>Same face through the burst</source>
        <translation>Dasselbe Gesicht durch die Serie</translation>
    </message>
    <message>
        <source>no faces found: the view is held at the middle</source>
        <translation>keine Gesichter gefunden: gezeigt wird die Mitte</translation>
    </message>
    <message>
        <source>matched by who they are</source>
        <translation>zugeordnet nach Person</translation>
    </message>
    <message>
        <source>matched by position</source>
        <translation>zugeordnet nach der Stelle im Bild</translation>
    </message>
    <message>
        <source>matched by who they are, some by position</source>
        <translation>zugeordnet nach Person, manche nach der Stelle im Bild</translation>
    </message>
    <message>
        <source>the most prominent face of each photo: it may be somebody else’s</source>
        <translation>das auffälligste Gesicht jedes Fotos: es kann ein anderer Mensch sein</translation>
    </message>
    <message>
        <source>this photo</source>
        <translation>Dieses Foto</translation>
    </message>
    <message>
        <source>best ({0})</source>
        <translation>Bestes ({0})</translation>
    </message>
    <message>
        <source>Keep {0}, reject {1}</source>
        <translation>{0} behalten, {1} ablehnen</translation>
    </message>
    <message>
        <source>P pick · X reject · 0–5 rate</source>
        <translation>P auswählen · X ablehnen · 0–5 bewerten</translation>
    </message>
    <message>
        <source>Z 100 % on the face, linked</source>
        <translation>Z 100 % auf das Gesicht, gemeinsam</translation>
    </message>
    <message>
        <source>←/→ frame</source>
        <translation>←/→ Bild</translation>
    </message>
    <message>
        <source>Page Up/Down burst</source>
        <translation>Bild auf/ab Serie</translation>
    </message>
    <message>
        <source>Enter keep, reject the rest (undo Ctrl+Z)</source>
        <translation>Eingabe behalten, Rest ablehnen (zurück: Strg+Z)</translation>
    </message>
    <message>
        <source>F next person</source>
        <translation>F nächste Person</translation>
    </message>
</context>
<context>
    <name>CompareCounts</name>
    <message numerus="yes">
        <source>%n photos</source>
        <extracomment>A face softer by this share of the best one&apos;s sharpness is seen to be; by so many degrees, turned.</extracomment>
        <translation>
            <numerusform>%n Foto</numerusform>
            <numerusform>%n Fotos</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n frames</source>
        <translation>
            <numerusform>%n Bild</numerusform>
            <numerusform>%n Bilder</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{0} of %n frames</source>
        <translation>
            <numerusform>{0} von %n Bild</numerusform>
            <numerusform>{0} von %n Bildern</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Keep {0} and %n picked, reject {1}</source>
        <translation>
            <numerusform>{0} und %n ausgewähltes behalten, {1} ablehnen</numerusform>
            <numerusform>{0} und %n ausgewählte behalten, {1} ablehnen</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>CompareFeed</name>
    <message>
        <source>The first {0} of {1} photos are compared.</source>
        <extracomment>Keeps whose undo leads back to their burst.</extracomment>
        <translation>Verglichen werden die ersten {0} von {1} Fotos.</translation>
    </message>
    <message>
        <source>That was the last burst of this list.</source>
        <translation>Das war die letzte Serie dieser Liste.</translation>
    </message>
    <message>
        <source>That was the first burst of this list.</source>
        <translation>Das war die erste Serie dieser Liste.</translation>
    </message>
</context>
<context>
    <name>ComparePage</name>
    <message>
        <source>Compare</source>
        <extracomment>A page lower than this has no height to spare for faces.</extracomment>
        <translation>Vergleichen</translation>
    </message>
</context>
<context>
    <name>ConfusionMatrix</name>
    <message>
        <source>you said {0}, it said: {1}</source>
        <extracomment>Radius of a dot, in pixels.</extracomment>
        <translation>Sie sagten {0}, es sagte: {1}</translation>
    </message>
    <message>
        <source>Photos by rating. {0}</source>
        <translation>Fotos nach Bewertung. {0}</translation>
    </message>
</context>
<context>
    <name>CurveCard</name>
    <message>
        <source>Learning curve</source>
        <translation>Lernkurve</translation>
    </message>
    <message>
        <source>Mean error by number of ratings. It has not beaten the starter.</source>
        <translation>Mittlerer Fehler je Zahl der Bewertungen. Das Startmodell ist noch nicht geschlagen.</translation>
    </message>
    <message numerus="yes">
        <source>Mean error by number of ratings. It beat the starter from %n ratings on.</source>
        <translation>
            <numerusform>Mittlerer Fehler je Zahl der Bewertungen. Ab %n Bewertung ist das Startmodell geschlagen.</numerusform>
            <numerusform>Mittlerer Fehler je Zahl der Bewertungen. Ab %n Bewertungen ist das Startmodell geschlagen.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n ratings</source>
        <translation>
            <numerusform>%n Bewertung</numerusform>
            <numerusform>%n Bewertungen</numerusform>
        </translation>
    </message>
    <message>
        <source>Too few ratings to draw one.</source>
        <translation>Zu wenige Bewertungen für eine Kurve.</translation>
    </message>
    <message>
        <source>starter</source>
        <translation>Startmodell</translation>
    </message>
</context>
<context>
    <name>Danger</name>
    <message>
        <source>height</source>
        <translation>Höhe</translation>
    </message>
    <message>
        <source>water</source>
        <translation>Wasser</translation>
    </message>
    <message>
        <source>rails</source>
        <translation>Gleise</translation>
    </message>
    <message>
        <source>bridge</source>
        <translation>Brücke</translation>
    </message>
    <message>
        <source>animal</source>
        <translation>Tier</translation>
    </message>
    <message>
        <source>weapon</source>
        <translation>Waffe</translation>
    </message>
    <message>
        <source>driving</source>
        <extracomment>What no network of ours has ever been shown enough of.</extracomment>
        <translation>Autofahren</translation>
    </message>
    <message>
        <source>rooftops</source>
        <translation>Hausdächer</translation>
    </message>
    <message>
        <source>electricity</source>
        <translation>Strom</translation>
    </message>
    <message>
        <source>fire</source>
        <translation>Feuer</translation>
    </message>
    <message>
        <source>rails without a train</source>
        <translation>Gleise ohne Zug</translation>
    </message>
    <message>
        <source>a face at arm&apos;s length</source>
        <translation>ein Gesicht in Armlänge</translation>
    </message>
    <message>
        <source>the selfie camera</source>
        <translation>die Selfie-Kamera</translation>
    </message>
    <message>
        <source>a trained classifier</source>
        <translation>ein trainierter Klassifikator</translation>
    </message>
    <message>
        <source>not the selfie camera</source>
        <translation>nicht die Selfie-Kamera</translation>
    </message>
    <message>
        <source>a lens too long for an arm</source>
        <translation>ein Objektiv, zu lang für einen Arm</translation>
    </message>
    <message>
        <source>many faces</source>
        <translation>viele Gesichter</translation>
    </message>
    <message>
        <source>the face at the edge</source>
        <translation>das Gesicht am Rand</translation>
    </message>
    <message>
        <source>danger</source>
        <translation>Gefahr</translation>
    </message>
    <message>
        <source>You called it a false alarm</source>
        <translation>Sie nannten es einen Fehlalarm</translation>
    </message>
    <message>
        <source>You called it dangerous</source>
        <translation>Sie nannten es gefährlich</translation>
    </message>
    <message>
        <source>A hint to look again: {0}</source>
        <translation>Ein Hinweis, noch einmal hinzusehen: {0}</translation>
    </message>
    <message>
        <source>{0} sure ({1} to {2}) that this is a dangerous selfie: {3}.</source>
        <translation>Zu {0} sicher ({1} bis {2}), dass dies ein gefährliches Selfie ist: {3}.</translation>
    </message>
    <message>
        <source>Selfie {0}: {1}.</source>
        <translation>Selfie {0}: {1}.</translation>
    </message>
    <message>
        <source>It cannot see: {0}.</source>
        <translation>Nicht zu erkennen sind: {0}.</translation>
    </message>
    <message>
        <source>Danger</source>
        <translation>Gefahr</translation>
    </message>
    <message>
        <source>dangerous, you said</source>
        <translation>gefährlich, sagen Sie</translation>
    </message>
    <message>
        <source>false alarm, you said</source>
        <translation>Fehlalarm, sagen Sie</translation>
    </message>
    <message>
        <source>not looked for</source>
        <translation>nicht untersucht</translation>
    </message>
    <message>
        <source>{0}? ({1})</source>
        <translation>{0}? ({1})</translation>
    </message>
    <message>
        <source>no selfie</source>
        <translation>kein Selfie</translation>
    </message>
    <message>
        <source>none seen ({0})</source>
        <translation>keine gesehen ({0})</translation>
    </message>
</context>
<context>
    <name>DangerPanel</name>
    <message>
        <source>How strongly the map covers the photo</source>
        <translation>Wie stark die Karte das Foto überdeckt</translation>
    </message>
    <message>
        <source>Show where</source>
        <translation>Zeigen, wo</translation>
    </message>
    <message>
        <source>False alarm</source>
        <translation>Fehlalarm</translation>
    </message>
    <message>
        <source>This is dangerous</source>
        <translation>Das ist gefährlich</translation>
    </message>
    <message>
        <source>Where it sees: {0}</source>
        <translation>Wo es das sieht: {0}</translation>
    </message>
    <message>
        <source>It comes after the photos that are being analysed.</source>
        <translation>Sie kommt nach den Fotos, die gerade analysiert werden.</translation>
    </message>
    <message>
        <source>Hide where</source>
        <translation>Nicht mehr zeigen</translation>
    </message>
    <message>
        <source>Looking…</source>
        <translation>Wird gesucht …</translation>
    </message>
</context>
<context>
    <name>Dialogs</name>
    <message>
        <source>Add a folder of photos</source>
        <translation>Einen Ordner mit Fotos hinzufügen</translation>
    </message>
    <message>
        <source>Import weights of {0}</source>
        <translation>Gewichte von {0} importieren</translation>
    </message>
    <message>
        <source>Weights</source>
        <translation>Gewichte</translation>
    </message>
    <message>
        <source>All files</source>
        <translation>Alle Dateien</translation>
    </message>
    <message>
        <source>Import labels</source>
        <translation>Angaben einlesen</translation>
    </message>
    <message>
        <source>Tables</source>
        <translation>Tabellen</translation>
    </message>
    <message>
        <source>Export labels</source>
        <translation>Angaben ausgeben</translation>
    </message>
    <message>
        <source>Import a version of my taste</source>
        <translation>Eine Fassung meines Geschmacks importieren</translation>
    </message>
    <message>
        <source>Export my taste</source>
        <translation>Meinen Geschmack exportieren</translation>
    </message>
    <message>
        <source>Personal heads</source>
        <translation>Persönliche Köpfe</translation>
    </message>
    <message>
        <source>Move to Trash</source>
        <translation>In den Papierkorb legen</translation>
    </message>
    <message numerus="yes">
        <source>Move %n selected photos to the trash?</source>
        <translation>
            <numerusform>Das ausgewählte Foto in den Papierkorb legen?</numerusform>
            <numerusform>Die %n ausgewählten Fotos in den Papierkorb legen?</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n further files of these photos go along: copies, RAW files, videos, sidecars.</source>
        <translation>
            <numerusform>%n weitere Datei dieser Fotos geht mit: Kopie, RAW-Datei, Video oder Begleitdatei.</numerusform>
            <numerusform>%n weitere Dateien dieser Fotos gehen mit: Kopien, RAW-Dateien, Videos, Begleitdateien.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n files could not be moved:</source>
        <translation>
            <numerusform>%n Datei konnte nicht verschoben werden:</numerusform>
            <numerusform>%n Dateien konnten nicht verschoben werden:</numerusform>
        </translation>
    </message>
    <message>
        <source>Their ratings stay in the library. You can put the files back from the system&apos;s trash.</source>
        <translation>Ihre Bewertungen bleiben in der Bibliothek. Die Dateien lassen sich aus dem Papierkorb des Systems zurückholen.</translation>
    </message>
</context>
<context>
    <name>EmptyState</name>
    <message>
        <source>Nothing in this album yet</source>
        <translation>Noch nichts in diesem Album</translation>
    </message>
    <message>
        <source>Photos appear here by themselves as soon as they fit.</source>
        <translation>Fotos erscheinen hier von selbst, sobald sie passen.</translation>
    </message>
    <message>
        <source>Show all photos</source>
        <translation>Alle Fotos zeigen</translation>
    </message>
    <message>
        <source>No photo fits the filter</source>
        <translation>Kein Foto passt zum Filter</translation>
    </message>
    <message>
        <source>Try fewer words, fewer stars or another time.</source>
        <translation>Versuchen Sie es mit weniger Wörtern, weniger Sternen oder einer anderen Zeit.</translation>
    </message>
    <message>
        <source>Clear the filter</source>
        <translation>Filter leeren</translation>
    </message>
    <message>
        <source>Looking for photos…</source>
        <translation>Fotos werden gesucht …</translation>
    </message>
    <message>
        <source>The first photos are on their way</source>
        <translation>Die ersten Fotos sind unterwegs</translation>
    </message>
    <message>
        <source>They appear here one by one while the rest is analysed.</source>
        <translation>Sie erscheinen hier nach und nach, während die übrigen analysiert werden.</translation>
    </message>
    <message>
        <source>That did not work</source>
        <translation>Das hat nicht geklappt</translation>
    </message>
    <message>
        <source>The photos could not be listed.</source>
        <translation>Die Fotos konnten nicht aufgelistet werden.</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>Noch einmal versuchen</translation>
    </message>
    <message>
        <source>No face to explain</source>
        <translation>Kein Gesicht, das zu erklären wäre</translation>
    </message>
    <message>
        <source>This photo&apos;s score is about technique alone: sharpness, light, contrast. The inspector shows what was measured.</source>
        <translation>Die Punktzahl dieses Fotos betrifft nur die Technik: Schärfe, Licht, Kontrast. Was gemessen wurde, steht in der Detailspalte.</translation>
    </message>
    <message>
        <source>Nothing to compare this photo with</source>
        <translation>Nichts, womit sich dieses Foto vergleichen lässt</translation>
    </message>
    <message>
        <source>It is in no burst. Select two to twelve photos in the grid and press C, or go through the bursts of this list.</source>
        <translation>Es gehört zu keiner Serie. Markieren Sie im Raster zwei bis zwölf Fotos und drücken Sie C, oder gehen Sie die Serien dieser Liste durch.</translation>
    </message>
    <message>
        <source>Next burst</source>
        <translation>Nächste Serie</translation>
    </message>
    <message>
        <source>No photo of this list is in a burst. Select two to twelve photos in the grid and press C.</source>
        <translation>Kein Foto dieser Liste gehört zu einer Serie. Markieren Sie im Raster zwei bis zwölf Fotos und drücken Sie C.</translation>
    </message>
    <message>
        <source>Cannot tell, so there is no score to explain</source>
        <translation>Nicht zu beurteilen: keine Punktzahl, die zu erklären wäre</translation>
    </message>
    <message>
        <source>The analysis is starting again</source>
        <translation>Die Analyse startet neu</translation>
    </message>
    <message>
        <source>If a file brought it down, it is found out which one; everything else goes on, and you can keep browsing and rating.</source>
        <translation>Hat eine Datei sie zum Absturz gebracht, wird herausgefunden, welche; alles andere geht weiter, und Sie können weiter blättern und bewerten.</translation>
    </message>
</context>
<context>
    <name>Export</name>
    <message>
        <source>dangerous selfie</source>
        <translation>gefährliches Selfie</translation>
    </message>
    <message>
        <source>location</source>
        <translation>Aufnahmeort</translation>
    </message>
    <message>
        <source>eyes closed</source>
        <translation>Augen zu</translation>
    </message>
    <message>
        <source>several people</source>
        <translation>mehrere Personen</translation>
    </message>
    <message>
        <source>cannot tell</source>
        <translation>unklar</translation>
    </message>
    <message>
        <source>becomes a JPEG</source>
        <translation>wird zum JPEG</translation>
    </message>
    <message>
        <source>further files stay</source>
        <translation>weitere Dateien bleiben hier</translation>
    </message>
    <message>
        <source>not turned</source>
        <translation>nicht gedreht</translation>
    </message>
    <message>
        <source>Another frame of its burst is better</source>
        <translation>Eine andere Aufnahme der Serie ist besser</translation>
    </message>
    <message>
        <source>Dangerous selfie: {0}</source>
        <translation>Gefährliches Selfie: {0}</translation>
    </message>
    <message>
        <source>Its file cannot be reached</source>
        <translation>Die Datei ist nicht erreichbar</translation>
    </message>
    <message>
        <source>Cannot be cleaned without being encoded anew</source>
        <translation>Lässt sich nicht bereinigen, ohne neu kodiert zu werden</translation>
    </message>
    <message>
        <source>Links need files as they are: with location and serial numbers left in.</source>
        <translation>Verknüpfungen brauchen Dateien, wie sie sind: mit Aufnahmeort und Seriennummern.</translation>
    </message>
</context>
<context>
    <name>ExportSheet</name>
    <message>
        <source>Export</source>
        <translation>Exportieren</translation>
    </message>
    <message>
        <source>Progress of the export</source>
        <translation>Fortschritt des Exports</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>Anhalten</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Schließen</translation>
    </message>
    <message numerus="yes">
        <source>Export %n photos</source>
        <translation>
            <numerusform>%n Foto exportieren</numerusform>
            <numerusform>%n Fotos exportieren</numerusform>
        </translation>
    </message>
    <message>
        <source>Choose a folder first</source>
        <translation>Erst einen Ordner wählen</translation>
    </message>
    <message>
        <source>{0} of {1}</source>
        <translation>{0} von {1}</translation>
    </message>
</context>
<context>
    <name>ExportWords</name>
    <message>
        <source>Nothing to export</source>
        <translation>Nichts zu exportieren</translation>
    </message>
    <message numerus="yes">
        <source>%n photos</source>
        <translation>
            <numerusform>%n Foto</numerusform>
            <numerusform>%n Fotos</numerusform>
        </translation>
    </message>
    <message>
        <source>about {0}</source>
        <translation>etwa {0}</translation>
    </message>
    <message numerus="yes">
        <source>%n dangerous selfies go along: you allowed it</source>
        <translation>
            <numerusform>%n gefährliches Selfie kommt mit: Sie haben es erlaubt</numerusform>
            <numerusform>%n gefährliche Selfies kommen mit: Sie haben es erlaubt</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n files tell where they were taken, and go on telling</source>
        <translation>
            <numerusform>%n Datei verrät den Aufnahmeort und behält ihn</numerusform>
            <numerusform>%n Dateien verraten den Aufnahmeort und behalten ihn</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n files tell where they were taken: taken out</source>
        <translation>
            <numerusform>%n Datei verrät den Aufnahmeort: wird entfernt</numerusform>
            <numerusform>%n Dateien verraten den Aufnahmeort: wird entfernt</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>On %n photos somebody&apos;s eyes are closed</source>
        <translation>
            <numerusform>Auf %n Foto hat jemand die Augen zu</numerusform>
            <numerusform>Auf %n Fotos hat jemand die Augen zu</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n photos show several people</source>
        <translation>
            <numerusform>%n Foto zeigt mehrere Personen</numerusform>
            <numerusform>%n Fotos zeigen mehrere Personen</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Of %n photos the score cannot tell</source>
        <translation>
            <numerusform>Bei %n Foto lässt sich keine Wertung sagen</numerusform>
            <numerusform>Bei %n Fotos lässt sich keine Wertung sagen</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n photos become JPEGs: they cannot be cleaned as they are</source>
        <translation>
            <numerusform>%n Foto wird zum JPEG: Es lässt sich nicht anders bereinigen</numerusform>
            <numerusform>%n Fotos werden zu JPEGs: Sie lassen sich nicht anders bereinigen</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>RAW files, videos or sidecars of %n photos stay: they cannot be cleaned</source>
        <translation>
            <numerusform>RAW, Video oder Begleitdatei von %n Foto bleiben hier: Sie lassen sich nicht bereinigen</numerusform>
            <numerusform>RAW, Video oder Begleitdatei von %n Fotos bleiben hier: Sie lassen sich nicht bereinigen</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n photos are turned here alone, not in their files</source>
        <translation>
            <numerusform>%n Foto ist nur hier gedreht, nicht in seiner Datei</numerusform>
            <numerusform>%n Fotos sind nur hier gedreht, nicht in ihren Dateien</numerusform>
        </translation>
    </message>
    <message>
        <source>The export broke off</source>
        <translation>Der Export brach ab</translation>
    </message>
    <message>
        <source>The export was stopped</source>
        <translation>Der Export wurde angehalten</translation>
    </message>
    <message>
        <source>Everything was there already</source>
        <translation>Alles war schon da</translation>
    </message>
    <message numerus="yes">
        <source>%n files written</source>
        <translation>
            <numerusform>%n Datei geschrieben</numerusform>
            <numerusform>%n Dateien geschrieben</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n were to be links, which this disk does not make</source>
        <translation>
            <numerusform>%n sollte eine Verknüpfung werden, die dieser Datenträger nicht kennt</numerusform>
            <numerusform>%n sollten Verknüpfungen werden, die dieser Datenträger nicht kennt</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n were there already, the same</source>
        <translation>
            <numerusform>%n war schon da, dieselbe</numerusform>
            <numerusform>%n waren schon da, dieselben</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n could not be written:</source>
        <translation>
            <numerusform>%n konnte nicht geschrieben werden:</numerusform>
            <numerusform>%n konnten nicht geschrieben werden:</numerusform>
        </translation>
    </message>
    <message>
        <source>Export again to go on where it stopped.</source>
        <translation>Ein neuer Export macht dort weiter.</translation>
    </message>
    <message numerus="yes">
        <source>%n cleaned, every pixel as it was</source>
        <translation>
            <numerusform>%n bereinigt, jedes Pixel wie zuvor</numerusform>
            <numerusform>%n bereinigt, jedes Pixel wie zuvor</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n encoded anew</source>
        <translation>
            <numerusform>%n neu kodiert</numerusform>
            <numerusform>%n neu kodiert</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n copied as they are</source>
        <translation>
            <numerusform>%n unverändert kopiert</numerusform>
            <numerusform>%n unverändert kopiert</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n hard links</source>
        <translation>
            <numerusform>%n feste Verknüpfung</numerusform>
            <numerusform>%n feste Verknüpfungen</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n reflinks</source>
        <translation>
            <numerusform>%n Reflink</numerusform>
            <numerusform>%n Reflinks</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>FaceLine</name>
    <message>
        <source>Whose face</source>
        <translation>Wessen Gesicht</translation>
    </message>
</context>
<context>
    <name>FaceName</name>
    <message>
        <source>Who is this? Type a name</source>
        <translation>Wer ist das? Namen eingeben</translation>
    </message>
    <message>
        <source>Whose face it is</source>
        <translation>Wessen Gesicht das ist</translation>
    </message>
    <message>
        <source>Me</source>
        <translation>Ich</translation>
    </message>
</context>
<context>
    <name>FaceRepairFeed</name>
    <message>
        <source>No face was found in this photo.</source>
        <translation>In diesem Foto wurde kein Gesicht gefunden.</translation>
    </message>
    <message>
        <source>The photo is scored again as soon as the analysis under way is done.</source>
        <translation>Das Foto wird neu bewertet, sobald die laufende Analyse fertig ist.</translation>
    </message>
    <message>
        <source>Looking at the faces again…</source>
        <translation>Gesichter werden neu betrachtet …</translation>
    </message>
</context>
<context>
    <name>FaceStrip</name>
    <message>
        <source>Faces in this photo</source>
        <translation>Gesichter in diesem Foto</translation>
    </message>
</context>
<context>
    <name>FaceTools</name>
    <message>
        <source>Not a face</source>
        <extracomment>So far the button reaches into the face&apos;s frame: no gap on the pointer&apos;s way to it.</extracomment>
        <translation>Kein Gesicht</translation>
    </message>
    <message>
        <source>Score the photo without it (Shift+X)</source>
        <translation>Das Foto ohne es bewerten (Umschalt+X)</translation>
    </message>
    <message>
        <source>Not a Face</source>
        <translation>Kein Gesicht</translation>
    </message>
    <message>
        <source>Add a Face…</source>
        <translation>Gesicht hinzufügen …</translation>
    </message>
    <message>
        <source>Detect Faces Again</source>
        <translation>Gesichter neu erkennen</translation>
    </message>
</context>
<context>
    <name>FactRow</name>
    <message>
        <source>Copy</source>
        <translation>Kopieren</translation>
    </message>
</context>
<context>
    <name>Filmstrip</name>
    <message>
        <source>Filmstrip</source>
        <extracomment>A thumbnail&apos;s key and the degrees it is turned by.</extracomment>
        <translation>Filmstreifen</translation>
    </message>
</context>
<context>
    <name>FilterBox</name>
    <message>
        <source>Filter: name, place, camera:…, ★ ≥ 3</source>
        <extracomment>A query starts when typing rests for so long. Alt held longer is meant for something else: moving the window, another program.</extracomment>
        <translation>Filter: Name, Ort, camera:…, ★ ≥ 3</translation>
    </message>
    <message>
        <source>Filter</source>
        <translation>Filter</translation>
    </message>
    <message>
        <source>Name, place, camera, date, stars or score; press Enter to see the photos</source>
        <translation>Name, Ort, Kamera, Datum, Sterne oder Punktzahl; Eingabetaste führt zu den Fotos</translation>
    </message>
    <message>
        <source>Words are looked for in name, title and place. Conditions: stars&gt;=3  score&gt;=4  place:japan  camera:pixel  person:anna  2026-04  2026-04..2026-06  last:3months  flag:pick  people&gt;=2  faces:no  eyes:open  burst:best  danger:no  is:diverse</source>
        <translation>Wörter werden in Name, Titel und Ort gesucht. Bedingungen: stars&gt;=3  score&gt;=4  place:japan  camera:pixel  person:anna  2026-04  2026-04..2026-06  last:3months  flag:pick  people&gt;=2  faces:no  eyes:open  burst:best  danger:no  is:diverse</translation>
    </message>
    <message>
        <source>Not understood: {0}</source>
        <translation>Nicht verstanden: {0}</translation>
    </message>
</context>
<context>
    <name>FoldersSection</name>
    <message>
        <source>Folders</source>
        <translation>Ordner</translation>
    </message>
    <message>
        <source>New photos in a watched folder are scored as they arrive while the window is open: from a camera on a cable, or from a phone’s sync. Files are waited for until they are whole.</source>
        <translation>Neue Fotos in einem überwachten Ordner werden bewertet, sobald sie ankommen, solange das Fenster offen ist: von einer Kamera am Kabel oder aus dem Abgleich mit dem Telefon. Auf Dateien wird gewartet, bis sie vollständig sind.</translation>
    </message>
    <message>
        <source>The library has no folder yet.</source>
        <translation>Die Bibliothek hat noch keinen Ordner.</translation>
    </message>
    <message>
        <source>Watch this folder</source>
        <translation>Diesen Ordner überwachen</translation>
    </message>
    <message>
        <source>Watch {0}</source>
        <translation>{0} überwachen</translation>
    </message>
    <message>
        <source>Looked at when the app starts, and when you look for changes</source>
        <translation>Wird beim Start durchgesehen und wenn du nach Änderungen suchst</translation>
    </message>
    <message>
        <source>Will be watched in a moment</source>
        <translation>Wird gleich überwacht</translation>
    </message>
    <message>
        <source>Not there now; it is waited for</source>
        <translation>Gerade nicht da; es wird darauf gewartet</translation>
    </message>
    <message>
        <source>Looked at every {0} seconds: the system tells of no changes there</source>
        <translation>Wird alle {0} Sekunden durchgesehen: Dort meldet das System keine Änderungen</translation>
    </message>
    <message>
        <source>Watched</source>
        <translation>Wird überwacht</translation>
    </message>
</context>
<context>
    <name>FoolingSection</name>
    <message>
        <source>Looks for the smallest change of the pixels that makes the scorer see another level, as somebody would who wants to cheat it. Where a change that nobody sees is enough, the score is a hint and no verdict.</source>
        <extracomment>From here on pictures and card stand side by side, and in the card words and chart.</extracomment>
        <translation>Sucht die kleinste Änderung der Pixel, durch die das Netz eine andere Stufe sieht, so wie jemand, der es betrügen will. Genügt eine Änderung, die niemand sieht, ist die Punktzahl ein Hinweis und kein Urteil.</translation>
    </message>
    <message>
        <source>Fooling image</source>
        <translation>Täuschbild</translation>
    </message>
    <message>
        <source>It comes after the map.</source>
        <translation>Es kommt nach der Karte.</translation>
    </message>
    <message>
        <source>The smallest change that makes this face a</source>
        <translation>Die kleinste Änderung hin zu Stufe</translation>
    </message>
    <message>
        <source>The level the changed picture is to get</source>
        <translation>Die Stufe, die das veränderte Bild bekommen soll</translation>
    </message>
    <message>
        <source>Target</source>
        <translation>Ziel</translation>
    </message>
    <message>
        <source>Look for it</source>
        <translation>Suchen</translation>
    </message>
    <message>
        <source>Look for the fooling image</source>
        <translation>Das Täuschbild suchen</translation>
    </message>
    <message>
        <source>What this tells you</source>
        <translation>Was das bedeutet</translation>
    </message>
    <message>
        <source>Original · {0} ({1})</source>
        <translation>Original · {0} ({1})</translation>
    </message>
    <message>
        <source>Fooled · {0} ({1})</source>
        <translation>Getäuscht · {0} ({1})</translation>
    </message>
    <message>
        <source>Difference × 50</source>
        <translation>Unterschied × 50</translation>
    </message>
</context>
<context>
    <name>FootBar</name>
    <message>
        <source>Previous burst (Page Up)</source>
        <translation>Vorige Serie (Bild auf)</translation>
    </message>
    <message>
        <source>Next burst (Page Down)</source>
        <translation>Nächste Serie (Bild ab)</translation>
    </message>
    <message>
        <source>Enter. Photos you have picked stay picked; one undo takes it all back.</source>
        <translation>Eingabe. Was Sie ausgewählt haben, bleibt ausgewählt; einmal Rückgängig nimmt alles zurück.</translation>
    </message>
    <message>
        <source>{0} of {1}</source>
        <translation>{0} von {1}</translation>
    </message>
</context>
<context>
    <name>FramePane</name>
    <message>
        <source>100 % on the face, and back (Z)</source>
        <extracomment>Height of what stands below a photo: with its face, and in the survey.</extracomment>
        <translation>100 % auf das Gesicht und zurück (Z)</translation>
    </message>
</context>
<context>
    <name>HeadBar</name>
    <message>
        <source>2-up</source>
        <translation>Zu zweit</translation>
    </message>
    <message>
        <source>The best frame and one other, large</source>
        <translation>Das beste Bild und ein anderes, groß</translation>
    </message>
    <message>
        <source>3-up</source>
        <translation>Zu dritt</translation>
    </message>
    <message>
        <source>The best frame and two others</source>
        <translation>Das beste Bild und zwei andere</translation>
    </message>
    <message>
        <source>Survey</source>
        <translation>Alle</translation>
    </message>
    <message>
        <source>All frames, in the order taken</source>
        <translation>Alle Bilder in der Reihenfolge der Aufnahme</translation>
    </message>
    <message>
        <source>Side by side</source>
        <translation>Nebeneinander</translation>
    </message>
</context>
<context>
    <name>Headings</name>
    <message numerus="yes">
        <source>%n photos</source>
        <translation>
            <numerusform>%n Foto</numerusform>
            <numerusform>%n Fotos</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>HelpfulCard</name>
    <message>
        <source>Two minutes that help most</source>
        <translation>Zwei Minuten, die am meisten helfen</translation>
    </message>
    <message>
        <source>Looking for them…</source>
        <translation>Werden gesucht …</translation>
    </message>
    <message>
        <source>No unrated photo with a face is left. Add photos, or enjoy these.</source>
        <translation>Kein unbewertetes Foto mit Gesicht ist übrig. Fügen Sie Fotos hinzu, oder freuen Sie sich an diesen.</translation>
    </message>
    <message>
        <source>Levels that still have few ratings first, one photo of each series. Keys 1 to 5 rate.</source>
        <translation>Zuerst Stufen mit noch wenigen Bewertungen, je Serie ein Foto. Die Tasten 1 bis 5 bewerten.</translation>
    </message>
    <message numerus="yes">
        <source>Rate %n photos</source>
        <translation>
            <numerusform>%n Foto bewerten</numerusform>
            <numerusform>%n Fotos bewerten</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>HeroCard</name>
    <message>
        <source>Rate the photos that help most</source>
        <translation>Die hilfreichsten Fotos bewerten</translation>
    </message>
    <message>
        <source>Looking at your ratings…</source>
        <translation>Ihre Bewertungen werden gelesen …</translation>
    </message>
    <message>
        <source>Ready to learn your taste</source>
        <translation>Bereit, Ihren Geschmack zu lernen</translation>
    </message>
    <message numerus="yes">
        <source>%n ratings of photos with a face. Training takes seconds, and changes nothing until you choose.</source>
        <translation>
            <numerusform>%n Bewertung eines Fotos mit Gesicht. Das Training dauert Sekunden und ändert nichts, bis Sie sich entscheiden.</numerusform>
            <numerusform>%n Bewertungen von Fotos mit Gesicht. Das Training dauert Sekunden und ändert nichts, bis Sie sich entscheiden.</numerusform>
        </translation>
    </message>
    <message>
        <source>Not enough ratings yet</source>
        <translation>Noch zu wenige Bewertungen</translation>
    </message>
    <message>
        <source>Teach the app your taste</source>
        <translation>Bringen Sie der App Ihren Geschmack bei</translation>
    </message>
    <message>
        <source>Rate photos of people from 1 to 5 stars, as you feel about them. With some of each level, from several occasions, the app learns to score as you would; until then the starter does.</source>
        <translation>Bewerten Sie Fotos von Menschen mit 1 bis 5 Sternen, so wie Sie sie empfinden. Mit einigen jeder Stufe, von mehreren Anlässen, lernt die App zu bewerten wie Sie; bis dahin tut es das Startmodell.</translation>
    </message>
</context>
<context>
    <name>Inspector</name>
    <message>
        <source>your rating</source>
        <translation>Ihre Bewertung</translation>
    </message>
    <message>
        <source>from the sidecar</source>
        <translation>aus der Begleitdatei</translation>
    </message>
    <message>
        <source>from the file</source>
        <translation>aus der Datei</translation>
    </message>
    <message>
        <source>you</source>
        <translation>Sie</translation>
    </message>
    <message>
        <source>sidecar</source>
        <translation>Begleitdatei</translation>
    </message>
    <message>
        <source>file</source>
        <translation>Datei</translation>
    </message>
    <message>
        <source>d MMM yyyy</source>
        <comment>how a date is written, in Qt&apos;s letters</comment>
        <translation>d. MMM yyyy</translation>
    </message>
    <message>
        <source>Location in file</source>
        <translation>Ort in der Datei</translation>
    </message>
    <message>
        <source>none</source>
        <translation>keiner</translation>
    </message>
    <message>
        <source>yes</source>
        <translation>ja</translation>
    </message>
    <message>
        <source>Camera side</source>
        <translation>Kameraseite</translation>
    </message>
    <message>
        <source>selfie camera</source>
        <translation>Selfiekamera</translation>
    </message>
    <message>
        <source>The disk or folder is not connected</source>
        <translation>Laufwerk oder Ordner ist nicht verbunden</translation>
    </message>
    <message>
        <source>The file is not where it was</source>
        <translation>Die Datei ist nicht mehr, wo sie war</translation>
    </message>
    <message>
        <source>Exposure</source>
        <translation>Belichtung</translation>
    </message>
    <message>
        <source>Focal length</source>
        <translation>Brennweite</translation>
    </message>
    <message>
        <source>{0} MP</source>
        <translation>{0} MP</translation>
    </message>
    <message>
        <source>Time unknown</source>
        <translation>Zeit unbekannt</translation>
    </message>
    <message>
        <source>zone unknown</source>
        <translation>Zeitzone unbekannt</translation>
    </message>
    <message>
        <source>Copy</source>
        <translation>Kopie</translation>
    </message>
    <message>
        <source>RAW</source>
        <translation>RAW</translation>
    </message>
    <message>
        <source>Live Photo video</source>
        <translation>Video des Live Photos</translation>
    </message>
    <message>
        <source>Sidecar</source>
        <translation>Begleitdatei</translation>
    </message>
    <message>
        <source>no stars</source>
        <translation>keine Sterne</translation>
    </message>
    <message>
        <source>undo</source>
        <translation>rückgängig</translation>
    </message>
    <message>
        <source>and %n earlier</source>
        <translation>und %n frühere</translation>
    </message>
    <message>
        <source>Photo details</source>
        <extracomment>In a panel as narrow as a small window leaves it.</extracomment>
        <translation>Einzelheiten zum Foto</translation>
    </message>
    <message>
        <source>No photo selected</source>
        <translation>Kein Foto ausgewählt</translation>
    </message>
    <message>
        <source>Before posting</source>
        <translation>Vor dem Posten</translation>
    </message>
    <message>
        <source>Photo</source>
        <translation>Foto</translation>
    </message>
    <message>
        <source>Ratings so far</source>
        <translation>Bisherige Bewertungen</translation>
    </message>
    <message>
        <source>How sure</source>
        <translation>Wie sicher</translation>
    </message>
    <message>
        <source>Why this score?</source>
        <translation>Warum diese Punktzahl?</translation>
    </message>
    <message>
        <source>Pick</source>
        <translation>Auswählen</translation>
    </message>
    <message>
        <source>Reject</source>
        <translation>Ablehnen</translation>
    </message>
    <message numerus="yes">
        <source>%n selected: stars and flags apply to all</source>
        <translation>
            <numerusform>%n ausgewählt: Sterne und Marken gelten dafür</numerusform>
            <numerusform>%n ausgewählt: Sterne und Marken gelten für alle</numerusform>
        </translation>
    </message>
    <message>
        <source>not rated</source>
        <translation>nicht bewertet</translation>
    </message>
    <message>
        <source>technical score</source>
        <translation>technische Note</translation>
    </message>
    <message>
        <source>Not analysed yet.</source>
        <translation>Noch nicht analysiert.</translation>
    </message>
    <message>
        <source>The photo, without a face</source>
        <translation>Das Foto, ohne Gesicht</translation>
    </message>
    <message>
        <source>Technical score, no face</source>
        <translation>Technische Punktzahl, kein Gesicht</translation>
    </message>
    <message>
        <source>What it saw in this face</source>
        <translation>Was in diesem Gesicht zu sehen ist</translation>
    </message>
    <message>
        <source>The small pictures could not be read: {0}</source>
        <translation>Die kleinen Bilder konnten nicht gelesen werden: {0}</translation>
    </message>
    <message>
        <source>Eyes open</source>
        <extracomment>Average brightness of a face crop (0..1) above which poor light means too much of it.</extracomment>
        <translation>Augen offen</translation>
    </message>
    <message>
        <source>Smile</source>
        <translation>Lächeln</translation>
    </message>
    <message>
        <source>Facing camera</source>
        <translation>Blick zur Kamera</translation>
    </message>
    <message>
        <source>{0}° to the right</source>
        <translation>{0}° nach rechts</translation>
    </message>
    <message>
        <source>{0}° to the left</source>
        <translation>{0}° nach links</translation>
    </message>
    <message>
        <source>Head tilted</source>
        <translation>Kopf geneigt</translation>
    </message>
    <message>
        <source>Sharp (face)</source>
        <translation>Schärfe (Gesicht)</translation>
    </message>
    <message>
        <source>Light on face</source>
        <translation>Licht im Gesicht</translation>
    </message>
    <message>
        <source>Sharpness</source>
        <translation>Schärfe</translation>
    </message>
    <message>
        <source>Contrast</source>
        <translation>Kontrast</translation>
    </message>
    <message>
        <source>Colour</source>
        <translation>Farbe</translation>
    </message>
    <message>
        <source>Free of noise</source>
        <translation>Rauschfrei</translation>
    </message>
    <message>
        <source>Brightness</source>
        <translation>Helligkeit</translation>
    </message>
    <message>
        <source>Resolution</source>
        <translation>Auflösung</translation>
    </message>
    <message>
        <source>80 % sure: between {0} and {1}</source>
        <translation>Zu 80 % sicher: zwischen {0} und {1}</translation>
    </message>
    <message>
        <source>Cannot tell: the largest face is only {0} pixels high; below {1} a face tells nothing.</source>
        <translation>Nicht zu beurteilen: Das größte Gesicht ist nur {0} Pixel hoch; unter {1} sagt ein Gesicht nichts aus.</translation>
    </message>
    <message>
        <source>Cannot tell: no face in this photo could be judged.</source>
        <translation>Nicht zu beurteilen: Kein Gesicht in diesem Foto ließ sich einschätzen.</translation>
    </message>
    <message>
        <source>Cannot tell: anything from {0} to {1} is possible, too wide to be of use.</source>
        <translation>Nicht zu beurteilen: Alles von {0} bis {1} ist möglich, zu weit, um zu nützen.</translation>
    </message>
    <message>
        <source>Cannot tell: nothing in this photo could be judged.</source>
        <translation>Nicht zu beurteilen: Nichts in diesem Foto ließ sich einschätzen.</translation>
    </message>
    <message>
        <source>Cannot tell: no eyes were found in the face you added.</source>
        <translation>Nicht zu beurteilen: Im hinzugefügten Gesicht wurden keine Augen gefunden.</translation>
    </message>
    <message>
        <source>machine: cannot tell</source>
        <translation>Maschine: nicht zu beurteilen</translation>
    </message>
    <message>
        <source>machine: {0}</source>
        <translation>Maschine: {0}</translation>
    </message>
    <message>
        <source>Face {0} of {1}</source>
        <translation>Gesicht {0} von {1}</translation>
    </message>
    <message>
        <source>{0}, added by hand</source>
        <translation>{0}, von Hand hinzugefügt</translation>
    </message>
    <message>
        <source>{0}, cannot tell: no eyes were found</source>
        <translation>{0}, unklar: keine Augen gefunden</translation>
    </message>
    <message>
        <source>{0}, cannot tell</source>
        <translation>{0}, nicht zu beurteilen</translation>
    </message>
    <message>
        <source>{0}, score {1}</source>
        <translation>{0}, Punktzahl {1}</translation>
    </message>
    <message>
        <source>{0} %</source>
        <translation>{0} %</translation>
    </message>
    <message>
        <source>straight</source>
        <translation>gerade</translation>
    </message>
    <message>
        <source>turned {0}° right</source>
        <translation>{0}° nach rechts gedreht</translation>
    </message>
    <message>
        <source>turned {0}° left</source>
        <translation>{0}° nach links gedreht</translation>
    </message>
    <message>
        <source>sharp</source>
        <translation>scharf</translation>
    </message>
    <message>
        <source>soft</source>
        <translation>weich</translation>
    </message>
    <message>
        <source>blurred</source>
        <translation>unscharf</translation>
    </message>
    <message>
        <source>good</source>
        <translation>gut</translation>
    </message>
    <message>
        <source>fair</source>
        <translation>mäßig</translation>
    </message>
    <message>
        <source>poor</source>
        <translation>schlecht</translation>
    </message>
    <message>
        <source>bright</source>
        <translation>hell</translation>
    </message>
    <message>
        <source>too bright</source>
        <translation>zu hell</translation>
    </message>
    <message>
        <source>rather dark</source>
        <translation>etwas dunkel</translation>
    </message>
    <message>
        <source>dark</source>
        <translation>dunkel</translation>
    </message>
    <message>
        <source>Not a Face</source>
        <translation>Kein Gesicht</translation>
    </message>
</context>
<context>
    <name>KeysDialog</name>
    <message>
        <source>Change Keys</source>
        <translation>Tasten ändern</translation>
    </message>
    <message>
        <source>Reset All</source>
        <translation>Alle zurücksetzen</translation>
    </message>
</context>
<context>
    <name>KeysEditor</name>
    <message>
        <source>Find an action or a key</source>
        <extracomment>So many keys an action can have. These move among photos, out of the grid or within the loupe; an action on one of them would break that.</extracomment>
        <translation>Befehl oder Taste finden</translation>
    </message>
    <message>
        <source>Key {0}</source>
        <translation>Taste {0}</translation>
    </message>
    <message>
        <source>Reset</source>
        <translation>Zurücksetzen</translation>
    </message>
    <message>
        <source>Use it here</source>
        <translation>Hier verwenden</translation>
    </message>
    <message>
        <source>Action</source>
        <translation>Befehl</translation>
    </message>
    <message>
        <source>Keys</source>
        <translation>Tasten</translation>
    </message>
    <message>
        <source>Actions and their keys</source>
        <translation>Befehle und ihre Tasten</translation>
    </message>
    <message>
        <source>“{0}” is needed to move among photos.</source>
        <translation>„{0}“ wird gebraucht, um sich zwischen den Fotos zu bewegen.</translation>
    </message>
    <message>
        <source>“{0}” already means: {1}.</source>
        <translation>„{0}“ bedeutet schon: {1}.</translation>
    </message>
</context>
<context>
    <name>KeysPage</name>
    <message>
        <source>Keys</source>
        <translation>Tasten</translation>
    </message>
    <message>
        <source>Change keys…</source>
        <translation>Tasten ändern …</translation>
    </message>
</context>
<context>
    <name>LevelBars</name>
    <message numerus="yes">
        <source>%n with {0}</source>
        <translation>
            <numerusform>%n mit {0}</numerusform>
            <numerusform>%n mit {0}</numerusform>
        </translation>
    </message>
    <message>
        <source>Rated photos with a face: {0}</source>
        <translation>Bewertete Fotos mit Gesicht: {0}</translation>
    </message>
    <message numerus="yes">
        <source>%n more</source>
        <translation>
            <numerusform>noch %n</numerusform>
            <numerusform>noch %n</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Line</name>
    <message>
        <source>passed</source>
        <translation>bestanden</translation>
    </message>
    <message>
        <source>failed</source>
        <translation>nicht bestanden</translation>
    </message>
</context>
<context>
    <name>Loupe</name>
    <message>
        <source>Loupe</source>
        <extracomment>Somebody who stays this long may want to look closely: the whole picture is fetched. Neighbours fetched ahead, by their distance, the likeliest first.</extracomment>
        <translation>Lupe</translation>
    </message>
    <message>
        <source>Photo</source>
        <translation>Foto</translation>
    </message>
    <message>
        <source>The disk or folder of this photo is not connected.</source>
        <translation>Das Laufwerk oder der Ordner dieses Fotos ist nicht verbunden.</translation>
    </message>
    <message>
        <source>The file is not where it was any more.</source>
        <translation>Die Datei ist nicht mehr, wo sie war.</translation>
    </message>
    <message>
        <source>Loading…</source>
        <translation>Wird geladen …</translation>
    </message>
    <message>
        <source>{0} Shown is the stored thumbnail.</source>
        <translation>{0} Gezeigt wird das gespeicherte Vorschaubild.</translation>
    </message>
</context>
<context>
    <name>LoupeBar</name>
    <message>
        <source>Back to the grid (Esc)</source>
        <translation>Zurück zum Raster (Esc)</translation>
    </message>
    <message>
        <source>Previous photo (←)</source>
        <translation>Voriges Foto (←)</translation>
    </message>
    <message>
        <source>Next photo (→)</source>
        <translation>Nächstes Foto (→)</translation>
    </message>
    <message>
        <source>Frame the faces (F)</source>
        <translation>Gesichter einrahmen (F)</translation>
    </message>
    <message>
        <source>100 % on the face, and back (Z)</source>
        <translation>100 % auf das Gesicht, und zurück (Z)</translation>
    </message>
    <message>
        <source>picked</source>
        <translation>ausgewählt</translation>
    </message>
    <message>
        <source>rejected</source>
        <translation>abgelehnt</translation>
    </message>
    <message>
        <source>{0} of {1}</source>
        <translation>{0} von {1}</translation>
    </message>
    <message>
        <source>{0} %</source>
        <translation>{0} %</translation>
    </message>
</context>
<context>
    <name>MainWindow</name>
    <message>
        <source>Photo Curator</source>
        <translation>Photo Curator</translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>Rückgängig</translation>
    </message>
    <message>
        <source>Redo</source>
        <translation>Wiederholen</translation>
    </message>
</context>
<context>
    <name>MapSection</name>
    <message>
        <source>Looking for what mattered…</source>
        <extracomment>The cards&apos; widths, where they stand beside the pictures. From here on all stand side by side; below, all stand below each other.</extracomment>
        <translation>Gesucht wird, worauf es ankam …</translation>
    </message>
    <message>
        <source>Five tests come with the map.</source>
        <translation>Mit der Karte kommen fünf Prüfungen.</translation>
    </message>
    <message>
        <source>No map</source>
        <translation>Keine Karte</translation>
    </message>
    <message>
        <source>What mattered</source>
        <translation>Worauf es ankam</translation>
    </message>
    <message>
        <source>How strongly the map covers the picture</source>
        <translation>Wie stark die Karte das Bild überdeckt</translation>
    </message>
    <message>
        <source>Face</source>
        <translation>Gesicht</translation>
    </message>
    <message>
        <source>The face as the scorer saw it</source>
        <translation>Das Gesicht, wie das Netz es sah</translation>
    </message>
    <message>
        <source>Whole photo</source>
        <translation>Ganzes Foto</translation>
    </message>
    <message>
        <source>The map at its place in the photo</source>
        <translation>Die Karte an ihrer Stelle im Foto</translation>
    </message>
    <message>
        <source>The map lies on</source>
        <translation>Die Karte liegt auf</translation>
    </message>
    <message>
        <source>Map</source>
        <translation>Karte</translation>
    </message>
    <message>
        <source>The machine&apos;s score</source>
        <translation>Punktzahl der Maschine</translation>
    </message>
    <message>
        <source>Does the explanation hold up?</source>
        <translation>Hält die Erklärung stand?</translation>
    </message>
    <message>
        <source>Region test</source>
        <translation>Bereiche verdeckt</translation>
    </message>
    <message>
        <source>The photo</source>
        <translation>Das Foto</translation>
    </message>
</context>
<context>
    <name>MatrixCard</name>
    <message>
        <source>You said ↓ / it said →</source>
        <translation>Sie sagten ↓ / es sagte →</translation>
    </message>
    <message>
        <source>Found again, 1 to 5: {0}</source>
        <translation>Wiedergefunden, 1 bis 5: {0}</translation>
    </message>
</context>
<context>
    <name>ModelsSection</name>
    <message>
        <source>Models</source>
        <translation>Modelle</translation>
    </message>
    <message>
        <source>The app works without any download. Further networks are for training, and for the papers’ experiments; they come from their publishers, and each file is checked before it is used.</source>
        <translation>Die App kommt ohne jeden Download aus. Weitere Netze dienen dem Training und den Experimenten der Fachartikel; sie kommen von ihren Herausgebern, und jede Datei wird geprüft, bevor sie benutzt wird.</translation>
    </message>
    <message>
        <source>To download</source>
        <translation>Zum Herunterladen</translation>
    </message>
    <message>
        <source>Part of the app</source>
        <translation>Teil der App</translation>
    </message>
</context>
<context>
    <name>Offer</name>
    <message>
        <source>Who is in your photos?</source>
        <translation>Wer ist auf Ihren Fotos?</translation>
    </message>
    <message>
        <source>Find people</source>
        <translation>Personen suchen</translation>
    </message>
    <message>
        <source>The network is here: faces can be grouped into people. That takes about a minute for each thousand faces, once; you can go on working.</source>
        <translation>Das Netz ist da: Gesichter können zu Personen geordnet werden. Das dauert einmalig etwa eine Minute je tausend Gesichter; Sie können dabei weiterarbeiten.</translation>
    </message>
    <message>
        <source>With one more network the app groups faces into people: you give them names, find all their photos, and say which person is you, so that your own face leads your photos’ scores. Nothing leaves this computer. Without it everything else works as it does now.</source>
        <translation>Mit einem weiteren Netz ordnet die App Gesichter zu Personen: Sie geben ihnen Namen, finden alle ihre Fotos und sagen, welche Person Sie sind, damit Ihr eigenes Gesicht bei Ihren Fotos den Ausschlag gibt. Nichts verlässt diesen Rechner. Ohne das Netz geht alles andere wie bisher.</translation>
    </message>
</context>
<context>
    <name>Options</name>
    <message>
        <source>Selected photos ({0})</source>
        <translation>Ausgewählte Fotos ({0})</translation>
    </message>
    <message>
        <source>All of “{0}” ({1})</source>
        <translation>Alle aus „{0}“ ({1})</translation>
    </message>
    <message>
        <source>For example {0}</source>
        <translation>Zum Beispiel {0}</translation>
    </message>
    <message>
        <source>Which photos</source>
        <translation>Welche Fotos</translation>
    </message>
    <message>
        <source>Only with a score of at least</source>
        <translation>Nur mit einer Wertung ab</translation>
    </message>
    <message>
        <source>Smallest score</source>
        <translation>Kleinste Wertung</translation>
    </message>
    <message>
        <source>Of each burst only the best</source>
        <translation>Von jeder Serie nur die beste</translation>
    </message>
    <message>
        <source>The best shot, or the cover you chose. Exposure brackets and panoramas stay whole.</source>
        <translation>Die beste Aufnahme oder das Titelbild, das Sie gewählt haben. Belichtungsreihen und Panoramen bleiben ganz.</translation>
    </message>
    <message>
        <source>Where to</source>
        <translation>Wohin</translation>
    </message>
    <message>
        <source>No folder chosen yet</source>
        <translation>Noch kein Ordner gewählt</translation>
    </message>
    <message>
        <source>Folder to export to</source>
        <translation>Zielordner des Exports</translation>
    </message>
    <message>
        <source>Choose…</source>
        <translation>Wählen …</translation>
    </message>
    <message>
        <source>Size</source>
        <translation>Größe</translation>
    </message>
    <message>
        <source>As they are, not a pixel changed</source>
        <translation>Wie sie sind, jedes Pixel bleibt</translation>
    </message>
    <message>
        <source>JPEG in full size</source>
        <translation>JPEG in voller Größe</translation>
    </message>
    <message>
        <source>JPEG, at most {0} pixels long</source>
        <translation>JPEG, höchstens {0} Pixel lang</translation>
    </message>
    <message>
        <source>Quality</source>
        <translation>Qualität</translation>
    </message>
    <message>
        <source>HEIC, TIFF and RAW become JPEGs</source>
        <translation>HEIC, TIFF und RAW werden zu JPEGs</translation>
    </message>
    <message>
        <source>They cannot be cleaned as they are. Without this they are left out.</source>
        <translation>Sie lassen sich nicht anders bereinigen. Ohne dies werden sie ausgelassen.</translation>
    </message>
    <message>
        <source>Left in the files</source>
        <translation>In den Dateien bleibt</translation>
    </message>
    <message>
        <source>Where they were taken</source>
        <translation>Aufnahmeort</translation>
    </message>
    <message>
        <source>Serial numbers and owner’s name</source>
        <translation>Seriennummern und Name des Besitzers</translation>
    </message>
    <message>
        <source>How files get there</source>
        <translation>Wie die Dateien dorthin kommen</translation>
    </message>
    <message>
        <source>Copies</source>
        <translation>Kopien</translation>
    </message>
    <message>
        <source>Hard links</source>
        <translation>Feste Verknüpfungen</translation>
    </message>
    <message>
        <source>Reflinks (copies that share their room)</source>
        <translation>Reflinks (Kopien, die sich den Platz teilen)</translation>
    </message>
    <message>
        <source>Names</source>
        <translation>Namen</translation>
    </message>
    <message>
        <source>Fields: {0}. A / makes folders.</source>
        <translation>Felder: {0}. Ein / legt Ordner an.</translation>
    </message>
    <message>
        <source>Repeat the folders they lie in</source>
        <translation>Ihre Ordner wiederholen</translation>
    </message>
    <message>
        <source>Export to</source>
        <translation>Exportieren nach</translation>
    </message>
</context>
<context>
    <name>People</name>
    <message>
        <source>{0} (me)</source>
        <translation>{0} (ich)</translation>
    </message>
    <message>
        <source>Me</source>
        <translation>Ich</translation>
    </message>
    <message>
        <source>Add a name</source>
        <translation>Namen geben</translation>
    </message>
    <message>
        <source>1 photo</source>
        <translation>1 Foto</translation>
    </message>
    <message>
        <source>{0} photos</source>
        <translation>{0} Fotos</translation>
    </message>
    <message>
        <source>1 person</source>
        <translation>1 Person</translation>
    </message>
    <message>
        <source>{0} people</source>
        <translation>{0} Personen</translation>
    </message>
    <message>
        <source>Took the name away</source>
        <translation>Name entfernt</translation>
    </message>
    <message>
        <source>That is {0}</source>
        <translation>Das ist {0}</translation>
    </message>
    <message>
        <source>They are one person</source>
        <translation>Das ist ein und dieselbe Person</translation>
    </message>
    <message>
        <source>somebody else</source>
        <translation>jemand anders</translation>
    </message>
    <message>
        <source>1 face is {1}</source>
        <translation>1 Gesicht ist {1}</translation>
    </message>
    <message>
        <source>{0} faces are {1}</source>
        <translation>{0} Gesichter sind {1}</translation>
    </message>
    <message>
        <source>1 face is not this person</source>
        <translation>1 Gesicht ist nicht diese Person</translation>
    </message>
    <message>
        <source>{0} faces are not this person</source>
        <translation>{0} Gesichter sind nicht diese Person</translation>
    </message>
    <message>
        <source>This is you: your own face leads the scores of your photos</source>
        <translation>Das sind Sie: Ihr eigenes Gesicht gibt bei Ihren Fotos den Ausschlag</translation>
    </message>
    <message>
        <source>This is not you</source>
        <translation>Das sind nicht Sie</translation>
    </message>
</context>
<context>
    <name>PeopleFeed</name>
    <message>
        <source>Waiting for other work…</source>
        <extracomment>Pictures that are read together: the first ones are seen before the last are read.</extracomment>
        <translation>Wartet auf andere Arbeit …</translation>
    </message>
    <message>
        <source>Starting…</source>
        <translation>Startet …</translation>
    </message>
    <message>
        <source>{0} of {1} faces compared</source>
        <translation>{0} von {1} Gesichtern verglichen</translation>
    </message>
    <message>
        <source>Nobody is seen often enough yet: it takes three photos.</source>
        <translation>Noch ist niemand oft genug zu sehen: Es braucht drei Fotos.</translation>
    </message>
</context>
<context>
    <name>PeoplePage</name>
    <message>
        <source>People</source>
        <translation>Personen</translation>
    </message>
    <message>
        <source>Faces</source>
        <translation>Gesichter</translation>
    </message>
    <message>
        <source>Click on a name to type it; drag somebody onto somebody else where they are one person. Say which person is you, and your own face leads the scores of your photos.</source>
        <translation>Klicken Sie auf einen Namen, um ihn einzugeben; ziehen Sie jemanden auf jemand anderen, wenn es dieselbe Person ist. Sagen Sie, welche Person Sie sind: Dann gibt Ihr eigenes Gesicht bei Ihren Fotos den Ausschlag.</translation>
    </message>
    <message>
        <source>Photos</source>
        <translation>Fotos</translation>
    </message>
    <message>
        <source>Faces…</source>
        <translation>Gesichter …</translation>
    </message>
    <message>
        <source>This is me</source>
        <translation>Das bin ich</translation>
    </message>
    <message>
        <source>Join</source>
        <translation>Zusammenführen</translation>
    </message>
    <message>
        <source>Group anew</source>
        <translation>Neu ordnen</translation>
    </message>
    <message>
        <source>Forget every guess; what you said stays</source>
        <translation>Alle Vermutungen vergessen; was Sie gesagt haben, bleibt</translation>
    </message>
    <message>
        <source>Everybody</source>
        <translation>Alle Personen</translation>
    </message>
    <message>
        <source>Add a name</source>
        <translation>Namen geben</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>Name</translation>
    </message>
    <message>
        <source>Not this person</source>
        <translation>Nicht diese Person</translation>
    </message>
    <message>
        <source>Somebody else: type a name</source>
        <translation>Jemand anders: Namen eingeben</translation>
    </message>
    <message>
        <source>Whose the selected faces are</source>
        <translation>Wessen Gesichter ausgewählt sind</translation>
    </message>
    <message>
        <source>Select faces that are somebody else’s: with Ctrl or Shift several.</source>
        <translation>Wählen Sie Gesichter aus, die jemand anderem gehören: mit Strg oder Umschalt mehrere.</translation>
    </message>
    <message>
        <source>This is not me</source>
        <translation>Das bin ich nicht</translation>
    </message>
    <message>
        <source>Type the name</source>
        <translation>Namen eingeben</translation>
    </message>
</context>
<context>
    <name>PhotoGrid</name>
    <message>
        <source>Photos</source>
        <translation>Fotos</translation>
    </message>
</context>
<context>
    <name>PhotoModel</name>
    <message numerus="yes">
        <source>%n stars</source>
        <extracomment>Summaries kept; about 1 KB each, whatever the library&apos;s size. Pages waiting to be read; while scrolling fast only the last looked at are worth it. More runs of rows than this are announced as one range: one repaint of what is visible either way.</extracomment>
        <translation>
            <numerusform>%n Stern</numerusform>
            <numerusform>%n Sterne</numerusform>
        </translation>
    </message>
    <message>
        <source>score {0}</source>
        <translation>Punktzahl {0}</translation>
    </message>
    <message>
        <source>picked</source>
        <translation>ausgewählt</translation>
    </message>
    <message>
        <source>rejected</source>
        <translation>abgelehnt</translation>
    </message>
    <message>
        <source>offline</source>
        <translation>nicht verbunden</translation>
    </message>
    <message>
        <source>missing</source>
        <translation>fehlt</translation>
    </message>
</context>
<context>
    <name>Preview</name>
    <message>
        <source>What will be written</source>
        <translation>Was geschrieben wird</translation>
    </message>
    <message>
        <source>Nothing to export</source>
        <translation>Nichts zu exportieren</translation>
    </message>
    <message numerus="yes">
        <source>and %n more</source>
        <translation>
            <numerusform>und %n weiteres</numerusform>
            <numerusform>und %n weitere</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n photos are left out</source>
        <translation>
            <numerusform>%n Foto wird ausgelassen</numerusform>
            <numerusform>%n Fotos werden ausgelassen</numerusform>
        </translation>
    </message>
    <message>
        <source>Export anyway</source>
        <translation>Trotzdem exportieren</translation>
    </message>
    <message>
        <source>Sidecars that will be written</source>
        <translation>Begleitdateien, die geschrieben werden</translation>
    </message>
    <message>
        <source>Looking at the sidecars…</source>
        <translation>Begleitdateien werden angesehen …</translation>
    </message>
    <message>
        <source>Nothing to write</source>
        <translation>Nichts zu schreiben</translation>
    </message>
</context>
<context>
    <name>ProblemModel</name>
    <message>
        <source>Why</source>
        <translation>Warum</translation>
    </message>
    <message>
        <source>What happened</source>
        <translation>Was geschah</translation>
    </message>
    <message>
        <source>File</source>
        <translation>Datei</translation>
    </message>
    <message>
        <source>Seen</source>
        <translation>Gesehen</translation>
    </message>
    <message>
        <source>Damaged</source>
        <translation>Beschädigt</translation>
    </message>
    <message>
        <source>Cut off</source>
        <translation>Abgeschnitten</translation>
    </message>
    <message>
        <source>Empty file</source>
        <translation>Leere Datei</translation>
    </message>
    <message>
        <source>Too large</source>
        <translation>Zu groß</translation>
    </message>
    <message>
        <source>No permission</source>
        <translation>Keine Berechtigung</translation>
    </message>
    <message>
        <source>Not a file</source>
        <translation>Keine Datei</translation>
    </message>
    <message>
        <source>Not a picture</source>
        <translation>Kein Bild</translation>
    </message>
    <message>
        <source>Took too long</source>
        <translation>Dauerte zu lange</translation>
    </message>
    <message>
        <source>Crashed the decoder</source>
        <translation>Decoder abgestürzt</translation>
    </message>
    <message>
        <source>Vanished</source>
        <translation>Verschwunden</translation>
    </message>
    <message>
        <source>Unusable name</source>
        <translation>Unbrauchbarer Name</translation>
    </message>
    <message>
        <source>Our fault</source>
        <translation>Unser Fehler</translation>
    </message>
</context>
<context>
    <name>ProblemsPage</name>
    <message>
        <source>Problem files</source>
        <translation>Problemdateien</translation>
    </message>
    <message>
        <source>These files were left out; nothing was done to them. Repaired or replaced files can be tried again.</source>
        <translation>Diese Dateien wurden ausgelassen; an ihnen wurde nichts verändert. Reparierte oder ersetzte Dateien können erneut versucht werden.</translation>
    </message>
    <message>
        <source>No problem files. Every picture found could be used.</source>
        <translation>Keine Problemdateien. Jedes gefundene Bild ließ sich verwenden.</translation>
    </message>
    <message numerus="yes">
        <source>%n problem files</source>
        <translation>
            <numerusform>%n Problemdatei</numerusform>
            <numerusform>%n Problemdateien</numerusform>
        </translation>
    </message>
    <message>
        <source>Show in folder</source>
        <translation>Im Ordner zeigen</translation>
    </message>
    <message>
        <source>Retry selected</source>
        <translation>Ausgewählte erneut versuchen</translation>
    </message>
    <message>
        <source>Retry all</source>
        <translation>Alle erneut versuchen</translation>
    </message>
</context>
<context>
    <name>RatingsCard</name>
    <message>
        <source>Your ratings</source>
        <translation>Ihre Bewertungen</translation>
    </message>
    <message>
        <source>Enough to train on.</source>
        <translation>Genug fürs Training.</translation>
    </message>
    <message numerus="yes">
        <source>From %n moments ({0} are needed).</source>
        <translation>
            <numerusform>Aus %n Moment ({0} sind nötig).</numerusform>
            <numerusform>Aus %n Momenten ({0} sind nötig).</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n picks over rejects of the same burst.</source>
        <translation>
            <numerusform>%n Wahl gegen Verworfenes derselben Serie.</numerusform>
            <numerusform>%n Wahlen gegen Verworfene derselben Serie.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n rated photos show no face: nothing is learnt from them.</source>
        <translation>
            <numerusform>%n bewertetes Foto zeigt kein Gesicht: daraus wird nichts gelernt.</numerusform>
            <numerusform>%n bewertete Fotos zeigen kein Gesicht: daraus wird nichts gelernt.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n rated photos do not say when they were taken. Each counts as a moment of its own: of one scene some shots may be learnt from and others held out, which flatters the result.</source>
        <translation>
            <numerusform>%n bewertetes Foto sagt nicht, wann es aufgenommen wurde. Es zählt als eigener Moment: Von einer Szene können Bilder zum Lernen und andere zum Prüfen dienen, das schönt das Ergebnis.</numerusform>
            <numerusform>%n bewertete Fotos sagen nicht, wann sie aufgenommen wurden. Jedes zählt als eigener Moment: Von einer Szene können Bilder zum Lernen und andere zum Prüfen dienen, das schönt das Ergebnis.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Result</name>
    <message>
        <source>Undo</source>
        <translation>Rückgängig</translation>
    </message>
    <message>
        <source>Gives sidecars nobody changed since their former content back</source>
        <translation>Gibt Begleitdateien, die seither niemand geändert hat, ihren früheren Inhalt zurück</translation>
    </message>
    <message>
        <source>Write more…</source>
        <translation>Weitere schreiben …</translation>
    </message>
    <message>
        <source>Taken back</source>
        <translation>Zurückgenommen</translation>
    </message>
    <message>
        <source>Every sidecar has its former content again.</source>
        <translation>Jede Begleitdatei hat wieder ihren früheren Inhalt.</translation>
    </message>
</context>
<context>
    <name>ResultsCard</name>
    <message>
        <source>Held-out result</source>
        <translation>Ergebnis an Zurückgehaltenem</translation>
    </message>
    <message>
        <source>All heads</source>
        <translation>Alle Köpfe</translation>
    </message>
    <message>
        <source>Every kind of head that was tried, and the ranker for bursts</source>
        <translation>Jede Art Kopf, die versucht wurde, und der Reiher für Serien</translation>
    </message>
    <message numerus="yes">
        <source>%n ratings</source>
        <translation>
            <numerusform>%n Bewertung</numerusform>
            <numerusform>%n Bewertungen</numerusform>
        </translation>
    </message>
    <message>
        <source>{0} folds, {1} times, whole moments kept together</source>
        <translation>{0} Teile, {1}-mal, Momente bleiben ganz</translation>
    </message>
    <message>
        <source>bars: 95 % intervals, dotted: the starter</source>
        <translation>Striche: 95-%-Intervalle, gepunktet: Startmodell</translation>
    </message>
    <message>
        <source>Use v{0}</source>
        <translation>v{0} verwenden</translation>
    </message>
    <message>
        <source>Keep v{0}</source>
        <translation>v{0} behalten</translation>
    </message>
    <message>
        <source>Every photo gets its new score…</source>
        <translation>Alle Fotos werden neu bewertet …</translation>
    </message>
    <message>
        <source>In use: it scores every photo with a face.</source>
        <translation>In Gebrauch: bewertet jedes Foto mit Gesicht.</translation>
    </message>
    <message>
        <source>nothing changes until you choose</source>
        <translation>nichts ändert sich, bis Sie wählen</translation>
    </message>
</context>
<context>
    <name>ResultsChart</name>
    <message>
        <source>Held-out results. {0}</source>
        <extracomment>Columns narrower than this have no room for a number beside its bar: it stands above.</extracomment>
        <translation>Ergebnisse an Zurückgehaltenem. {0}</translation>
    </message>
    <message>
        <source>{0} {1}, from {2} to {3}</source>
        <translation>{0} {1}, von {2} bis {3}</translation>
    </message>
</context>
<context>
    <name>SafetyChart</name>
    <message>
        <source>By month. {0}</source>
        <extracomment>Months shown at most, the newest; what is older has one column, and so has what has no date. Begins the name of the column before the first month shown; the name of what has no date.</extracomment>
        <translation>Nach Monaten. {0}</translation>
    </message>
    <message>
        <source>no date</source>
        <translation>ohne Datum</translation>
    </message>
    <message>
        <source>none</source>
        <translation>keine</translation>
    </message>
</context>
<context>
    <name>SafetyPage</name>
    <message>
        <source>Safety</source>
        <translation>Sicherheit</translation>
    </message>
    <message>
        <source>A hint to look again, never a verdict: selfies, by the face and the camera, in which a small network saw something dangerous around.</source>
        <translation>Ein Hinweis, noch einmal hinzusehen, nie ein Urteil: Selfies, nach Gesicht und Kamera, in denen ein kleines Netz ringsum etwas Gefährliches sah.</translation>
    </message>
    <message>
        <source>Show them</source>
        <translation>Zeigen</translation>
    </message>
    <message numerus="yes">
        <source>%n photos look dangerous</source>
        <translation>
            <numerusform>%n Foto sieht gefährlich aus</numerusform>
            <numerusform>%n Fotos sehen gefährlich aus</numerusform>
        </translation>
    </message>
    <message>
        <source>Nothing looks dangerous</source>
        <translation>Nichts sieht gefährlich aus</translation>
    </message>
    <message>
        <source>Nothing looked at yet</source>
        <translation>Noch nichts untersucht</translation>
    </message>
    <message numerus="yes">
        <source>No selfie among %n photos shows a hazard this app can see.</source>
        <translation>
            <numerusform>Im einzigen Foto zeigt kein Selfie eine Gefahr, die diese App erkennen kann.</numerusform>
            <numerusform>Unter %n Fotos zeigt kein Selfie eine Gefahr, die diese App erkennen kann.</numerusform>
        </translation>
    </message>
    <message>
        <source>Photos are looked at for hazards while they are analysed: choose Look for Changes.</source>
        <translation>Fotos werden beim Analysieren auf Gefahren untersucht: wählen Sie „Nach Änderungen suchen“.</translation>
    </message>
    <message>
        <source>Your answers agree best with the present threshold: nothing changed.</source>
        <translation>Ihre Antworten passen am besten zur jetzigen Schwelle: nichts wurde geändert.</translation>
    </message>
    <message>
        <source>Agreed with {0} of these answers, now with {1}; Undo takes it back.</source>
        <translation>Stimmte mit {0} dieser Antworten überein, jetzt mit {1}; „Rückgängig“ nimmt es zurück.</translation>
    </message>
    <message>
        <source>By month</source>
        <translation>Nach Monaten</translation>
    </message>
    <message>
        <source>When a hazard counts as seen</source>
        <translation>Ab wann eine Gefahr als gesehen gilt</translation>
    </message>
    <message>
        <source>Selfies in a mirror are told by nothing here: neither the phone in the hand nor mirrored writing can be seen. They count as far as the face alone speaks for a selfie.</source>
        <translation>Selfies im Spiegel verrät hier nichts: Weder das Telefon in der Hand noch Spiegelschrift sind zu erkennen. Sie zählen, soweit das Gesicht allein für ein Selfie spricht.</translation>
    </message>
    <message>
        <source>What this app cannot see</source>
        <translation>Was diese App nicht erkennen kann</translation>
    </message>
    <message>
        <source>looked at</source>
        <translation>untersucht</translation>
    </message>
    <message>
        <source>perhaps selfies</source>
        <translation>vielleicht Selfies</translation>
    </message>
    <message>
        <source>called a false alarm</source>
        <translation>Fehlalarm genannt</translation>
    </message>
    <message>
        <source>called dangerous</source>
        <translation>gefährlich genannt</translation>
    </message>
    <message>
        <source>from {0} on, fitted to {1} answers</source>
        <translation>ab {0}, angepasst an {1} Antworten</translation>
    </message>
    <message>
        <source>from {0} on, as shipped</source>
        <translation>ab {0}, wie geliefert</translation>
    </message>
    <message numerus="yes">
        <source>%n false alarms</source>
        <translation>
            <numerusform>%n Fehlalarm</numerusform>
            <numerusform>%n Fehlalarme</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n dangerous</source>
        <translation>
            <numerusform>%n gefährlich</numerusform>
            <numerusform>%n gefährlich</numerusform>
        </translation>
    </message>
    <message>
        <source>Use the shipped one</source>
        <translation>Gelieferte nehmen</translation>
    </message>
    <message numerus="yes">
        <source>Refit from your %n answers</source>
        <translation>
            <numerusform>Nach Ihrer Antwort neu anpassen</numerusform>
            <numerusform>Nach Ihren %n Antworten neu anpassen</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>A refit needs %n more answers.</source>
        <translation>
            <numerusform>Zum Anpassen fehlt noch %n Antwort.</numerusform>
            <numerusform>Zum Anpassen fehlen noch %n Antworten.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>A refit needs answers from %n moments.</source>
        <translation>
            <numerusform>Zum Anpassen braucht es Antworten aus %n Moment.</numerusform>
            <numerusform>Zum Anpassen braucht es Antworten aus %n Momenten.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ScoreChart</name>
    <message>
        <source>{0}: {1} %</source>
        <translation>{0}: {1} %</translation>
    </message>
    <message>
        <source>How sure. {0}</source>
        <translation>Wie sicher. {0}</translation>
    </message>
</context>
<context>
    <name>Scrubber</name>
    <message>
        <source>Timeline</source>
        <translation>Zeitleiste</translation>
    </message>
    <message>
        <source>Up and Down go from month to month</source>
        <translation>Auf und Ab führen von Monat zu Monat</translation>
    </message>
</context>
<context>
    <name>Sentence</name>
    <message>
        <source>“{0}” is empty.</source>
        <translation>„{0}“ ist leer.</translation>
    </message>
    <message>
        <source>The end of “{0}” is missing.</source>
        <translation>Das Ende von „{0}“ fehlt.</translation>
    </message>
    <message>
        <source>“{0}” is damaged and cannot be decoded.</source>
        <translation>„{0}“ ist beschädigt und lässt sich nicht öffnen.</translation>
    </message>
    <message>
        <source>“{0}” is damaged, or not a picture of a known kind.</source>
        <translation>„{0}“ ist beschädigt oder kein Bild einer bekannten Art.</translation>
    </message>
    <message>
        <source>“{0}” is not a picture: it is {1}.</source>
        <translation>„{0}“ ist kein Bild, sondern {1}.</translation>
    </message>
    <message>
        <source>“{0}” is not a readable XMP sidecar.</source>
        <translation>„{0}“ ist keine lesbare XMP-Begleitdatei.</translation>
    </message>
    <message>
        <source>“{0}” needs more memory than can be used safely.</source>
        <translation>„{0}“ braucht mehr Speicher, als gefahrlos benutzt werden kann.</translation>
    </message>
    <message>
        <source>“{0}” does not fit into memory.</source>
        <translation>„{0}“ passt nicht in den Speicher.</translation>
    </message>
    <message>
        <source>“{0}” has {1} MB, more than can be opened safely.</source>
        <translation>„{0}“ hat {1} MB, mehr als sich gefahrlos öffnen lässt.</translation>
    </message>
    <message>
        <source>“{0}” claims to be {1} × {2} pixels, more than can be opened safely.</source>
        <translation>„{0}“ will {1} × {2} Pixel groß sein, mehr als sich gefahrlos öffnen lässt.</translation>
    </message>
    <message>
        <source>“{0}” is {1} × {2} pixels, too large to be shown whole.</source>
        <translation>„{0}“ ist mit {1} × {2} Pixeln zu groß, um ganz gezeigt zu werden.</translation>
    </message>
    <message>
        <source>“{0}” does not exist any more.</source>
        <translation>„{0}“ gibt es nicht mehr.</translation>
    </message>
    <message>
        <source>“{0}” is a link that leads back to itself.</source>
        <translation>„{0}“ ist eine Verknüpfung, die zu sich selbst zurückführt.</translation>
    </message>
    <message>
        <source>“{0}” may not be read: permission was denied.</source>
        <translation>„{0}“ darf nicht gelesen werden: Die Berechtigung fehlt.</translation>
    </message>
    <message>
        <source>“{0}” is a pipe, socket or device, not a file.</source>
        <translation>„{0}“ ist eine Pipe, ein Socket oder ein Gerät, keine Datei.</translation>
    </message>
    <message>
        <source>“{0}” is a folder, not a file.</source>
        <translation>„{0}“ ist ein Ordner, keine Datei.</translation>
    </message>
    <message>
        <source>“{0}” has a path longer than the system allows.</source>
        <translation>„{0}“ hat einen längeren Pfad, als das System erlaubt.</translation>
    </message>
    <message>
        <source>“{0}” has a name the system cannot use.</source>
        <translation>„{0}“ hat einen Namen, den das System nicht verwenden kann.</translation>
    </message>
    <message>
        <source>The name of “{0}” is not valid Unicode, so the file was left out.</source>
        <translation>Der Name von „{0}“ ist kein gültiges Unicode; die Datei wurde ausgelassen.</translation>
    </message>
    <message>
        <source>“{0}” could not be read: {1}.</source>
        <translation>„{0}“ ließ sich nicht lesen: {1}.</translation>
    </message>
    <message>
        <source>“{0}” could not be looked at: {1}.</source>
        <translation>„{0}“ ließ sich nicht ansehen: {1}.</translation>
    </message>
    <message>
        <source>The folder “{0}” could not be read: {1}.</source>
        <translation>Der Ordner „{0}“ ließ sich nicht lesen: {1}.</translation>
    </message>
    <message>
        <source>{0} crashes the program that decodes pictures; it was left out.</source>
        <translation>{0} bringt das Programm zum Absturz, das Bilder öffnet; die Datei wurde ausgelassen.</translation>
    </message>
    <message>
        <source>{0} took longer than {1} seconds to read; it was left out.</source>
        <translation>{0} zu lesen dauerte länger als {1} Sekunden; die Datei wurde ausgelassen.</translation>
    </message>
    <message>
        <source>{0} could not be used: {1}</source>
        <translation>{0} ließ sich nicht verwenden: {1}</translation>
    </message>
    <message>
        <source>“{0}” cannot be cleaned without being encoded anew, so it was left out.</source>
        <translation>„{0}“ lässt sich nicht bereinigen, ohne neu kodiert zu werden, und wurde darum ausgelassen.</translation>
    </message>
    <message>
        <source>The disk is full: “{0}” was not written. What was written before is whole; export again to go on.</source>
        <translation>Der Datenträger ist voll: „{0}“ wurde nicht geschrieben. Was vorher geschrieben wurde, ist vollständig; ein neuer Export macht weiter.</translation>
    </message>
    <message>
        <source>The folder {0} cannot be written to: {1}.</source>
        <translation>In den Ordner {0} kann nicht geschrieben werden: {1}.</translation>
    </message>
    <message>
        <source>“{0}” could not be written: {1}. What was written before is whole; export again to go on.</source>
        <translation>„{0}“ konnte nicht geschrieben werden: {1}. Was vorher geschrieben wurde, ist vollständig; ein neuer Export macht weiter.</translation>
    </message>
    <message>
        <source>There is no room for the export: about {0} are needed, {1} are free in {2}.</source>
        <translation>Für den Export ist kein Platz: etwa {0} werden gebraucht, {1} sind frei in {2}.</translation>
    </message>
    <message>
        <source>{0} lies in {1}, a folder of the library: the copies would be taken for new photos. Choose a folder outside.</source>
        <translation>{0} liegt in {1}, einem Ordner der Bibliothek: Die Kopien würden für neue Fotos gehalten. Bitte einen Ordner außerhalb nehmen.</translation>
    </message>
    <message>
        <source>Another export to {0} is under way; wait until it is done.</source>
        <translation>Ein anderer Export nach {0} läuft gerade; bitte warten, bis er fertig ist.</translation>
    </message>
    <message>
        <source>{0} is a file, not a folder to export to.</source>
        <translation>{0} ist eine Datei, kein Ordner für einen Export.</translation>
    </message>
    <message>
        <source>The disk is full: “{0}” was not written and is as it was. What was written before is whole; write again to go on.</source>
        <translation>Der Datenträger ist voll: „{0}“ wurde nicht geschrieben und ist, wie es war. Was vorher geschrieben wurde, ist vollständig; schreiben Sie noch einmal, um fortzufahren.</translation>
    </message>
    <message>
        <source>“{0}” was changed meanwhile and left alone.</source>
        <translation>„{0}“ wurde inzwischen geändert und in Ruhe gelassen.</translation>
    </message>
    <message>
        <source>“{0}” could not be written and is as it was: {1}.</source>
        <translation>„{0}“ konnte nicht geschrieben werden und ist, wie es war: {1}.</translation>
    </message>
    <message>
        <source>A newer Photo Curator did this: take it back or do it again there.</source>
        <translation>Das tat ein neuerer Photo Curator: bitte dort rückgängig machen oder wiederholen.</translation>
    </message>
    <message>
        <source>{0} file was changed since or cannot be removed</source>
        <translation>{0} Datei wurde seither geändert oder lässt sich nicht entfernen</translation>
    </message>
    <message>
        <source>{0} files were changed since or cannot be removed</source>
        <translation>{0} Dateien wurden seither geändert oder lassen sich nicht entfernen</translation>
    </message>
    <message>
        <source>{0} of {1} not written again, among them {2}: {3}</source>
        <translation>{0} von {1} nicht wieder geschrieben, darunter {2}: {3}</translation>
    </message>
    <message>
        <source>left alone: {0}: {1}, and {2} more</source>
        <translation>nicht angerührt: {0}: {1}, und {2} weitere</translation>
    </message>
    <message>
        <source>left alone: {0}: {1}</source>
        <translation>nicht angerührt: {0}: {1}</translation>
    </message>
    <message>
        <source>Nothing was written again. {0}: {1}.</source>
        <translation>Nichts wurde wieder geschrieben. {0}: {1}.</translation>
    </message>
    <message>
        <source>Nothing was written again ({0}).</source>
        <translation>Nichts wurde wieder geschrieben ({0}).</translation>
    </message>
    <message>
        <source>An older version wrote this export and kept no list of how: export again.</source>
        <translation>Eine ältere Version schrieb diesen Export und hielt nicht fest, wie: bitte neu exportieren.</translation>
    </message>
    <message>
        <source>“{0}” cannot be done again from here.</source>
        <translation>„{0}“ lässt sich von hier aus nicht wiederholen.</translation>
    </message>
    <message>
        <source>Another act was done meanwhile; undo again to take that back.</source>
        <translation>Inzwischen geschah etwas anderes; noch einmal Rückgängig nimmt das zurück.</translation>
    </message>
    <message>
        <source>Another act was done meanwhile; look again at what can be redone.</source>
        <translation>Inzwischen geschah etwas anderes; bitte noch einmal nachsehen, was sich wiederholen lässt.</translation>
    </message>
    <message>
        <source>The library {0} is being written by another program for more than {1} seconds; try again when it has finished.</source>
        <translation>In die Bibliothek {0} schreibt seit mehr als {1} Sekunden ein anderes Programm; bitte noch einmal versuchen, wenn es fertig ist.</translation>
    </message>
    <message>
        <source>The library {0} is read-only; make its folder writable and try again.</source>
        <translation>Die Bibliothek {0} ist schreibgeschützt; bitte ihren Ordner beschreibbar machen und noch einmal versuchen.</translation>
    </message>
    <message>
        <source>The library {0} is read-only; make it writable and try again.</source>
        <translation>Die Bibliothek {0} ist schreibgeschützt; bitte beschreibbar machen und noch einmal versuchen.</translation>
    </message>
    <message>
        <source>{0} is not a Photo Curator library (it is no database).</source>
        <translation>{0} ist keine Bibliothek von Photo Curator (es ist keine Datenbank).</translation>
    </message>
    <message>
        <source>{0} is not a Photo Curator library (it is another program&apos;s database).</source>
        <translation>{0} ist keine Bibliothek von Photo Curator (es ist die Datenbank eines anderen Programms).</translation>
    </message>
    <message>
        <source>The library {0} is damaged; put a copy from its backups folder in its place.</source>
        <translation>Die Bibliothek {0} ist beschädigt; bitte durch eine Kopie aus ihrem Ordner „backups“ ersetzen.</translation>
    </message>
    <message>
        <source>There is no space left on the disk of {0}; free some and try again.</source>
        <translation>Auf dem Datenträger von {0} ist kein Platz mehr; bitte Platz schaffen und noch einmal versuchen.</translation>
    </message>
    <message>
        <source>The library {0} cannot be opened; check its folder&apos;s permissions and disk.</source>
        <translation>Die Bibliothek {0} lässt sich nicht öffnen; bitte Rechte und Datenträger ihres Ordners prüfen.</translation>
    </message>
    <message>
        <source>Another Photo Curator is indexing the library {0}; wait until it has finished or cancel it there, then try again.</source>
        <translation>Ein anderer Photo Curator liest gerade die Bibliothek {0} ein; bitte warten oder dort abbrechen und dann noch einmal versuchen.</translation>
    </message>
    <message>
        <source>This library was written by a newer Photo Curator; update the app to open it (the file is {0}).</source>
        <translation>Diese Bibliothek schrieb ein neuerer Photo Curator; bitte die App aktualisieren, um sie zu öffnen (die Datei ist {0}).</translation>
    </message>
    <message>
        <source>The library {0} must be updated for this version, but another Photo Curator is at work on it; close that one and try again.</source>
        <translation>Die Bibliothek {0} muss für diese Version aktualisiert werden, doch ein anderer Photo Curator arbeitet an ihr; bitte diesen schließen und noch einmal versuchen.</translation>
    </message>
    <message>
        <source>The library {0} could not be updated and was left as it was: {1}.</source>
        <translation>Die Bibliothek {0} ließ sich nicht aktualisieren und blieb, wie sie war: {1}.</translation>
    </message>
    <message>
        <source>Another export or writing of sidecars is under way in this library; wait until it is done.</source>
        <translation>In dieser Bibliothek läuft schon ein Export oder Schreiben von Begleitdateien; bitte warten, bis es fertig ist.</translation>
    </message>
    <message>
        <source>There is no photo {0} in the library.</source>
        <translation>In der Bibliothek gibt es kein Foto {0}.</translation>
    </message>
    <message>
        <source>There is no folder {0}.</source>
        <translation>Es gibt keinen Ordner {0}.</translation>
    </message>
    <message>
        <source>{0} is a file; name the folder it lies in.</source>
        <translation>{0} ist eine Datei; bitte den Ordner angeben, in dem sie liegt.</translation>
    </message>
    <message>
        <source>An album needs a name.</source>
        <translation>Ein Album braucht einen Namen.</translation>
    </message>
    <message>
        <source>An album&apos;s name has at most {0} letters.</source>
        <translation>Der Name eines Albums hat höchstens {0} Zeichen.</translation>
    </message>
    <message>
        <source>There is an album “{0}” already; give this one another name.</source>
        <translation>Ein Album „{0}“ gibt es schon; bitte diesem einen anderen Namen geben.</translation>
    </message>
    <message>
        <source>“{0}” is a saved query: it holds what fits, not what is put in.</source>
        <translation>„{0}“ ist ein intelligentes Album: es enthält, was passt, nicht was man hineinlegt.</translation>
    </message>
    <message>
        <source>There is no album of yours with the number {0}.</source>
        <translation>Ein eigenes Album mit der Nummer {0} gibt es nicht.</translation>
    </message>
    <message>
        <source>This query was saved by a newer Photo Curator ({0}); use that one.</source>
        <translation>Diese Abfrage sicherte ein neuerer Photo Curator ({0}); bitte jenen verwenden.</translation>
    </message>
    <message>
        <source>There is a person called {0} already: join the two instead.</source>
        <translation>Eine Person namens {0} gibt es schon: bitte die beiden vereinen.</translation>
    </message>
    <message>
        <source>A name has at most {0} characters, not {1}.</source>
        <translation>Ein Name hat höchstens {0} Zeichen, nicht {1}.</translation>
    </message>
    <message>
        <source>There is no person {0} in the library; see `people`.</source>
        <translation>In der Bibliothek gibt es keine Person {0}; siehe `people`.</translation>
    </message>
    <message>
        <source>Somebody else came in between; try again.</source>
        <translation>Jemand anders kam dazwischen; bitte noch einmal versuchen.</translation>
    </message>
    <message>
        <source>Name photos of one burst to split them off it.</source>
        <translation>Bitte Fotos einer einzigen Serie wählen, um sie abzutrennen.</translation>
    </message>
    <message>
        <source>These are all photos of the burst: none would be left to split them from.</source>
        <translation>Das sind alle Fotos der Serie: es bliebe keines, von dem sie abzutrennen wären.</translation>
    </message>
    <message>
        <source>Name photos of several bursts, or photos of none, to make them one.</source>
        <translation>Bitte Fotos mehrerer Serien oder Fotos ohne Serie wählen, um sie zu vereinen.</translation>
    </message>
    <message>
        <source>None of these photos is in a burst.</source>
        <translation>Keines dieser Fotos gehört zu einer Serie.</translation>
    </message>
    <message>
        <source>The engine could not be started: {0}.</source>
        <translation>Der Rechenprozess ließ sich nicht starten: {0}.</translation>
    </message>
    <message>
        <source>The engine stopped again and again without getting on; the task was given up.</source>
        <translation>Der Rechenprozess brach immer wieder ab, ohne voranzukommen; die Aufgabe wurde aufgegeben.</translation>
    </message>
    <message>
        <source>The library&apos;s disk cannot be written: {0}.</source>
        <translation>Auf den Datenträger der Bibliothek lässt sich nicht schreiben: {0}.</translation>
    </message>
    <message>
        <source>Stopped because of an internal error ({0}).</source>
        <translation>Wegen eines internen Fehlers abgebrochen ({0}).</translation>
    </message>
    <message>
        <source>The naming template is empty; {0} keeps the names there are.</source>
        <translation>Das Namensmuster ist leer; {0} behält die vorhandenen Namen.</translation>
    </message>
    <message>
        <source>The naming template “{0}” has a stray brace.</source>
        <translation>Das Namensmuster „{0}“ hat eine einzelne Klammer.</translation>
    </message>
    <message>
        <source>The naming template knows no {0}; it knows {1}.</source>
        <translation>Das Namensmuster kennt kein {0}; es kennt {1}.</translation>
    </message>
    <message>
        <source>The names would tell the places that are taken out of the files: keep the location, or leave {0} out of the template.</source>
        <translation>Die Namen würden die Orte verraten, die aus den Dateien entfernt werden: bitte den Ort behalten oder {0} aus dem Muster nehmen.</translation>
    </message>
    <message>
        <source>No face was found in “{0}”: its score is about technique alone.</source>
        <translation>In „{0}“ wurde kein Gesicht gefunden: die Punktzahl gilt allein der Technik.</translation>
    </message>
    <message>
        <source>In face {0} of “{1}”, which you added, no eyes were found: there is no score to explain.</source>
        <translation>In Gesicht {0} von „{1}“, das Sie hinzufügten, wurden keine Augen gefunden: es gibt keine Punktzahl zu erklären.</translation>
    </message>
    <message>
        <source>Face {0} of “{1}” is {2} pixels high, and under {3} the app cannot tell: there is no score to explain.</source>
        <translation>Gesicht {0} von „{1}“ ist {2} Pixel hoch, und unter {3} kann die App nichts sagen: es gibt keine Punktzahl zu erklären.</translation>
    </message>
    <message>
        <source>“{0}” cannot be written: {1}.</source>
        <translation>„{0}“ lässt sich nicht schreiben: {1}.</translation>
    </message>
    <message>
        <source>“{0}” cannot be read: {1}.</source>
        <translation>„{0}“ lässt sich nicht lesen: {1}.</translation>
    </message>
    <message>
        <source>“{0}” is there already; choose another name.</source>
        <translation>„{0}“ gibt es schon; bitte einen anderen Namen wählen.</translation>
    </message>
    <message>
        <source>The engine stopped and is being started again.</source>
        <translation>Die Analyse ist abgebrochen und wird neu gestartet.</translation>
    </message>
    <message>
        <source>{0} is not there; its photos are shown as offline.</source>
        <translation>{0} ist nicht da; die Fotos darin gelten als offline.</translation>
    </message>
    <message>
        <source>{0} is empty; its photos are shown as offline.</source>
        <translation>{0} ist leer; die Fotos darin gelten als offline.</translation>
    </message>
    <message>
        <source>The system watches no more folders (its inotify limit is reached), so {0} is looked at every {1} seconds instead. Raising fs.inotify.max_user_watches helps.</source>
        <translation>Das System überwacht keine weiteren Ordner (seine inotify-Grenze ist erreicht), darum wird {0} stattdessen alle {1} Sekunden durchgesehen. Ein höheres fs.inotify.max_user_watches hilft.</translation>
    </message>
    <message>
        <source>Changes in {0} cannot be watched ({2}), so it is looked at every {1} seconds instead.</source>
        <translation>Änderungen in {0} lassen sich nicht überwachen ({2}), darum wird der Ordner stattdessen alle {1} Sekunden durchgesehen.</translation>
    </message>
    <message>
        <source>Fell back to the CPU: {0} failed ({1}).</source>
        <translation>Weiter auf dem Prozessor: {0} ist ausgefallen ({1}).</translation>
    </message>
    <message>
        <source>Fell back to the CPU: the networks were built anew ({0}).</source>
        <translation>Weiter auf dem Prozessor: Die Netze wurden neu aufgebaut ({0}).</translation>
    </message>
    <message>
        <source>Faces can be grouped into people once the weights {0} are here: download them first.</source>
        <translation>Gesichter lassen sich zu Personen ordnen, sobald die Gewichte {0} da sind: Laden Sie sie zuerst herunter.</translation>
    </message>
    <message>
        <source>“{0}” cannot be reached now: what you said of its faces is kept; its score follows when it is back.</source>
        <translation>„{0}“ ist gerade nicht erreichbar: Was Sie zu den Gesichtern gesagt haben, bleibt erhalten; die Bewertung folgt, sobald die Datei wieder da ist.</translation>
    </message>
    <message>
        <source>{0} What you said of its faces is kept; its score follows when it can be read.</source>
        <translation>{0} Was Sie zu den Gesichtern gesagt haben, bleibt erhalten; die Bewertung folgt, sobald die Datei gelesen werden kann.</translation>
    </message>
    <message>
        <source>“{0}” has changed on the disk: its faces are found when you next look for changes.</source>
        <translation>„{0}“ hat sich auf der Platte geändert: Die Gesichter werden beim nächsten Suchen nach Änderungen gefunden.</translation>
    </message>
    <message>
        <source>The weights {0} are being fetched already, in another window or terminal.</source>
        <translation>Die Gewichte {0} werden schon geholt, in einem anderen Fenster oder Terminal.</translation>
    </message>
    <message>
        <source>The weights {0} ship with the app: they are neither fetched nor removed.</source>
        <translation>Die Gewichte {0} gehören zur App: sie werden weder geholt noch entfernt.</translation>
    </message>
    <message>
        <source>This is not the file that {0} should be, and was not kept: its SHA-256 is {1}, expected {2}.</source>
        <translation>Das ist nicht die Datei, die {0} sein soll; sie wurde nicht behalten: ihre SHA-256 ist {1}, erwartet {2}.</translation>
    </message>
    <message>
        <source>This is another file than the {0} that came first, and was not kept: its SHA-256 is {1}, pinned is {2}. If the publisher has replaced it, remove {0}, then fetch it again.</source>
        <translation>Das ist eine andere Datei als das {0}, das zuerst kam; sie wurde nicht behalten: ihre SHA-256 ist {1}, festgehalten ist {2}. Hat der Herausgeber sie ersetzt, entfernen Sie {0} und holen es dann erneut.</translation>
    </message>
    <message>
        <source>The weights {0} are refused: they are no plain tensors, or carry code, which was not run.</source>
        <translation>Die Gewichte {0} werden abgelehnt: sie sind keine bloßen Tensoren oder enthalten Programmcode, der nicht ausgeführt wurde.</translation>
    </message>
    <message>
        <source>The weights {0} cannot be read as plain tensors: {1}</source>
        <translation>Die Gewichte {0} lassen sich nicht als bloße Tensoren lesen: {1}</translation>
    </message>
    <message>
        <source>The weights {0} are not a state dict: names with tensors.</source>
        <translation>Die Gewichte {0} sind keine Tabelle aus Namen und Tensoren.</translation>
    </message>
    <message>
        <source>The weights {0} are not here: there is nothing to verify.</source>
        <translation>Die Gewichte {0} sind nicht hier: es gibt nichts zu prüfen.</translation>
    </message>
    <message>
        <source>The disk is full: nothing more can be written to {0} ({1}).</source>
        <translation>Der Datenträger ist voll: nach {0} kann nichts mehr geschrieben werden ({1}).</translation>
    </message>
    <message>
        <source>The folder for weights, {0}, cannot be used: {1}.</source>
        <translation>Der Ordner für Gewichte, {0}, ist nicht benutzbar: {1}.</translation>
    </message>
    <message>
        <source>There is no room for {0}: {1} more are needed, {2} are free in {3}.</source>
        <translation>Für {0} ist kein Platz: {1} werden noch gebraucht, {2} sind frei in {3}.</translation>
    </message>
    <message>
        <source>{0} cannot be reached: is this computer connected to the network?</source>
        <translation>{0} ist nicht erreichbar: ist dieser Computer mit dem Netz verbunden?</translation>
    </message>
    <message>
        <source>{0} could not prove that it is the right server, so nothing was fetched: {1}</source>
        <translation>{0} konnte nicht beweisen, dass es der richtige Server ist; darum wurde nichts geholt: {1}</translation>
    </message>
    <message>
        <source>The connection to {0} broke off at {1} of {2}. What has come so far is kept: download again to go on.</source>
        <translation>Die Verbindung zu {0} brach bei {1} von {2} ab. Was gekommen ist, bleibt: erneutes Herunterladen setzt dort fort.</translation>
    </message>
    <message>
        <source>{0} no longer has the file ({1}).</source>
        <translation>{0} hat die Datei nicht mehr ({1}).</translation>
    </message>
    <message>
        <source>{0} cannot serve the file now ({1}). Try again later.</source>
        <translation>{0} kann die Datei gerade nicht liefern ({1}). Versuchen Sie es später noch einmal.</translation>
    </message>
    <message>
        <source>{0} refused to serve the file ({1}).</source>
        <translation>{0} hat die Datei verweigert ({1}).</translation>
    </message>
    <message>
        <source>{0} sent another part of the file than it was asked for.</source>
        <translation>{0} hat einen anderen Teil der Datei geschickt als verlangt.</translation>
    </message>
    <message>
        <source>{0} sends {1} or more where about {2} belong: this is not {3}.</source>
        <translation>{0} schickt {1} oder mehr, wo etwa {2} hingehören: das ist nicht {3}.</translation>
    </message>
    <message>
        <source>{0} sends on to {1}, which is not protected by https; it was not followed.</source>
        <translation>{0} verweist auf {1}, das nicht durch https geschützt ist; dem wurde nicht gefolgt.</translation>
    </message>
    <message>
        <source>{0} sends from one address to the next without end.</source>
        <translation>{0} verweist ohne Ende von einer Adresse zur nächsten.</translation>
    </message>
    <message>
        <source>permission was denied</source>
        <translation>die Berechtigung fehlt</translation>
    </message>
    <message>
        <source>its path is longer than the system allows</source>
        <translation>der Pfad ist länger, als das System erlaubt</translation>
    </message>
    <message>
        <source>it does not exist any more</source>
        <translation>es gibt ihn nicht mehr</translation>
    </message>
    <message>
        <source>it is a link that leads back to itself</source>
        <translation>es ist eine Verknüpfung, die zu sich selbst zurückführt</translation>
    </message>
    <message>
        <source>it is a link to something that does not exist</source>
        <translation>es ist eine Verknüpfung zu etwas, das es nicht gibt</translation>
    </message>
    <message>
        <source>it lies on another computer</source>
        <translation>er liegt auf einem anderen Rechner</translation>
    </message>
    <message>
        <source>it was changed since</source>
        <translation>sie wurde seither geändert</translation>
    </message>
    <message>
        <source>what was kept of it cannot be read</source>
        <translation>was von ihr aufbewahrt wurde, ist nicht lesbar</translation>
    </message>
    <message>
        <source>its original, or what is known of it, has changed since</source>
        <translation>das Original, oder was von ihm bekannt ist, hat sich seither geändert</translation>
    </message>
    <message>
        <source>another file has its name now</source>
        <translation>eine andere Datei trägt jetzt diesen Namen</translation>
    </message>
    <message>
        <source>reading failed</source>
        <translation>das Lesen schlug fehl</translation>
    </message>
    <message>
        <source>a PDF document</source>
        <translation>ein PDF-Dokument</translation>
    </message>
    <message>
        <source>a PostScript document</source>
        <translation>ein PostScript-Dokument</translation>
    </message>
    <message>
        <source>a ZIP archive</source>
        <translation>ein ZIP-Archiv</translation>
    </message>
    <message>
        <source>a compressed archive</source>
        <translation>ein komprimiertes Archiv</translation>
    </message>
    <message>
        <source>an archive</source>
        <translation>ein Archiv</translation>
    </message>
    <message>
        <source>a Photoshop document</source>
        <translation>ein Photoshop-Dokument</translation>
    </message>
    <message>
        <source>a program</source>
        <translation>ein Programm</translation>
    </message>
    <message>
        <source>a sound file</source>
        <translation>eine Tondatei</translation>
    </message>
    <message>
        <source>a database</source>
        <translation>eine Datenbank</translation>
    </message>
    <message>
        <source>a property list</source>
        <translation>eine Einstellungsdatei</translation>
    </message>
    <message>
        <source>a video</source>
        <translation>ein Video</translation>
    </message>
    <message>
        <source>a sound or video file</source>
        <translation>eine Ton- oder Videodatei</translation>
    </message>
    <message>
        <source>a web page</source>
        <translation>eine Webseite</translation>
    </message>
    <message>
        <source>text</source>
        <translation>Text</translation>
    </message>
</context>
<context>
    <name>SettingsDialog</name>
    <message>
        <source>Settings</source>
        <translation>Einstellungen</translation>
    </message>
    <message>
        <source>Sections</source>
        <translation>Abschnitte</translation>
    </message>
</context>
<context>
    <name>Sidebar</name>
    <message>
        <source>Albums</source>
        <extracomment>Lines that are no albums: they unfold what is below them. In the window they mean photos; here they mean albums, or nothing. Folders, places and years are folded until somebody opens them; sections are not.</extracomment>
        <translation>Alben</translation>
    </message>
</context>
<context>
    <name>SidecarSheet</name>
    <message>
        <source>Write Ratings to Sidecars</source>
        <translation>Bewertungen in Begleitdateien schreiben</translation>
    </message>
    <message>
        <source>Progress of the writing</source>
        <translation>Fortschritt des Schreibens</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>Anhalten</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Schließen</translation>
    </message>
    <message numerus="yes">
        <source>Write %n sidecars</source>
        <translation>
            <numerusform>%n Begleitdatei schreiben</numerusform>
            <numerusform>%n Begleitdateien schreiben</numerusform>
        </translation>
    </message>
    <message>
        <source>Write</source>
        <translation>Schreiben</translation>
    </message>
</context>
<context>
    <name>SidecarWords</name>
    <message>
        <source>Nothing to write</source>
        <translation>Nichts zu schreiben</translation>
    </message>
    <message numerus="yes">
        <source>%n sidecars will be written</source>
        <translation>
            <numerusform>%n Begleitdatei wird geschrieben</numerusform>
            <numerusform>%n Begleitdateien werden geschrieben</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n are new</source>
        <translation>
            <numerusform>%n ist neu</numerusform>
            <numerusform>%n sind neu</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n are there: all that other programs wrote in them stays</source>
        <translation>
            <numerusform>%n ist vorhanden: alles, was andere Programme darin geschrieben haben, bleibt</numerusform>
            <numerusform>%n sind vorhanden: alles, was andere Programme darin geschrieben haben, bleibt</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n say it already</source>
        <translation>
            <numerusform>%n sagt es schon</numerusform>
            <numerusform>%n sagen es schon</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n face regions go along</source>
        <translation>
            <numerusform>%n Gesichtsbereich kommt mit</numerusform>
            <numerusform>%n Gesichtsbereiche kommen mit</numerusform>
        </translation>
    </message>
    <message>
        <source>The writing broke off</source>
        <translation>Das Schreiben brach ab</translation>
    </message>
    <message>
        <source>The writing was stopped</source>
        <translation>Das Schreiben wurde angehalten</translation>
    </message>
    <message>
        <source>Nothing was written</source>
        <translation>Nichts wurde geschrieben</translation>
    </message>
    <message numerus="yes">
        <source>%n sidecars written</source>
        <translation>
            <numerusform>%n Begleitdatei geschrieben</numerusform>
            <numerusform>%n Begleitdateien geschrieben</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n were there and kept what others wrote</source>
        <translation>
            <numerusform>%n war vorhanden und behielt, was andere geschrieben haben</numerusform>
            <numerusform>%n waren vorhanden und behielten, was andere geschrieben haben</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n said it already</source>
        <translation>
            <numerusform>%n sagte es schon</numerusform>
            <numerusform>%n sagten es schon</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n could not be written:</source>
        <translation>
            <numerusform>%n konnte nicht geschrieben werden:</numerusform>
            <numerusform>%n konnten nicht geschrieben werden:</numerusform>
        </translation>
    </message>
    <message>
        <source>Write again to go on where it stopped.</source>
        <translation>Schreiben Sie noch einmal, um dort fortzufahren.</translation>
    </message>
    <message numerus="yes">
        <source>%n photos have neither stars nor a flag</source>
        <translation>
            <numerusform>%n Foto hat weder Sterne noch Markierung</numerusform>
            <numerusform>%n Fotos haben weder Sterne noch Markierung</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n photos cannot be reached</source>
        <translation>
            <numerusform>%n Foto ist nicht erreichbar</numerusform>
            <numerusform>%n Fotos sind nicht erreichbar</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n photos have a sidecar that cannot be read: it stays</source>
        <translation>
            <numerusform>%n Foto hat eine unlesbare Begleitdatei: sie bleibt</numerusform>
            <numerusform>%n Fotos haben eine unlesbare Begleitdatei: sie bleibt</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n photos have a write-protected folder or sidecar</source>
        <translation>
            <numerusform>%n Foto hat einen schreibgeschützten Ordner oder eine schreibgeschützte Begleitdatei</numerusform>
            <numerusform>%n Fotos haben einen schreibgeschützten Ordner oder eine schreibgeschützte Begleitdatei</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Sidecars</name>
    <message>
        <source>rejected</source>
        <translation>abgelehnt</translation>
    </message>
    <message>
        <source>picked</source>
        <translation>ausgewählt</translation>
    </message>
    <message>
        <source>no stars</source>
        <translation>keine Sterne</translation>
    </message>
    <message>
        <source>score {0}</source>
        <translation>Punktzahl {0}</translation>
    </message>
</context>
<context>
    <name>SmallWindows</name>
    <message>
        <source>Models</source>
        <translation>Modelle</translation>
    </message>
    <message>
        <source>Folders</source>
        <translation>Ordner</translation>
    </message>
    <message>
        <source>{0} is ready</source>
        <translation>{0} ist bereit</translation>
    </message>
</context>
<context>
    <name>Stacks</name>
    <message>
        <source>bracket</source>
        <extracomment>Of a band within its cells, so that the bands of two lines stay apart.</extracomment>
        <translation>Belichtung</translation>
    </message>
    <message>
        <source>panorama</source>
        <translation>Panorama</translation>
    </message>
    <message>
        <source>best</source>
        <translation>beste</translation>
    </message>
    <message>
        <source>best?</source>
        <translation>beste?</translation>
    </message>
    <message>
        <source>The best shot, by a clear lead</source>
        <translation>Die beste Aufnahme, mit klarem Vorsprung</translation>
    </message>
    <message>
        <source>Perhaps the best shot: it is too close to call</source>
        <translation>Vielleicht die beste Aufnahme: es ist zu knapp</translation>
    </message>
    <message>
        <source>Click ▣ or press S to show one card for all</source>
        <translation>Klick auf ▣ oder Taste S zeigt eine Karte für alle</translation>
    </message>
    <message>
        <source>Click ▣ or press S to show all</source>
        <translation>Klick auf ▣ oder Taste S zeigt alle</translation>
    </message>
    <message>
        <source>Stars, flags and commands mean this photo alone; Shift+S selects all of them</source>
        <translation>Sterne, Markierungen und Befehle meinen nur dieses Foto; Umschalt+S wählt alle aus</translation>
    </message>
    <message>
        <source>Exposure bracket of {0} photos</source>
        <translation>Belichtungsreihe aus {0} Fotos</translation>
    </message>
    <message>
        <source>Parts of a panorama, {0} photos</source>
        <translation>Teile eines Panoramas, {0} Fotos</translation>
    </message>
    <message>
        <source>Burst of {0} photos</source>
        <translation>Serie aus {0} Fotos</translation>
    </message>
    <message>
        <source>{0} of them in this list</source>
        <translation>{0} davon in dieser Liste</translation>
    </message>
</context>
<context>
    <name>Stars</name>
    <message>
        <source>Rating: {0} of 5 stars</source>
        <translation>Bewertung: {0} von 5 Sternen</translation>
    </message>
    <message>
        <source>Rating: no stars</source>
        <translation>Bewertung: keine Sterne</translation>
    </message>
</context>
<context>
    <name>StarsCard</name>
    <message>
        <source>Stars from other programs</source>
        <extracomment>For those who give a star to what they keep, and more to what they love.</extracomment>
        <translation>Sterne anderer Programme</translation>
    </message>
    <message>
        <source>Say what they mean there; nothing is learnt from them before. Your own ratings go first.</source>
        <translation>Sagen Sie, was sie dort bedeuten; vorher wird nichts daraus gelernt. Ihre eigenen Bewertungen gehen vor.</translation>
    </message>
</context>
<context>
    <name>StatusBar</name>
    <message>
        <source>Progress of the analysis</source>
        <translation>Fortschritt der Analyse</translation>
    </message>
    <message>
        <source>Pause</source>
        <translation>Anhalten</translation>
    </message>
    <message>
        <source>Resume</source>
        <translation>Fortsetzen</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>Abbrechen</translation>
    </message>
    <message>
        <source>Auto-advance</source>
        <translation>Automatisch weiter</translation>
    </message>
    <message>
        <source>A rating moves on to the next photo (Caps Lock)</source>
        <translation>Eine Bewertung führt zum nächsten Foto (Feststelltaste)</translation>
    </message>
    <message>
        <source>Watching</source>
        <translation>Überwacht</translation>
    </message>
    <message>
        <source>New photos are scored as they arrive in:</source>
        <translation>Neue Fotos werden bewertet, sobald sie hier ankommen:</translation>
    </message>
    <message>
        <source>Starting…</source>
        <translation>Startet …</translation>
    </message>
    <message>
        <source>Analysing {0} of {1}</source>
        <translation>Analysiert {0} von {1}</translation>
    </message>
    <message>
        <source>Finding people: {0} of {1} faces</source>
        <translation>Personen suchen: {0} von {1} Gesichtern</translation>
    </message>
    <message>
        <source>Looking for photos… {0}</source>
        <translation>Fotos werden gesucht … {0}</translation>
    </message>
    <message>
        <source>Looking for photos…</source>
        <translation>Fotos werden gesucht …</translation>
    </message>
    <message>
        <source>paused</source>
        <translation>angehalten</translation>
    </message>
    <message>
        <source>{0} photos/s</source>
        <translation>{0} Fotos/s</translation>
    </message>
    <message>
        <source>{0} faces/s</source>
        <translation>{0} Gesichter/s</translation>
    </message>
    <message numerus="yes">
        <source>%n problems</source>
        <translation>
            <numerusform>%n Problem</numerusform>
            <numerusform>%n Probleme</numerusform>
        </translation>
    </message>
    <message>
        <source>No new photos</source>
        <translation>Keine neuen Fotos</translation>
    </message>
    <message numerus="yes">
        <source>%n photos analysed</source>
        <translation>
            <numerusform>%n Foto analysiert</numerusform>
            <numerusform>%n Fotos analysiert</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n problem files</source>
        <translation>
            <numerusform>%n Problemdatei</numerusform>
            <numerusform>%n Problemdateien</numerusform>
        </translation>
    </message>
    <message>
        <source>Stopped: </source>
        <translation>Abgebrochen: </translation>
    </message>
    <message>
        <source>Starting again…</source>
        <translation>Neustart …</translation>
    </message>
    <message>
        <source>The analysis broke off and is starting again; nothing that was finished is lost.</source>
        <translation>Die Analyse ist abgebrochen und beginnt von Neuem; nichts Fertiges ist verloren.</translation>
    </message>
    <message numerus="yes">
        <source>%n photos</source>
        <translation>
            <numerusform>%n Foto</numerusform>
            <numerusform>%n Fotos</numerusform>
        </translation>
    </message>
    <message>
        <source>{0} of {1} selected</source>
        <translation>{0} von {1} ausgewählt</translation>
    </message>
    <message numerus="yes">
        <source>%n bursts stacked</source>
        <translation>
            <numerusform>%n Serie gestapelt</numerusform>
            <numerusform>%n Serien gestapelt</numerusform>
        </translation>
    </message>
    <message>
        <source>What the networks run on</source>
        <translation>Worauf die Netze laufen</translation>
    </message>
    <message>
        <source>under 1 min left</source>
        <translation>noch unter 1 min</translation>
    </message>
    <message>
        <source>%n min left</source>
        <translation>noch %n min</translation>
    </message>
    <message>
        <source>{0} h left</source>
        <translation>noch {0} h</translation>
    </message>
</context>
<context>
    <name>Taste</name>
    <message>
        <source>{0} of {1}</source>
        <translation>{0} von {1}</translation>
    </message>
    <message>
        <source>exact</source>
        <translation>genau</translation>
    </message>
    <message>
        <source>within one</source>
        <translation>bis 1 daneben</translation>
    </message>
    <message>
        <source>mean error</source>
        <translation>mittlerer Fehler</translation>
    </message>
    <message>
        <source>burst winner</source>
        <translation>Seriensieger</translation>
    </message>
    <message>
        <source>{0} %</source>
        <translation>{0} %</translation>
    </message>
    <message>
        <source>Unknown program</source>
        <translation>Unbekanntes Programm</translation>
    </message>
    <message>
        <source>cross entropy</source>
        <translation>Kreuzentropie</translation>
    </message>
    <message>
        <source>L2</source>
        <translation>L2</translation>
    </message>
    <message>
        <source>ordinal</source>
        <translation>ordinal</translation>
    </message>
    <message>
        <source>burst ranker</source>
        <translation>Serienreiher</translation>
    </message>
    <message>
        <source>My taste v{0}</source>
        <translation>Mein Geschmack v{0}</translation>
    </message>
    <message>
        <source>new</source>
        <translation>neu</translation>
    </message>
    <message>
        <source>in use</source>
        <translation>in Gebrauch</translation>
    </message>
    <message>
        <source>today {0}</source>
        <translation>heute {0}</translation>
    </message>
    <message>
        <source>imported from {0}</source>
        <translation>importiert aus {0}</translation>
    </message>
    <message>
        <source>Starter</source>
        <translation>Startmodell</translation>
    </message>
    <message>
        <source>Sharpest face</source>
        <translation>Schärfstes Gesicht</translation>
    </message>
    <message>
        <source>Always “{0}”</source>
        <translation>Immer „{0}“</translation>
    </message>
    <message>
        <source>Head: {0}</source>
        <translation>Kopf: {0}</translation>
    </message>
    <message>
        <source>No held-out results came with it.</source>
        <translation>Ergebnisse kamen nicht mit.</translation>
    </message>
    <message>
        <source>Lower held-out result than v{0}, which is in use: mean error {1} against {2}, each on the ratings of its time.</source>
        <translation>Schlechteres Ergebnis als v{0}, die in Gebrauch ist: mittlerer Fehler {1} gegen {2}, je an den Bewertungen ihrer Zeit.</translation>
    </message>
    <message>
        <source>It does not beat the starter on your ratings.</source>
        <translation>Es schlägt das Startmodell an Ihren Bewertungen nicht.</translation>
    </message>
    <message>
        <source>Better than the starter, beyond the 95 % intervals.</source>
        <translation>Besser als das Startmodell, über die 95-%-Intervalle hinaus.</translation>
    </message>
    <message>
        <source>Better than the starter, but the 95 % intervals overlap.</source>
        <translation>Besser als das Startmodell, doch die 95-%-Intervalle überlappen.</translation>
    </message>
    <message>
        <source>At least {0} rated photos with a face are needed at each level, from 1 to 5 stars.</source>
        <translation>Nötig sind mindestens {0} bewertete Fotos mit Gesicht auf jeder Stufe, von 1 bis 5 Sternen.</translation>
    </message>
    <message>
        <source>Rate photos from at least {0} moments (so far: {1}), so that what is learnt can be checked on others.</source>
        <translation>Bewerten Sie Fotos aus mindestens {0} Momenten (bisher: {1}), damit das Gelernte an anderen geprüft werden kann.</translation>
    </message>
    <message>
        <source>At least {0} rated photos with a face are needed at each level; still missing: {1}.</source>
        <translation>Nötig sind mindestens {0} bewertete Fotos mit Gesicht auf jeder Stufe; es fehlen noch: {1}.</translation>
    </message>
</context>
<context>
    <name>TasteFeed</name>
    <message>
        <source>Your taste is trained: see My Taste</source>
        <extracomment>Of the photos that help most, so many pictures are shown beforehand.</extracomment>
        <translation>Ihr Geschmack ist trainiert: siehe Mein Geschmack</translation>
    </message>
    <message>
        <source>v{0} is in {1}</source>
        <translation>v{0} liegt in {1}</translation>
    </message>
</context>
<context>
    <name>TastePage</name>
    <message>
        <source>My taste</source>
        <extracomment>Narrower than this the cards stand in two columns instead of three.</extracomment>
        <translation>Mein Geschmack</translation>
    </message>
</context>
<context>
    <name>TeachPage</name>
    <message>
        <source>Two minutes that help most</source>
        <translation>Zwei Minuten, die am meisten helfen</translation>
    </message>
    <message>
        <source>Progress</source>
        <translation>Fortschritt</translation>
    </message>
    <message>
        <source>This photo cannot be shown; skip it.</source>
        <translation>Dieses Foto kann nicht gezeigt werden; überspringen Sie es.</translation>
    </message>
    <message>
        <source>Looking for them…</source>
        <translation>Werden gesucht …</translation>
    </message>
    <message>
        <source>Looking for the photos that help most…</source>
        <translation>Die hilfreichsten Fotos werden gesucht …</translation>
    </message>
    <message numerus="yes">
        <source>%n photos rated</source>
        <translation>
            <numerusform>%n Foto bewertet</numerusform>
            <numerusform>%n Fotos bewertet</numerusform>
        </translation>
    </message>
    <message>
        <source>Done</source>
        <translation>Fertig</translation>
    </message>
    <message>
        <source>Back to My taste (Esc); what you rated stays</source>
        <translation>Zurück zu Mein Geschmack (Esc); Ihre Bewertungen bleiben</translation>
    </message>
    <message numerus="yes">
        <source>%n stars</source>
        <translation>
            <numerusform>%n Stern</numerusform>
            <numerusform>%n Sterne</numerusform>
        </translation>
    </message>
    <message>
        <source>Back</source>
        <translation>Zurück</translation>
    </message>
    <message>
        <source>The photo before (←)</source>
        <translation>Das Foto davor (←)</translation>
    </message>
    <message>
        <source>Skip</source>
        <translation>Überspringen</translation>
    </message>
    <message>
        <source>No answer (Space or →)</source>
        <translation>Keine Antwort (Leertaste oder →)</translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>Rückgängig</translation>
    </message>
    <message>
        <source>Take the last rating back (Backspace or Ctrl+Z)</source>
        <translation>Die letzte Bewertung zurücknehmen (Rücktaste oder Strg+Z)</translation>
    </message>
    <message>
        <source>Train on my ratings</source>
        <translation>Aus meinen Bewertungen lernen</translation>
    </message>
    <message>
        <source>Rate more</source>
        <translation>Weitere bewerten</translation>
    </message>
    <message>
        <source>Back to My taste</source>
        <translation>Zurück zu Mein Geschmack</translation>
    </message>
    <message>
        <source>Nothing left to rate</source>
        <translation>Nichts mehr zu bewerten</translation>
    </message>
    <message>
        <source>Every photo with a face that was analysed has a rating.</source>
        <translation>Jedes analysierte Foto mit Gesicht hat eine Bewertung.</translation>
    </message>
    <message numerus="yes">
        <source>%n photos rated, thank you</source>
        <translation>
            <numerusform>%n Foto bewertet, danke</numerusform>
            <numerusform>%n Fotos bewertet, danke</numerusform>
        </translation>
    </message>
    <message>
        <source>Nothing rated this time</source>
        <translation>Diesmal nichts bewertet</translation>
    </message>
    <message>
        <source>Training takes seconds; nothing changes until you choose.</source>
        <translation>Das Training dauert Sekunden; nichts ändert sich, bis Sie wählen.</translation>
    </message>
</context>
<context>
    <name>Toast</name>
    <message>
        <source>Undo</source>
        <translation>Rückgängig</translation>
    </message>
</context>
<context>
    <name>TopBar</name>
    <message>
        <source>Photo Curator</source>
        <translation>Photo Curator</translation>
    </message>
    <message>
        <source>Add folder…</source>
        <translation>Ordner hinzufügen …</translation>
    </message>
    <message>
        <source>Thumbnail size</source>
        <translation>Größe der Vorschaubilder</translation>
    </message>
    <message>
        <source>Thumbnail size (Ctrl and the wheel)</source>
        <translation>Größe der Vorschaubilder (Strg und Mausrad)</translation>
    </message>
    <message>
        <source>Export…</source>
        <translation>Exportieren …</translation>
    </message>
    <message>
        <source>Write photos to a folder, checked for what should not be posted</source>
        <translation>Fotos in einen Ordner schreiben, geprüft auf das, was nicht gepostet werden sollte</translation>
    </message>
    <message>
        <source>Menu</source>
        <translation>Menü</translation>
    </message>
    <message>
        <source>Sort: Score</source>
        <translation>Ordnung: Punktzahl</translation>
    </message>
    <message>
        <source>Sort: Time</source>
        <translation>Ordnung: Zeit</translation>
    </message>
    <message>
        <source>Sort: Name</source>
        <translation>Ordnung: Name</translation>
    </message>
    <message>
        <source>Best first</source>
        <translation>Beste zuerst</translation>
    </message>
    <message>
        <source>Worst first</source>
        <translation>Schlechteste zuerst</translation>
    </message>
    <message>
        <source>Newest first</source>
        <translation>Neueste zuerst</translation>
    </message>
    <message>
        <source>Oldest first</source>
        <translation>Älteste zuerst</translation>
    </message>
    <message>
        <source>A to Z</source>
        <translation>A bis Z</translation>
    </message>
    <message>
        <source>Z to A</source>
        <translation>Z bis A</translation>
    </message>
</context>
<context>
    <name>VersionsCard</name>
    <message>
        <source>Versions</source>
        <extracomment>Older versions are reached by the terminal; so many fit without drowning the page.</extracomment>
        <translation>Fassungen</translation>
    </message>
    <message>
        <source>Import…</source>
        <translation>Importieren …</translation>
    </message>
    <message>
        <source>Export v{0}…</source>
        <translation>v{0} exportieren …</translation>
    </message>
    <message>
        <source>v{0}</source>
        <translation>v{0}</translation>
    </message>
    <message>
        <source>Show its results</source>
        <translation>Ihre Ergebnisse zeigen</translation>
    </message>
    <message>
        <source>Show the results of v{0}</source>
        <translation>Ergebnisse von v{0} zeigen</translation>
    </message>
    <message numerus="yes">
        <source>%n ratings</source>
        <translation>
            <numerusform>%n Bewertung</numerusform>
            <numerusform>%n Bewertungen</numerusform>
        </translation>
    </message>
    <message>
        <source>Mean error on ratings held out</source>
        <translation>Mittlerer Fehler an zurückgehaltenen Bewertungen</translation>
    </message>
    <message>
        <source>Mean error {0}</source>
        <translation>Mittlerer Fehler {0}</translation>
    </message>
    <message>
        <source>Starter</source>
        <translation>Startmodell</translation>
    </message>
    <message>
        <source>needs no ratings</source>
        <translation>braucht keine Bewertungen</translation>
    </message>
    <message>
        <source>in use</source>
        <translation>in Gebrauch</translation>
    </message>
    <message>
        <source>Roll back</source>
        <translation>Zurück</translation>
    </message>
    <message>
        <source>Use</source>
        <translation>Verwenden</translation>
    </message>
    <message>
        <source>It was in use before the present one</source>
        <translation>Sie war vor der jetzigen in Gebrauch</translation>
    </message>
</context>
<context>
    <name>Waiting</name>
    <message>
        <source>Cancel</source>
        <translation>Abbrechen</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>Noch einmal versuchen</translation>
    </message>
    <message>
        <source>Asked the scorer {0} of about {1} times</source>
        <translation>Das Netz {0} von etwa {1} Mal befragt</translation>
    </message>
    <message>
        <source>It comes after the photos that are being analysed.</source>
        <translation>Das kommt nach den Fotos, die gerade analysiert werden.</translation>
    </message>
    <message>
        <source>Waiting for the engine…</source>
        <translation>Die Analyse wird vorbereitet …</translation>
    </message>
    <message>
        <source>Stopped.</source>
        <translation>Abgebrochen.</translation>
    </message>
</context>
<context>
    <name>Weights</name>
    <message>
        <source>Open eyes</source>
        <translation>Offene Augen</translation>
    </message>
    <message>
        <source>Smile and pose</source>
        <translation>Lächeln und Haltung</translation>
    </message>
    <message>
        <source>Hazards</source>
        <translation>Gefahren</translation>
    </message>
    <message>
        <source>Says of each eye of an aligned crop whether it is open.</source>
        <extracomment>The manifest&apos;s own sentences, for the translators.</extracomment>
        <translation>Sagt von jedem Auge eines ausgerichteten Gesichts, ob es offen ist.</translation>
    </message>
    <message>
        <source>Says of an aligned face whether it smiles and where it turns, and gives its embedding.</source>
        <translation>Sagt von einem ausgerichteten Gesicht, ob es lächelt und wohin es sich wendet, und liefert seine Merkmale.</translation>
    </message>
    <message>
        <source>Says of a whole photo which hazards it shows.</source>
        <translation>Sagt von einem ganzen Foto, welche Gefahren es zeigt.</translation>
    </message>
    <message>
        <source>General features of pictures, small: the backbone of the worthiness paper.</source>
        <translation>Allgemeine Bildmerkmale, klein: das Netz aus dem Fachartikel über postenswerte Fotos.</translation>
    </message>
    <message>
        <source>General features of pictures, medium: a backbone of the dangerous-selfie paper.</source>
        <translation>Allgemeine Bildmerkmale, mittelgroß: ein Netz aus dem Fachartikel über gefährliche Selfies.</translation>
    </message>
    <message>
        <source>General features of pictures, large and slow: a backbone of the dangerous-selfie paper.</source>
        <translation>Allgemeine Bildmerkmale, groß und langsam: ein Netz aus dem Fachartikel über gefährliche Selfies.</translation>
    </message>
    <message>
        <source>General features of pictures, medium: tells selfies apart in the dangerous-selfie paper.</source>
        <translation>Allgemeine Bildmerkmale, mittelgroß: erkennt Selfies im Fachartikel über gefährliche Selfies.</translation>
    </message>
    <message>
        <source>General features of pictures, large: a backbone of the dangerous-selfie paper.</source>
        <translation>Allgemeine Bildmerkmale, groß: ein Netz aus dem Fachartikel über gefährliche Selfies.</translation>
    </message>
    <message>
        <source>Features of faces, for people and taste: a network trained to tell persons apart.</source>
        <translation>Gesichtsmerkmale, für Personen und Geschmack: ein Netz, das Personen zu unterscheiden gelernt hat.</translation>
    </message>
    <message>
        <source>Part of the app</source>
        <translation>Teil der App</translation>
    </message>
    <message>
        <source>Ready</source>
        <translation>Bereit</translation>
    </message>
    <message>
        <source>Not downloaded</source>
        <translation>Nicht heruntergeladen</translation>
    </message>
    <message>
        <source>{0} of {1} downloaded</source>
        <translation>{0} von {1} heruntergeladen</translation>
    </message>
    <message>
        <source>Damaged</source>
        <translation>Beschädigt</translation>
    </message>
    <message>
        <source>Terms of the data</source>
        <translation>Bedingungen der Daten</translation>
    </message>
    <message>
        <source>About the network</source>
        <translation>Über das Netz</translation>
    </message>
    <message>
        <source>SHA-256: stated by nobody; the first file&apos;s is pinned</source>
        <translation>SHA-256: niemand nennt sie; die der ersten Datei wird festgehalten</translation>
    </message>
    <message>
        <source>SHA-256 {0}, pinned when the file came</source>
        <translation>SHA-256 {0}, festgehalten, als die Datei kam</translation>
    </message>
    <message>
        <source>SHA-256 begins with {0}, says the publisher</source>
        <translation>SHA-256 beginnt laut Herausgeber mit {0}</translation>
    </message>
    <message>
        <source>SHA-256 {0}</source>
        <translation>SHA-256 {0}</translation>
    </message>
    <message>
        <source>Checking…</source>
        <translation>Wird geprüft …</translation>
    </message>
    <message>
        <source>Starting…</source>
        <translation>Beginnt …</translation>
    </message>
    <message>
        <source>{0} of {1}</source>
        <translation>{0} von {1}</translation>
    </message>
    <message>
        <source>{0}/s</source>
        <translation>{0}/s</translation>
    </message>
    <message>
        <source>{0} MB</source>
        <translation>{0} MB</translation>
    </message>
</context>
<context>
    <name>WeightsCard</name>
    <message>
        <source>Progress of {0}</source>
        <translation>Fortschritt von {0}</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>Anhalten</translation>
    </message>
    <message>
        <source>Import a file…</source>
        <translation>Datei importieren …</translation>
    </message>
    <message>
        <source>Verify</source>
        <translation>Prüfen</translation>
    </message>
    <message>
        <source>Remove</source>
        <translation>Entfernen</translation>
    </message>
    <message>
        <source>Needs the extra “{0}” of the app to be installed.</source>
        <translation>Dazu muss der Zusatz „{0}“ der App installiert sein.</translation>
    </message>
    <message>
        <source>Resume</source>
        <translation>Fortsetzen</translation>
    </message>
    <message>
        <source>Download again</source>
        <translation>Erneut herunterladen</translation>
    </message>
    <message>
        <source>Download</source>
        <translation>Herunterladen</translation>
    </message>
</context>
<context>
    <name>Welcome</name>
    <message>
        <source>Welcome</source>
        <translation>Willkommen</translation>
    </message>
    <message>
        <source>Find the photos that show your best self</source>
        <translation>Finden Sie die Fotos, die Sie am besten zeigen</translation>
    </message>
    <message>
        <source>Choose a folder with photos, or drop one here.</source>
        <translation>Wählen Sie einen Ordner mit Fotos, oder ziehen Sie einen hierher.</translation>
    </message>
    <message>
        <source>Choose a folder…</source>
        <translation>Ordner wählen …</translation>
    </message>
    <message>
        <source>Try the demo</source>
        <translation>Demo ausprobieren</translation>
    </message>
    <message>
        <source>Makes a small library of sample photos to look around in</source>
        <translation>Erzeugt eine kleine Bibliothek mit Beispielfotos zum Umsehen</translation>
    </message>
    <message>
        <source>Your originals are never modified.</source>
        <translation>Ihre Originale werden nie verändert.</translation>
    </message>
    <message>
        <source>Nothing leaves this computer.</source>
        <translation>Nichts verlässt diesen Computer.</translation>
    </message>
    <message>
        <source>Every rating and flag can be undone.</source>
        <translation>Jede Bewertung und Markierung lässt sich rückgängig machen.</translation>
    </message>
    <message>
        <source>{0} · more than {1} pictures</source>
        <translation>{0} · mehr als {1} Bilder</translation>
    </message>
    <message numerus="yes">
        <source>%n pictures</source>
        <translation>
            <numerusform>%n Bild</numerusform>
            <numerusform>%n Bilder</numerusform>
        </translation>
    </message>
    <message>
        <source>Choose a folder with photos</source>
        <translation>Einen Ordner mit Fotos wählen</translation>
    </message>
</context>
<context>
    <name>Why</name>
    <message>
        <source>Saliency</source>
        <translation>Salienz</translation>
    </message>
    <message>
        <source>Integrated gradients</source>
        <translation>Integrierte Gradienten</translation>
    </message>
    <message>
        <source>Grad-CAM</source>
        <translation>Grad-CAM</translation>
    </message>
    <message>
        <source>Occlusion</source>
        <translation>Verdeckung</translation>
    </message>
    <message>
        <source>Bright where the smallest change of a pixel would move the score most.</source>
        <translation>Hell, wo die kleinste Änderung eines Pixels die Punktzahl am stärksten bewegen würde.</translation>
    </message>
    <message>
        <source>Each pixel&apos;s share of what the score gained on the way from a blurred face to this one.</source>
        <translation>Der Anteil jedes Pixels an dem, was die Punktzahl auf dem Weg vom verschwommenen Gesicht zu diesem gewann.</translation>
    </message>
    <message>
        <source>Where the networks&apos; last layer found what speaks for the score; measured sharpness and light do not show.</source>
        <translation>Wo die letzte Schicht der Netze fand, was für die Punktzahl spricht; Schärfe und Licht fehlen darin.</translation>
    </message>
    <message>
        <source>Hides one square after the other behind a blur and looks how much the score changes.</source>
        <translation>Verdeckt ein Quadrat nach dem anderen mit Unschärfe und sieht nach, wie sehr sich die Punktzahl ändert.</translation>
    </message>
    <message>
        <source>Why {0}?</source>
        <translation>Warum {0}?</translation>
    </message>
    <message>
        <source>{0}, face {1} of {2}</source>
        <translation>{0}, Gesicht {1} von {2}</translation>
    </message>
    <message>
        <source>This face is only {0} pixels high; below {1} a face tells nothing.</source>
        <translation>Dieses Gesicht ist nur {0} Pixel hoch; unter {1} sagt ein Gesicht nichts aus.</translation>
    </message>
    <message>
        <source>It passed all {0} tests.</source>
        <translation>Sie hat alle {0} Prüfungen bestanden.</translation>
    </message>
    <message>
        <source>It failed one of {0} tests: read the map with care.</source>
        <translation>Sie hat eine von {0} Prüfungen nicht bestanden: Lesen Sie die Karte mit Vorsicht.</translation>
    </message>
    <message>
        <source>It failed {0} of {1} tests: read the map with care.</source>
        <translation>Sie hat {0} von {1} Prüfungen nicht bestanden: Lesen Sie die Karte mit Vorsicht.</translation>
    </message>
    <message>
        <source>The background counts for more than the face.</source>
        <translation>Der Hintergrund zählt mehr als das Gesicht.</translation>
    </message>
    <message>
        <source>Eyes hidden</source>
        <translation>Augen</translation>
    </message>
    <message>
        <source>Mouth hidden</source>
        <translation>Mund</translation>
    </message>
    <message>
        <source>Background hidden</source>
        <translation>Hintergrund</translation>
    </message>
    <message>
        <source>Importance inside the face</source>
        <translation>Wichtiges im Gesicht</translation>
    </message>
    <message>
        <source>The map is empty: nothing seems to matter.</source>
        <translation>Die Karte ist leer: Nichts scheint wichtig zu sein.</translation>
    </message>
    <message>
        <source>The face fills {0} of the crop.</source>
        <translation>Das Gesicht füllt {0} des Ausschnitts.</translation>
    </message>
    <message>
        <source>The score looks elsewhere: the face alone fills {0} of the crop.</source>
        <translation>Die Punktzahl schaut woanders hin: Schon das Gesicht füllt {0} des Ausschnitts.</translation>
    </message>
    <message>
        <source>Hide the top 10 % of the map</source>
        <translation>Wichtigste 10 % verdeckt</translation>
    </message>
    <message>
        <source>Hide 10 % elsewhere ({0} tries)</source>
        <translation>10 % anderswo verdeckt ({0} Versuche)</translation>
    </message>
    <message>
        <source>{0} of {1} tries elsewhere change the score less.</source>
        <translation>{0} von {1} Versuchen anderswo ändern die Punktzahl weniger.</translation>
    </message>
    <message>
        <source>The map does not find what matters most: {0}</source>
        <translation>Die Karte findet nicht, worauf es am meisten ankommt: {0}</translation>
    </message>
    <message>
        <source>Same map from an untrained network?</source>
        <translation>Gleiche Karte vom ungelernten Netz?</translation>
    </message>
    <message>
        <source>no (ρ = {0})</source>
        <translation>nein (ρ = {0})</translation>
    </message>
    <message>
        <source>yes (ρ = {0})</source>
        <translation>ja (ρ = {0})</translation>
    </message>
    <message>
        <source>It shows detail and contrast of the picture, hardly anything the network has learnt.</source>
        <translation>Sie zeigt Einzelheiten und Kontraste des Bildes, kaum etwas, was das Netz gelernt hat.</translation>
    </message>
    <message>
        <source>Rank correlation with the map of a network whose weights were shuffled, inside the face.</source>
        <translation>Rangkorrelation mit der Karte eines Netzes, dessen Gewichte vertauscht wurden, innerhalb des Gesichts.</translation>
    </message>
    <message>
        <source>Resize, save again, crop by 5 %</source>
        <translation>Verkleinert, neu gespeichert, beschnitten</translation>
    </message>
    <message>
        <source>The score hangs on things that do not matter.</source>
        <translation>Die Punktzahl hängt an Dingen, auf die es nicht ankommt.</translation>
    </message>
    <message>
        <source>Changing every colour by at most {0}/255 makes this face a {1} ({2}).</source>
        <translation>Wird jede Farbe um höchstens {0}/255 geändert, bekommt dieses Gesicht eine {1} ({2}).</translation>
    </message>
    <message>
        <source>A change within {0}/255 would make this face a {1}, but only until the picture is saved in 8 bits: no saved picture was found that fools the score.</source>
        <translation>Eine Änderung um {0}/255 gäbe diesem Gesicht eine {1}, aber nur, bis das Bild in 8 Bit gespeichert wird: Kein gespeichertes Bild wurde gefunden, das die Punktzahl täuscht.</translation>
    </message>
    <message>
        <source>No change within {0}/255 was found that makes this face a {1}: against this attack the score held. A stronger attack might still succeed.</source>
        <translation>Keine Änderung bis {0}/255 wurde gefunden, die diesem Gesicht eine {1} gibt: Diesem Angriff hielt die Punktzahl stand. Ein stärkerer könnte dennoch gelingen.</translation>
    </message>
    <message>
        <source>A change you cannot see turns this score: take it as a hint, not a verdict.</source>
        <translation>Eine unsichtbare Änderung kippt diese Punktzahl: Nehmen Sie sie als Hinweis, nicht als Urteil.</translation>
    </message>
    <message>
        <source>A change you can hardly see turns this score: take it as a hint, not a verdict.</source>
        <translation>Eine kaum sichtbare Änderung kippt diese Punktzahl: Nehmen Sie sie als Hinweis, nicht als Urteil.</translation>
    </message>
    <message>
        <source>It takes a change you can see as grain: this score is rather robust, and still only a hint.</source>
        <translation>Es braucht eine Änderung, die man als Körnung sieht: Diese Punktzahl ist recht robust und doch nur ein Hinweis.</translation>
    </message>
    <message>
        <source>Largest change of a colour</source>
        <translation>Größte Änderung einer Farbe</translation>
    </message>
    <message>
        <source>Change inside the face</source>
        <translation>Änderung im Gesicht</translation>
    </message>
    <message>
        <source>Pixels that differ</source>
        <translation>Geänderte Pixel</translation>
    </message>
    <message>
        <source>over {0} / 255</source>
        <translation>über {0} / 255</translation>
    </message>
    <message>
        <source>The smallest change that was enough before rounding to 8 bits; the true one may be smaller.</source>
        <translation>Die kleinste Änderung, die vor dem Runden auf 8 Bit genügte; die wahre mag kleiner sein.</translation>
    </message>
    <message>
        <source>Robust radius of this score</source>
        <translation>Robuster Radius dieser Punktzahl</translation>
    </message>
</context>
<context>
    <name>WhyFeed</name>
    <message>
        <source>Save pictures and numbers in</source>
        <translation>Bilder und Zahlen speichern in</translation>
    </message>
    <message>
        <source>Saved in {0}</source>
        <translation>Gespeichert in {0}</translation>
    </message>
</context>
<context>
    <name>WhyPage</name>
    <message>
        <source>Why this score</source>
        <extracomment>A sentence in less would be a column of words.</extracomment>
        <translation>Warum diese Punktzahl</translation>
    </message>
    <message>
        <source>Why this score?</source>
        <translation>Warum diese Punktzahl?</translation>
    </message>
    <message>
        <source>Save pictures and numbers…</source>
        <translation>Bilder und Zahlen speichern …</translation>
    </message>
    <message>
        <source>Method</source>
        <translation>Verfahren</translation>
    </message>
</context>
<context>
    <name>_Delegate</name>
    <message>
        <source>Name</source>
        <translation>Name</translation>
    </message>
</context>
<context>
    <name>_Head</name>
    <message>
        <source>My taste</source>
        <translation>Mein Geschmack</translation>
    </message>
    <message>
        <source>Train on my ratings</source>
        <translation>Aus meinen Bewertungen lernen</translation>
    </message>
    <message>
        <source>Training</source>
        <translation>Training</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>Stopp</translation>
    </message>
    <message>
        <source>Stop training</source>
        <translation>Training stoppen</translation>
    </message>
    <message>
        <source>Nothing changes until you choose</source>
        <translation>Nichts ändert sich, bis Sie wählen</translation>
    </message>
    <message numerus="yes">
        <source>%n ratings</source>
        <translation>
            <numerusform>%n Bewertung</numerusform>
            <numerusform>%n Bewertungen</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n from stars ({0})</source>
        <translation>
            <numerusform>%n aus Sternen ({0})</numerusform>
            <numerusform>%n aus Sternen ({0})</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n picks over rejects</source>
        <translation>
            <numerusform>%n Wahl gegen Verworfenes</numerusform>
            <numerusform>%n Wahlen gegen Verworfene</numerusform>
        </translation>
    </message>
    <message>
        <source>Stopping…</source>
        <translation>Wird gestoppt …</translation>
    </message>
    <message>
        <source>Waiting for the engine…</source>
        <translation>Wartet, bis die Analyse so weit ist …</translation>
    </message>
    <message>
        <source>Training: {0}</source>
        <translation>Training: {0}</translation>
    </message>
    <message>
        <source>That did not work: {0} What is in use stays in use.</source>
        <translation>Das ging nicht: {0} Was in Gebrauch ist, bleibt es.</translation>
    </message>
    <message>
        <source>Training was stopped. Nothing has changed.</source>
        <translation>Das Training wurde gestoppt. Nichts hat sich geändert.</translation>
    </message>
</context>
<context>
    <name>_PageSwitch</name>
    <message>
        <source>Grid</source>
        <translation>Raster</translation>
    </message>
    <message>
        <source>Loupe</source>
        <translation>Lupe</translation>
    </message>
    <message>
        <source>Compare</source>
        <translation>Vergleichen</translation>
    </message>
    <message>
        <source>Why</source>
        <translation>Warum</translation>
    </message>
    <message>
        <source>My taste</source>
        <translation>Geschmack</translation>
    </message>
</context>
<context>
    <name>_Program</name>
    <message numerus="yes">
        <source>{0}, %n stars mean the level</source>
        <translation>
            <numerusform>{0}, %n Stern bedeutet die Stufe</numerusform>
            <numerusform>{0}, %n Sterne bedeuten die Stufe</numerusform>
        </translation>
    </message>
    <message>
        <source>– : nothing is learnt from these</source>
        <translation>– : daraus wird nichts gelernt</translation>
    </message>
    <message>
        <source>As here</source>
        <translation>Wie hier</translation>
    </message>
    <message>
        <source>1 star is level 1, 5 stars are level 5</source>
        <translation>1 Stern ist Stufe 1, 5 Sterne sind Stufe 5</translation>
    </message>
    <message>
        <source>A star means “keep”</source>
        <translation>Ein Stern heißt „behalten“</translation>
    </message>
    <message>
        <source>One star is level 3 already, four and five are level 5</source>
        <translation>Ein Stern ist schon Stufe 3, vier und fünf sind Stufe 5</translation>
    </message>
    <message>
        <source>Learn from them</source>
        <translation>Daraus lernen</translation>
    </message>
    <message>
        <source>Forget</source>
        <translation>Vergessen</translation>
    </message>
    <message>
        <source>Learn nothing from them any more</source>
        <translation>Nichts mehr daraus lernen</translation>
    </message>
    <message numerus="yes">
        <source>%n photos</source>
        <translation>
            <numerusform>%n Foto</numerusform>
            <numerusform>%n Fotos</numerusform>
        </translation>
    </message>
    <message>
        <source>not learnt from</source>
        <translation>ungenutzt</translation>
    </message>
    <message>
        <source>learnt from</source>
        <translation>genutzt</translation>
    </message>
    <message>
        <source>More stars cannot mean a lower level.</source>
        <translation>Mehr Sterne können keine tiefere Stufe bedeuten.</translation>
    </message>
</context>
<context>
    <name>_Result</name>
    <message>
        <source>Open folder</source>
        <translation>Ordner öffnen</translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>Rückgängig</translation>
    </message>
    <message>
        <source>Removes the files that were written, unless they were changed since</source>
        <translation>Entfernt die geschriebenen Dateien, außer sie wurden seither geändert</translation>
    </message>
    <message>
        <source>Export more…</source>
        <translation>Mehr exportieren …</translation>
    </message>
    <message>
        <source>In {0}</source>
        <translation>In {0}</translation>
    </message>
    <message>
        <source>Taken back</source>
        <translation>Zurückgenommen</translation>
    </message>
    <message>
        <source>The files that were written have been removed.</source>
        <translation>Die geschriebenen Dateien wurden entfernt.</translation>
    </message>
</context>
</TS>
