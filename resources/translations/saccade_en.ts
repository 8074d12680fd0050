<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en_GB" sourcelanguage="en_GB">
<context>
    <name>saccade::ExportDialog</name>
    <message numerus="yes">
        <source>%1 × %2 pixels, %n pictures</source>
        <translation>
            <numerusform>%1 × %2 pixels, %n picture</numerusform>
            <numerusform>%1 × %2 pixels, %n pictures</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>1 page of %1 × %2 mm, %n pictures</source>
        <translation>
            <numerusform>1 page of %1 × %2 mm, %n picture</numerusform>
            <numerusform>1 page of %1 × %2 mm, %n pictures</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n rows of %1 columns under a header, %2</source>
        <translation>
            <numerusform>%n row of %1 columns under a header, %2</numerusform>
            <numerusform>%n rows of %1 columns under a header, %2</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n steps in one line, %1</source>
        <translation>
            <numerusform>%n step in one line, %1</numerusform>
            <numerusform>%n steps in one line, %1</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>saccade::MainWindow</name>
    <message numerus="yes">
        <source>%n photo(s) of the last session are not there any more.</source>
        <translation>
            <numerusform>%n photo of the last session is not there any more.</numerusform>
            <numerusform>%n photos of the last session are not there any more.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>saccade::PhotoIntake</name>
    <message numerus="yes">
        <source>Saccade keeps the last %1 pasted pictures: %n older one(s) were removed.</source>
        <translation>
            <numerusform>Saccade keeps the last %1 pasted pictures: %n older one was removed.</numerusform>
            <numerusform>Saccade keeps the last %1 pasted pictures: %n older ones were removed.</numerusform>
        </translation>
    </message>
</context>
</TS>
