<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en" sourcelanguage="en">
<context>
    <name>ActWords</name>
    <message numerus="yes">
        <source>Take the stars off %Ln photos</source>
        <translation>
            <numerusform>Take the stars off %Ln photo</numerusform>
            <numerusform>Take the stars off %Ln photos</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Rate %Ln photos 1 star</source>
        <translation>
            <numerusform>Rate %Ln photo 1 star</numerusform>
            <numerusform>Rate %Ln photos 1 star</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Rate %Ln photos {0} stars</source>
        <translation>
            <numerusform>Rate %Ln photo {0} stars</numerusform>
            <numerusform>Rate %Ln photos {0} stars</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Pick %Ln photos</source>
        <translation>
            <numerusform>Pick %Ln photo</numerusform>
            <numerusform>Pick %Ln photos</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Reject %Ln photos</source>
        <translation>
            <numerusform>Reject %Ln photo</numerusform>
            <numerusform>Reject %Ln photos</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Take the flag off %Ln photos</source>
        <translation>
            <numerusform>Take the flag off %Ln photo</numerusform>
            <numerusform>Take the flag off %Ln photos</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Keep {0} of %Ln photos</source>
        <translation>
            <numerusform>Keep {0} of %Ln photo</numerusform>
            <numerusform>Keep {0} of %Ln photos</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Turn %Ln photos</source>
        <translation>
            <numerusform>Turn %Ln photo</numerusform>
            <numerusform>Turn %Ln photos</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Call %Ln photos a false alarm</source>
        <translation>
            <numerusform>Call %Ln photo a false alarm</numerusform>
            <numerusform>Call %Ln photos a false alarm</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Call %Ln photos dangerous</source>
        <translation>
            <numerusform>Call %Ln photo dangerous</numerusform>
            <numerusform>Call %Ln photos dangerous</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Take the danger answer off %Ln photos</source>
        <translation>
            <numerusform>Take the danger answer off %Ln photo</numerusform>
            <numerusform>Take the danger answer off %Ln photos</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Split %Ln photos off a burst</source>
        <translation>
            <numerusform>Split %Ln photo off a burst</numerusform>
            <numerusform>Split %Ln photos off a burst</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Make %Ln photos one burst</source>
        <translation>
            <numerusform>Make %Ln photo one burst</numerusform>
            <numerusform>Make %Ln photos one burst</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Call %Ln photos no burst</source>
        <translation>
            <numerusform>Call %Ln photo no burst</numerusform>
            <numerusform>Call %Ln photos no burst</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Remove a face from %Ln photos</source>
        <translation>
            <numerusform>Remove a face from %Ln photo</numerusform>
            <numerusform>Remove a face from %Ln photos</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Add a face to %Ln photos</source>
        <translation>
            <numerusform>Add a face to %Ln photo</numerusform>
            <numerusform>Add a face to %Ln photos</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Detect the faces of %Ln photos again</source>
        <translation>
            <numerusform>Detect the faces of %Ln photo again</numerusform>
            <numerusform>Detect the faces of %Ln photos again</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Export %Ln photos</source>
        <translation>
            <numerusform>Export %Ln photo</numerusform>
            <numerusform>Export %Ln photos</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Write sidecars of %Ln photos</source>
        <translation>
            <numerusform>Write sidecars of %Ln photo</numerusform>
            <numerusform>Write sidecars of %Ln photos</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Refit {0} to %Ln answers</source>
        <translation>
            <numerusform>Refit {0} to %Ln answer</numerusform>
            <numerusform>Refit {0} to %Ln answers</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Annotate %Ln photos, by {0}</source>
        <translation>
            <numerusform>Annotate %Ln photo, by {0}</numerusform>
            <numerusform>Annotate %Ln photos, by {0}</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Annotate %Ln photos, by {0} annotators</source>
        <translation>
            <numerusform>Annotate %Ln photo, by {0} annotators</numerusform>
            <numerusform>Annotate %Ln photos, by {0} annotators</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Add %Ln photos to “{0}”</source>
        <translation>
            <numerusform>Add %Ln photo to “{0}”</numerusform>
            <numerusform>Add %Ln photos to “{0}”</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Remove %Ln photos from “{0}”</source>
        <translation>
            <numerusform>Remove %Ln photo from “{0}”</numerusform>
            <numerusform>Remove %Ln photos from “{0}”</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Give %Ln faces to a person</source>
        <translation>
            <numerusform>Give %Ln face to a person</numerusform>
            <numerusform>Give %Ln faces to a person</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Give %Ln faces to somebody new</source>
        <translation>
            <numerusform>Give %Ln face to somebody new</numerusform>
            <numerusform>Give %Ln faces to somebody new</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Take %Ln faces from a person</source>
        <translation>
            <numerusform>Take %Ln face from a person</numerusform>
            <numerusform>Take %Ln faces from a person</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>AlbumCommands</name>
    <message numerus="yes">
        <source>Put %n photos into the album</source>
        <translation>
            <numerusform>Put %n photo into the album</numerusform>
            <numerusform>Put %n photos into the album</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Took %n photos out of the album</source>
        <translation>
            <numerusform>Took %n photo out of the album</numerusform>
            <numerusform>Took %n photos out of the album</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>AlbumEditor</name>
    <message numerus="yes">
        <source>One photo of a burst, and no more than %n of an hour</source>
        <translation>
            <numerusform>One photo of a burst, and no more than %n of an hour</numerusform>
            <numerusform>One photo of a burst, and no more than %n of an hour</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n photos</source>
        <translation>
            <numerusform>%n photo</numerusform>
            <numerusform>%n photos</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>AnnotationFeed</name>
    <message numerus="yes">
        <source>Labels of %n photos imported</source>
        <translation>
            <numerusform>Labels of %n photo imported</numerusform>
            <numerusform>Labels of %n photos imported</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n files are not in this library</source>
        <translation>
            <numerusform>%n file is not in this library</numerusform>
            <numerusform>%n files are not in this library</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n labels exported</source>
        <translation>
            <numerusform>%n label exported</numerusform>
            <numerusform>%n labels exported</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Commands</name>
    <message numerus="yes">
        <source>Moved %n files to the trash</source>
        <translation>
            <numerusform>Moved %n file to the trash</numerusform>
            <numerusform>Moved %n files to the trash</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n files copied</source>
        <translation>
            <numerusform>%n file copied</numerusform>
            <numerusform>%n files copied</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Took the stars off %n photos</source>
        <translation>
            <numerusform>Took the stars off %n photo</numerusform>
            <numerusform>Took the stars off %n photos</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Rated %n photos</source>
        <translation>
            <numerusform>Rated %n photo</numerusform>
            <numerusform>Rated %n photos</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Picked %n photos</source>
        <translation>
            <numerusform>Picked %n photo</numerusform>
            <numerusform>Picked %n photos</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Rejected %n photos</source>
        <translation>
            <numerusform>Rejected %n photo</numerusform>
            <numerusform>Rejected %n photos</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Took the flag off %n photos</source>
        <translation>
            <numerusform>Took the flag off %n photo</numerusform>
            <numerusform>Took the flag off %n photos</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Called %n photos a false alarm</source>
        <translation>
            <numerusform>Called %n photo a false alarm</numerusform>
            <numerusform>Called %n photos a false alarm</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Called %n photos dangerous</source>
        <translation>
            <numerusform>Called %n photo dangerous</numerusform>
            <numerusform>Called %n photos dangerous</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Made %n photos one burst</source>
        <translation>
            <numerusform>Made %n photo one burst</numerusform>
            <numerusform>Made %n photos one burst</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Called %n photos no burst</source>
        <translation>
            <numerusform>Called %n photo no burst</numerusform>
            <numerusform>Called %n photos no burst</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Took back what was said of the faces of %n photos</source>
        <translation>
            <numerusform>Took back what was said of the faces of %n photo</numerusform>
            <numerusform>Took back what was said of the faces of %n photos</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Changed the threshold: %n photos are judged otherwise</source>
        <translation>
            <numerusform>Changed the threshold: %n photo is judged otherwise</numerusform>
            <numerusform>Changed the threshold: %n photos are judged otherwise</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Took the danger answer off %n photos</source>
        <translation>
            <numerusform>Took the danger answer off %n photo</numerusform>
            <numerusform>Took the danger answer off %n photos</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Turned %n photos</source>
        <translation>
            <numerusform>Turned %n photo</numerusform>
            <numerusform>Turned %n photos</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>CompareCounts</name>
    <message numerus="yes">
        <source>%n photos</source>
        <extracomment>A face softer by this share of the best one&apos;s sharpness is seen to be; by so many degrees, turned.</extracomment>
        <translation>
            <numerusform>%n photo</numerusform>
            <numerusform>%n photos</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n frames</source>
        <translation>
            <numerusform>%n frame</numerusform>
            <numerusform>%n frames</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{0} of %n frames</source>
        <translation>
            <numerusform>{0} of %n frame</numerusform>
            <numerusform>{0} of %n frames</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Keep {0} and %n picked, reject {1}</source>
        <translation>
            <numerusform>Keep {0} and %n picked, reject {1}</numerusform>
            <numerusform>Keep {0} and %n picked, reject {1}</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>CurveCard</name>
    <message numerus="yes">
        <source>Mean error by number of ratings. It beat the starter from %n ratings on.</source>
        <translation>
            <numerusform>Mean error by number of ratings. It beat the starter from %n rating on.</numerusform>
            <numerusform>Mean error by number of ratings. It beat the starter from %n ratings on.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n ratings</source>
        <translation>
            <numerusform>%n rating</numerusform>
            <numerusform>%n ratings</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Dialogs</name>
    <message numerus="yes">
        <source>Move %n selected photos to the trash?</source>
        <translation>
            <numerusform>Move %n selected photo to the trash?</numerusform>
            <numerusform>Move %n selected photos to the trash?</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n further files of these photos go along: copies, RAW files, videos, sidecars.</source>
        <translation>
            <numerusform>%n further file of these photos goes along: a copy, RAW file, video or sidecar.</numerusform>
            <numerusform>%n further files of these photos go along: copies, RAW files, videos, sidecars.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n files could not be moved:</source>
        <translation>
            <numerusform>%n file could not be moved:</numerusform>
            <numerusform>%n files could not be moved:</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ExportSheet</name>
    <message numerus="yes">
        <source>Export %n photos</source>
        <translation>
            <numerusform>Export %n photo</numerusform>
            <numerusform>Export %n photos</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ExportWords</name>
    <message numerus="yes">
        <source>%n photos</source>
        <translation>
            <numerusform>%n photo</numerusform>
            <numerusform>%n photos</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n dangerous selfies go along: you allowed it</source>
        <translation>
            <numerusform>%n dangerous selfie goes along: you allowed it</numerusform>
            <numerusform>%n dangerous selfies go along: you allowed it</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n files tell where they were taken, and go on telling</source>
        <translation>
            <numerusform>%n file tells where it was taken, and goes on telling</numerusform>
            <numerusform>%n files tell where they were taken, and go on telling</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n files tell where they were taken: taken out</source>
        <translation>
            <numerusform>%n file tells where it was taken: taken out</numerusform>
            <numerusform>%n files tell where they were taken: taken out</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>On %n photos somebody&apos;s eyes are closed</source>
        <translation>
            <numerusform>On %n photo somebody&apos;s eyes are closed</numerusform>
            <numerusform>On %n photos somebody&apos;s eyes are closed</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n photos show several people</source>
        <translation>
            <numerusform>%n photo shows several people</numerusform>
            <numerusform>%n photos show several people</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Of %n photos the score cannot tell</source>
        <translation>
            <numerusform>Of %n photo the score cannot tell</numerusform>
            <numerusform>Of %n photos the score cannot tell</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n photos become JPEGs: they cannot be cleaned as they are</source>
        <translation>
            <numerusform>%n photo becomes a JPEG: it cannot be cleaned as it is</numerusform>
            <numerusform>%n photos become JPEGs: they cannot be cleaned as they are</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>RAW files, videos or sidecars of %n photos stay: they cannot be cleaned</source>
        <translation>
            <numerusform>RAW file, video or sidecar of %n photo stay: they cannot be cleaned</numerusform>
            <numerusform>RAW files, videos or sidecars of %n photos stay: they cannot be cleaned</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n photos are turned here alone, not in their files</source>
        <translation>
            <numerusform>%n photo is turned here alone, not in its file</numerusform>
            <numerusform>%n photos are turned here alone, not in their files</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n files written</source>
        <translation>
            <numerusform>%n file written</numerusform>
            <numerusform>%n files written</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n were to be links, which this disk does not make</source>
        <translation>
            <numerusform>%n was to be a link, which this disk does not make</numerusform>
            <numerusform>%n were to be links, which this disk does not make</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n were there already, the same</source>
        <translation>
            <numerusform>%n was there already, the same</numerusform>
            <numerusform>%n were there already, the same</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n could not be written:</source>
        <translation>
            <numerusform>%n could not be written:</numerusform>
            <numerusform>%n could not be written:</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n cleaned, every pixel as it was</source>
        <translation>
            <numerusform>%n cleaned, every pixel as it was</numerusform>
            <numerusform>%n cleaned, every pixel as it was</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n encoded anew</source>
        <translation>
            <numerusform>%n encoded anew</numerusform>
            <numerusform>%n encoded anew</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n copied as they are</source>
        <translation>
            <numerusform>%n copied as it is</numerusform>
            <numerusform>%n copied as they are</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n hard links</source>
        <translation>
            <numerusform>%n hard link</numerusform>
            <numerusform>%n hard links</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n reflinks</source>
        <translation>
            <numerusform>%n reflink</numerusform>
            <numerusform>%n reflinks</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Headings</name>
    <message numerus="yes">
        <source>%n photos</source>
        <translation>
            <numerusform>%n photo</numerusform>
            <numerusform>%n photos</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>HelpfulCard</name>
    <message numerus="yes">
        <source>Rate %n photos</source>
        <translation>
            <numerusform>Rate %n photo</numerusform>
            <numerusform>Rate %n photos</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>HeroCard</name>
    <message numerus="yes">
        <source>%n ratings of photos with a face. Training takes seconds, and changes nothing until you choose.</source>
        <translation>
            <numerusform>%n rating of a photo with a face. Training takes seconds, and changes nothing until you choose.</numerusform>
            <numerusform>%n ratings of photos with a face. Training takes seconds, and changes nothing until you choose.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Inspector</name>
    <message numerus="yes">
        <source>%n selected: stars and flags apply to all</source>
        <translation>
            <numerusform>%n selected: stars and flags apply to it</numerusform>
            <numerusform>%n selected: stars and flags apply to all</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>LevelBars</name>
    <message numerus="yes">
        <source>%n with {0}</source>
        <translation>
            <numerusform>%n with {0}</numerusform>
            <numerusform>%n with {0}</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n more</source>
        <translation>
            <numerusform>%n more</numerusform>
            <numerusform>%n more</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>PhotoModel</name>
    <message numerus="yes">
        <source>%n stars</source>
        <extracomment>Summaries kept; about 1 KB each, whatever the library&apos;s size. Pages waiting to be read; while scrolling fast only the last looked at are worth it. More runs of rows than this are announced as one range: one repaint of what is visible either way.</extracomment>
        <translation>
            <numerusform>%n star</numerusform>
            <numerusform>%n stars</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Preview</name>
    <message numerus="yes">
        <source>and %n more</source>
        <translation>
            <numerusform>and %n more</numerusform>
            <numerusform>and %n more</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n photos are left out</source>
        <translation>
            <numerusform>%n photo is left out</numerusform>
            <numerusform>%n photos are left out</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ProblemsPage</name>
    <message numerus="yes">
        <source>%n problem files</source>
        <translation>
            <numerusform>%n problem file</numerusform>
            <numerusform>%n problem files</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>RatingsCard</name>
    <message numerus="yes">
        <source>From %n moments ({0} are needed).</source>
        <translation>
            <numerusform>From %n moment ({0} are needed).</numerusform>
            <numerusform>From %n moments ({0} are needed).</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n picks over rejects of the same burst.</source>
        <translation>
            <numerusform>%n pick over a reject of the same burst.</numerusform>
            <numerusform>%n picks over rejects of the same burst.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n rated photos show no face: nothing is learnt from them.</source>
        <translation>
            <numerusform>%n rated photo shows no face: nothing is learnt from it.</numerusform>
            <numerusform>%n rated photos show no face: nothing is learnt from them.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n rated photos do not say when they were taken. Each counts as a moment of its own: of one scene some shots may be learnt from and others held out, which flatters the result.</source>
        <translation>
            <numerusform>%n rated photo does not say when it was taken. It counts as a moment of its own: of one scene some shots may be learnt from and others held out, which flatters the result.</numerusform>
            <numerusform>%n rated photos do not say when they were taken. Each counts as a moment of its own: of one scene some shots may be learnt from and others held out, which flatters the result.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ResultsCard</name>
    <message numerus="yes">
        <source>%n ratings</source>
        <translation>
            <numerusform>%n rating</numerusform>
            <numerusform>%n ratings</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>SafetyPage</name>
    <message numerus="yes">
        <source>%n photos look dangerous</source>
        <translation>
            <numerusform>%n photo looks dangerous</numerusform>
            <numerusform>%n photos look dangerous</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>No selfie among %n photos shows a hazard this app can see.</source>
        <translation>
            <numerusform>The one photo shows no selfie with a hazard this app can see.</numerusform>
            <numerusform>No selfie among %n photos shows a hazard this app can see.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n false alarms</source>
        <translation>
            <numerusform>%n false alarm</numerusform>
            <numerusform>%n false alarms</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n dangerous</source>
        <translation>
            <numerusform>%n dangerous</numerusform>
            <numerusform>%n dangerous</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Refit from your %n answers</source>
        <translation>
            <numerusform>Refit from your %n answer</numerusform>
            <numerusform>Refit from your %n answers</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>A refit needs %n more answers.</source>
        <translation>
            <numerusform>A refit needs %n more answer.</numerusform>
            <numerusform>A refit needs %n more answers.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>A refit needs answers from %n moments.</source>
        <translation>
            <numerusform>A refit needs answers from %n moment.</numerusform>
            <numerusform>A refit needs answers from %n moments.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>SidecarSheet</name>
    <message numerus="yes">
        <source>Write %n sidecars</source>
        <translation>
            <numerusform>Write %n sidecar</numerusform>
            <numerusform>Write %n sidecars</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>SidecarWords</name>
    <message numerus="yes">
        <source>%n sidecars will be written</source>
        <translation>
            <numerusform>%n sidecar will be written</numerusform>
            <numerusform>%n sidecars will be written</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n are new</source>
        <translation>
            <numerusform>%n is new</numerusform>
            <numerusform>%n are new</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n are there: all that other programs wrote in them stays</source>
        <translation>
            <numerusform>%n is there: all that other programs wrote in it stays</numerusform>
            <numerusform>%n are there: all that other programs wrote in them stays</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n say it already</source>
        <translation>
            <numerusform>%n says it already</numerusform>
            <numerusform>%n say it already</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n face regions go along</source>
        <translation>
            <numerusform>%n face region goes along</numerusform>
            <numerusform>%n face regions go along</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n sidecars written</source>
        <translation>
            <numerusform>%n sidecar written</numerusform>
            <numerusform>%n sidecars written</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n were there and kept what others wrote</source>
        <translation>
            <numerusform>%n was there and kept what others wrote</numerusform>
            <numerusform>%n were there and kept what others wrote</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n said it already</source>
        <translation>
            <numerusform>%n said it already</numerusform>
            <numerusform>%n said it already</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n could not be written:</source>
        <translation>
            <numerusform>%n could not be written:</numerusform>
            <numerusform>%n could not be written:</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n photos have neither stars nor a flag</source>
        <translation>
            <numerusform>%n photo has neither stars nor a flag</numerusform>
            <numerusform>%n photos have neither stars nor a flag</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n photos cannot be reached</source>
        <translation>
            <numerusform>%n photo cannot be reached</numerusform>
            <numerusform>%n photos cannot be reached</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n photos have a sidecar that cannot be read: it stays</source>
        <translation>
            <numerusform>%n photo has a sidecar that cannot be read: it stays</numerusform>
            <numerusform>%n photos have a sidecar that cannot be read: it stays</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n photos have a write-protected folder or sidecar</source>
        <translation>
            <numerusform>%n photo has a write-protected folder or sidecar</numerusform>
            <numerusform>%n photos have a write-protected folder or sidecar</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>StatusBar</name>
    <message numerus="yes">
        <source>%n problems</source>
        <translation>
            <numerusform>%n problem</numerusform>
            <numerusform>%n problems</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n photos analysed</source>
        <translation>
            <numerusform>%n photo analysed</numerusform>
            <numerusform>%n photos analysed</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n problem files</source>
        <translation>
            <numerusform>%n problem file</numerusform>
            <numerusform>%n problem files</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n photos</source>
        <translation>
            <numerusform>%n photo</numerusform>
            <numerusform>%n photos</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n bursts stacked</source>
        <translation>
            <numerusform>%n burst stacked</numerusform>
            <numerusform>%n bursts stacked</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>TeachPage</name>
    <message numerus="yes">
        <source>%n photos rated</source>
        <translation>
            <numerusform>%n photo rated</numerusform>
            <numerusform>%n photos rated</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n stars</source>
        <translation>
            <numerusform>%n star</numerusform>
            <numerusform>%n stars</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n photos rated, thank you</source>
        <translation>
            <numerusform>%n photo rated, thank you</numerusform>
            <numerusform>%n photos rated, thank you</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>VersionsCard</name>
    <message numerus="yes">
        <source>%n ratings</source>
        <translation>
            <numerusform>%n rating</numerusform>
            <numerusform>%n ratings</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Welcome</name>
    <message numerus="yes">
        <source>%n pictures</source>
        <translation>
            <numerusform>%n picture</numerusform>
            <numerusform>%n pictures</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>_Head</name>
    <message numerus="yes">
        <source>%n ratings</source>
        <translation>
            <numerusform>%n rating</numerusform>
            <numerusform>%n ratings</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n from stars ({0})</source>
        <translation>
            <numerusform>%n from stars ({0})</numerusform>
            <numerusform>%n from stars ({0})</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n picks over rejects</source>
        <translation>
            <numerusform>%n pick over a reject</numerusform>
            <numerusform>%n picks over rejects</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>_Program</name>
    <message numerus="yes">
        <source>{0}, %n stars mean the level</source>
        <translation>
            <numerusform>{0}, %n star means the level</numerusform>
            <numerusform>{0}, %n stars mean the level</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n photos</source>
        <translation>
            <numerusform>%n photo</numerusform>
            <numerusform>%n photos</numerusform>
        </translation>
    </message>
</context>
</TS>
