<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en_GB" sourcelanguage="en_GB">
<context>
    <name>saccade::ExportDialog</name>
    <message numerus="yes">
        <source>%1 pixels wide, %n pictures</source>
        <translation>
            <numerusform>%1 pixels wide, %n picture</numerusform>
            <numerusform>%1 pixels wide, %n pictures</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>one page, %n pictures</source>
        <translation>
            <numerusform>one page, %n picture</numerusform>
            <numerusform>one page, %n pictures</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n words with the attention to %1 cells each</source>
        <translation>
            <numerusform>%n word with the attention to %1 cells</numerusform>
            <numerusform>%n words with the attention to %1 cells each</numerusform>
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
