<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="zh_CN" sourcelanguage="en_GB">
<context>
    <name>Commands</name>
    <message>
        <source>&amp;File</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;View</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Go</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Theme</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Language</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Help</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Dialogs</name>
    <message>
        <source>Keyboard shortcuts</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Command</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Keys</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>About Saccade</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&lt;p&gt;Captions photos and shows, word by word, where the captioner looks: the way an eye jumps, a &lt;i&gt;saccade&lt;/i&gt;, from place to place.&lt;/p&gt;&lt;p&gt;Saccade is free software under the &lt;a href=&quot;https://www.gnu.org/licenses/gpl-3.0.html&quot;&gt;GNU General Public License&lt;/a&gt;, version 3 or later. It comes with no warranty, to the extent that the law permits.&lt;/p&gt;&lt;p&gt;After &lt;i&gt;Show, Attend and Tell&lt;/i&gt; (Xu et al., 2015). Built with Qt and LibTorch.&lt;/p&gt;</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>About and licence</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>NewRunPage</name>
    <message>
        <source>Tutorial: the reference system to the letter</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Quick look: small network, two epochs</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Default: the recipe with the best scores</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>PhotoFiles</name>
    <message>
        <source>Photos (%1)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>All files (*)</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Settings</name>
    <message>
        <source>Run</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Optimiser</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Learning rate over time</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Loss</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Words</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Network</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Backbone</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>saccade</name>
    <message>
        <source>Tool bar</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Warning</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Model message</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Message</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Attention</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Side panel</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>1 photo</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 photos</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>1 caption</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 captions</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>to learn from</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>to check on</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>for the final test</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>in no split</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There are no photos to learn from.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Split by image: that draws some for learning and some for checking.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There are no photos to check on.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 both to learn from and to check on: scores on them mean nothing.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>1 photo is</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 photos are</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Split by image: copies of a photo then stay on one side.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The files of %1 are missing; the first is %2.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Name the folder that holds them as the photos&apos; folder.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 cannot be read. The first: %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Replace or remove the files; with a feature cache they are left out.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 without a word.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Write something into them, or remove their lines.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 so long that training cuts them.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 more than once, under several names.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 with %2 %3; the model will know %4 % of their words.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Batch loss</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Validation loss</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>CIDEr-D</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>BLEU-4</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Learning rate</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A whole number, %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A number, %1</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>saccade::AlternativesList</name>
    <message>
        <source>Alternatives</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>end of the caption</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1, %2</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>saccade::BusyLine</name>
    <message>
        <source>Busy</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What is being done</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Progress</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>saccade::CaptionService</name>
    <message>
        <source>There is not enough memory for it</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Close other programs, or make the photo smaller</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>saccade::CaptionStrip</name>
    <message>
        <source>end</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Caption</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Word %1 of %2: %3, probability %4</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Here the model ended its caption</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>saccade::ChartsPanel</name>
    <message>
        <source>Loss chart</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Scores chart</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Learning rate chart</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Log scale</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Smoothing</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Follow</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Follow</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Shows the whole run as it grows; dragging or zooming a chart ends it</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Values under the pointer</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Export…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Export charts</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Smoothing</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Loss, over epochs</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Scores of the photos to check on</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Learning rate</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>smoothed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Picture (*.png);;PDF (*.pdf);;Table of values (*.csv)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Exported to %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 cannot be written; choose another place</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>saccade::CheckpointTable</name>
    <message>
        <source>best (epoch %1)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>last</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>epoch %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Open in Studio</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Compare Two</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Train On from Here…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Export…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Delete</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Checkpoints</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Model</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>CIDEr-D</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>BLEU-4</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Validation loss</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Size</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>saccade::ColourBar</name>
    <message>
        <source>Colour scale</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>From %1 to %2 of the gaze in one cell</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>share of the gaze</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>saccade::CompareView</name>
    <message>
        <source>Comparison</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>How the captions differ</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Back to the Studio</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Left</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Right</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 model</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 message</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Open a photo in the studio to compare what two models say to it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Both models say the same to %1.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The models differ on %1.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>saccade::DataStep</name>
    <message>
        <source>Data set message</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Data set</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Drop a folder or a file with captions here, or type its path</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Photos&apos; folder</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>only if the data set does not say</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Split</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>As the data set says, else by image</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>As the data set says</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>By image, at random</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Share to check on</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source> % of the photos to check on</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Photos at most</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>all photos</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source> photos, drawn at random</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Seed of the draw</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>seed </source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose &amp;File…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose F&amp;older…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Open captions</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Captions (*.json *.csv *.tsv *.txt);;All files (*)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Open a data set</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Use</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Preview</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Checking photos… %1 of %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Opening the data set…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1, read as %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Checking photos…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Finding</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>saccade::EpochPlayer</name>
    <message>
        <source>Epoch</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Epoch shown</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Play the epochs</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nothing to see yet</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>After every epoch a few photos are captioned, so that you can watch captions and attention change.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>epoch %1 of %2</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>saccade::FilmStrip</name>
    <message>
        <source>Photos</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>saccade::InlineMessage</name>
    <message>
        <source>Hide this message</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>saccade::MainWindow</name>
    <message>
        <source>Saccade</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This photo could not be captioned. %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The model %1 cannot be used. %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There is no model to caption it with.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There is no photo in %1. Photos are JPEG, PNG, WebP, TIFF, BMP and GIF files.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 — Saccade</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Opening the photo…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Reading the model…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Looking at the photo…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Open photos</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Open a folder of photos</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Open a model</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Saccade models (*.safetensors);;All files (*)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Training is running</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A captioner is being trained. Saccade can save where it stands and go on from there when you resume it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Save and Close</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Keep Training</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>saccade::MetricPlot</name>
    <message>
        <source>not a number</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>epoch %1   %2</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>saccade::NewRunPage</name>
    <message>
        <source>&amp;Back</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>New training run</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Step</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Estimate</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 of training, and the checks after each epoch; %2 of memory, %3 on disk. Measured with %4 batches on this computer.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Measuring how long it will take…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Preset</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Show &amp;every setting</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Name of the run</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Threads</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source> threads compute</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Settings to vary</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>One setting a line: a run is queued for every combination.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Name</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Processor</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Vary</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>1 of 3   Photos and captions</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>2 of 3   Where to begin</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>3 of 3   Settings</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Start Training</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Next</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 runs, one after the other</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>saccade::NoticePage</name>
    <message>
        <source>Notice</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Notice title</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Notice text</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Hint</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>saccade::OverlayControls</name>
    <message>
        <source>Attention overlay</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Clear where it does not look</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The colours fade out towards the low end of the scale</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Opacity</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Colours</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Viridis</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Inferno</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Turbo</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Grey</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Even in lightness, safe for colour-blind eyes</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Dark to bright, safe for colour-blind eyes</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A rainbow: strong, but uneven</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Black to white</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Scale</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Per word</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Per caption</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Fixed, 0 to 1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>From 0 to the largest value of this word</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>From 0 to the largest value of all words: words can be compared</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>From 0 to 1: captions can be compared</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Placement</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Receptive fields</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Even grid</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Each cell where the network really looks</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Each cell in an even grid, as most plots do it</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Show attention</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Smooth the grid</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>saccade::PhotoCanvas</name>
    <message>
        <source>Photo</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>saccade::PhotoList</name>
    <message>
        <source>%1, cannot be opened</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>saccade::PhotoStage</name>
    <message>
        <source>Caption message</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>See where a captioner looks</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Drop photos here, or open some. Saccade writes a caption for each and shows, word by word, which part of the photo the model was looking at.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Left and Right move from word to word  ·  Space plays  ·  Page Down opens the next photo</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 cannot be shown</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>saccade::ResultsBrowser</name>
    <message>
        <source>CIDEr-D</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Caption</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Photo</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Caption Photos</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Result</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Model to look at</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Scores</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Results</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>People&apos;s captions</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What people say</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Reading the model…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Look at every photo to check on</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>After the first epoch there is a model to caption them with.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Caption them with a model of this run: the worst come first.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 photos   CIDEr-D %2   BLEU-4 %3</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Captioning photos… %1 of %2</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>saccade::RunView</name>
    <message>
        <source>less than a minute</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>about a minute</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>about %1 minutes</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>about %1 h %2 min</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Run message</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Resume</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Pause</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Stop and Keep</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Discard</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Training run</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Run</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>State of the run</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Details of the run</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Progress of the run</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What to see of the run</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Charts</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Epoch by Epoch</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Results</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Models</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The %1 stopped being a number in epoch %2. The last good checkpoint is safe: train on from it with a lower learning rate.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Reading the data set</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1: %2 of %3</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 photos/s</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>CPU, 1 thread, %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>CPU, %1 threads, %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 + %2 photos</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>epoch %1 of %2, step %3 of %4</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Training: %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>first batch</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>After epoch %1: %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>time left: measuring</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 left</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 left, and the checks after each epoch</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Saving where it stands…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Reading the run…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Finished</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Not running: %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Not begun</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>   best CIDEr-D %1 in epoch %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Delete Run</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>saccade::SettingsForm</name>
    <message>
        <source> (preset: %1)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>empty</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>saccade::StartStep</name>
    <message>
        <source>A &amp;fresh captioner on the backbone that comes with Saccade</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A fresh captioner on &amp;another backbone</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Go on from a trained model</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Choose…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Encode every photo once, and train on what the backbone saw</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Read the photos anew in every epoch</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Encode &amp;Photos</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Feature cache message</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Model file</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>a .safetensors file that Saccade wrote or imported</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Encoding photos</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Begin with</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What is read</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Much faster. The backbone stays as it is; what it saw is kept on disk and serves later runs on the same photos.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Slower, with random crops and mirroring. Needed for training the backbone itself: give it a learning rate in the next step.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose a model</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Saccade models (*.safetensors);;All files (*)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Ready: %1 photos encoded</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Photos that cannot be read and will be left out: %1. The first: %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The photos could not be encoded. %1 What was done is kept.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Paused; what is done is kept</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Starting…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Pause</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Go &amp;On Encoding</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Ready</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>saccade::TrainingPage</name>
    <message>
        <source>Training message</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;New Run…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>New Run…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Resume</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Undo</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Training</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Training runs</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Tick runs to lay their curves over each other.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Train a captioner on your own captions</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Bring photos with captions (COCO, Karpathy, Flickr8k, Flickr30k, or a table), and watch it learn.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Everything stays on this computer, and can be paused and resumed at any moment.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The training of “%1” was cut off when Saccade ended. Everything up to its last checkpoint is safe.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Exported to %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Export the model</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Saccade models (*.safetensors)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The new run waits for the one at work to end.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 runs wait for the one at work to end.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>“%1” is being trained. Pause it first.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>training</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>working</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>finished</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>not begun</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>stopped in epoch %1 of %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>, CIDEr-D %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>“%1” was deleted.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Training stopped. %1 What was learned up to the last checkpoint is safe.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The training of “%1” is finished.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>saccade::TransportBar</name>
    <message>
        <source>Play</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Word</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Place in the caption</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 / %2</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>saccade::WordPanel</name>
    <message>
        <source>Word</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Probability</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>How sure the model was of this word</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Entropy</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>How open the choice of the word was: 0 when there was only one, more with each rival</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Gaze</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>How many cells of the grid the gaze is spread over: 1 is a stare, all is no look at all</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It could have said</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 nats</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>about %1 of %2 cells</source>
        <translation type="unfinished"></translation>
    </message>
</context>
</TS>
