<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="zh_CN" sourcelanguage="en_GB">
<context>
    <name>AttentionLayer</name>
    <message>
        <source>row %1, column %2</source>
        <translation>第 %1 行，第 %2 列</translation>
    </message>
    <message>
        <source>%1: %2, %3 times an even share</source>
        <translation>%1：%2，为均匀分布的 %3 倍</translation>
    </message>
</context>
<context>
    <name>Branches</name>
    <message>
        <source>end</source>
        <translation>结束</translation>
    </message>
    <message>
        <source>As decoded</source>
        <translation>原始解码</translation>
    </message>
    <message>
        <source>%1 → %2 at word %3</source>
        <translation>第 %3 个词 %1 → %2</translation>
    </message>
    <message>
        <source>Without %1</source>
        <translation>不用 %1</translation>
    </message>
    <message>
        <source>%1 allowed again</source>
        <translation>重新允许 %1</translation>
    </message>
    <message>
        <source>Starts with “%1”</source>
        <translation>以“%1”开头</translation>
    </message>
    <message>
        <source>A sentence of your own</source>
        <translation>自己的句子</translation>
    </message>
    <message>
        <source>With other settings</source>
        <translation>其他设置</translation>
    </message>
    <message>
        <source>From the beam</source>
        <translation>来自束搜索</translation>
    </message>
</context>
<context>
    <name>Commands</name>
    <message>
        <source>&amp;Undo</source>
        <translation>撤销(&amp;U)</translation>
    </message>
    <message>
        <source>Re&amp;do</source>
        <translation>重做(&amp;D)</translation>
    </message>
    <message>
        <source>Choose an &amp;Alternative</source>
        <translation>选择备选词(&amp;A)</translation>
    </message>
    <message>
        <source>&amp;Type a Word…</source>
        <translation>输入一个词(&amp;T)…</translation>
    </message>
    <message>
        <source>Ban This Word</source>
        <translation>禁用这个词</translation>
    </message>
    <message>
        <source>&amp;Start With…</source>
        <translation>以此开头(&amp;S)…</translation>
    </message>
    <message>
        <source>&amp;Whole Sentence…</source>
        <translation>整句(&amp;W)…</translation>
    </message>
    <message>
        <source>Beam &amp;Tree…</source>
        <translation>束搜索树(&amp;T)…</translation>
    </message>
    <message>
        <source>Re&amp;name Branch</source>
        <translation>重命名分支(&amp;N)</translation>
    </message>
    <message>
        <source>C&amp;ompare Branches</source>
        <translation>比较分支(&amp;O)</translation>
    </message>
    <message>
        <source>Re&amp;move Branch</source>
        <translation>删除分支(&amp;M)</translation>
    </message>
    <message>
        <source>&amp;File</source>
        <translation>文件(&amp;F)</translation>
    </message>
    <message>
        <source>&amp;View</source>
        <translation>视图(&amp;V)</translation>
    </message>
    <message>
        <source>&amp;Go</source>
        <translation>转到(&amp;G)</translation>
    </message>
    <message>
        <source>&amp;Theme</source>
        <translation>主题(&amp;T)</translation>
    </message>
    <message>
        <source>&amp;Language</source>
        <translation>语言 / Language(&amp;L)</translation>
    </message>
    <message>
        <source>&amp;Help</source>
        <translation>帮助(&amp;H)</translation>
    </message>
    <message>
        <source>&amp;Open Photos…</source>
        <translation>打开照片(&amp;O)…</translation>
    </message>
    <message>
        <source>Open &amp;Folder…</source>
        <translation>打开文件夹(&amp;F)…</translation>
    </message>
    <message>
        <source>Open &amp;Sample Photos</source>
        <translation>打开示例照片(&amp;S)</translation>
    </message>
    <message>
        <source>Open &amp;Model…</source>
        <translation>打开模型(&amp;M)…</translation>
    </message>
    <message>
        <source>&amp;New Training Run…</source>
        <translation>新建训练(&amp;N)…</translation>
    </message>
    <message>
        <source>&amp;Quit</source>
        <translation>退出(&amp;Q)</translation>
    </message>
    <message>
        <source>S&amp;tudio</source>
        <translation>工作室(&amp;T)</translation>
    </message>
    <message>
        <source>T&amp;raining</source>
        <translation>训练(&amp;R)</translation>
    </message>
    <message>
        <source>Show &amp;Attention</source>
        <translation>显示注意力(&amp;A)</translation>
    </message>
    <message>
        <source>&amp;Smooth the Grid</source>
        <translation>平滑网格(&amp;S)</translation>
    </message>
    <message>
        <source>Zoom &amp;In</source>
        <translation>放大(&amp;I)</translation>
    </message>
    <message>
        <source>Zoom &amp;Out</source>
        <translation>缩小(&amp;O)</translation>
    </message>
    <message>
        <source>&amp;Fit to Window</source>
        <translation>适合窗口(&amp;F)</translation>
    </message>
    <message>
        <source>Side &amp;Panel</source>
        <translation>侧边栏(&amp;P)</translation>
    </message>
    <message>
        <source>&amp;Next Word</source>
        <translation>下一个词(&amp;N)</translation>
    </message>
    <message>
        <source>&amp;Previous Word</source>
        <translation>上一个词(&amp;P)</translation>
    </message>
    <message>
        <source>&amp;First Word</source>
        <translation>第一个词(&amp;F)</translation>
    </message>
    <message>
        <source>&amp;Last Word</source>
        <translation>最后一个词(&amp;L)</translation>
    </message>
    <message>
        <source>Pla&amp;y</source>
        <translation>播放(&amp;Y)</translation>
    </message>
    <message>
        <source>Next P&amp;hoto</source>
        <translation>下一张照片(&amp;H)</translation>
    </message>
    <message>
        <source>Previous Ph&amp;oto</source>
        <translation>上一张照片(&amp;O)</translation>
    </message>
    <message>
        <source>&amp;Rectangle</source>
        <translation>矩形(&amp;R)</translation>
    </message>
    <message>
        <source>&amp;Brush</source>
        <translation>画笔(&amp;B)</translation>
    </message>
    <message>
        <source>&amp;Clear Region</source>
        <translation>清除区域(&amp;C)</translation>
    </message>
    <message>
        <source>&amp;Hide by Blur</source>
        <translation>以模糊遮挡(&amp;H)</translation>
    </message>
    <message>
        <source>Hide by &amp;Mean Colour</source>
        <translation>以平均色遮挡(&amp;M)</translation>
    </message>
    <message>
        <source>Compare &amp;With Another Model…</source>
        <translation>与另一个模型比较(&amp;W)…</translation>
    </message>
    <message>
        <source>As the &amp;System</source>
        <translation>跟随系统(&amp;S)</translation>
    </message>
    <message>
        <source>&amp;Light</source>
        <translation>浅色(&amp;L)</translation>
    </message>
    <message>
        <source>&amp;Dark</source>
        <translation>深色(&amp;D)</translation>
    </message>
    <message>
        <source>&amp;English</source>
        <translation>English(&amp;E)</translation>
    </message>
    <message>
        <source>简体中文 (&amp;Chinese)</source>
        <translation>简体中文(&amp;C)</translation>
    </message>
    <message>
        <source>Guided &amp;Tour</source>
        <translation>导览(&amp;T)</translation>
    </message>
    <message>
        <source>&amp;Keyboard Shortcuts</source>
        <translation>键盘快捷键(&amp;K)</translation>
    </message>
    <message>
        <source>&amp;About Saccade</source>
        <translation>关于 Saccade(&amp;A)</translation>
    </message>
    <message>
        <source>&amp;What If</source>
        <translation>假设(&amp;W)</translation>
    </message>
    <message>
        <source>About This Mo&amp;del</source>
        <translation>关于此模型(&amp;D)</translation>
    </message>
    <message>
        <source>Another &amp;Sample</source>
        <translation>再采样一次(&amp;S)</translation>
    </message>
    <message>
        <source>&amp;Caption a Folder…</source>
        <translation>为文件夹生成描述(&amp;C)…</translation>
    </message>
    <message>
        <source>&amp;Export…</source>
        <translation>导出(&amp;E)…</translation>
    </message>
    <message>
        <source>Copy &amp;Caption</source>
        <translation>复制描述(&amp;C)</translation>
    </message>
    <message>
        <source>Copy &amp;Picture</source>
        <translation>复制图片(&amp;P)</translation>
    </message>
    <message>
        <source>&amp;Edit</source>
        <translation>编辑(&amp;E)</translation>
    </message>
    <message>
        <source>&amp;Grid Lines</source>
        <translation>网格线(&amp;G)</translation>
    </message>
    <message>
        <source>L&amp;oop</source>
        <translation>循环(&amp;O)</translation>
    </message>
    <message>
        <source>&amp;Add the Next Word</source>
        <translation>加选下一个词(&amp;A)</translation>
    </message>
    <message>
        <source>Add the Word &amp;Before</source>
        <translation>加选前一个词(&amp;B)</translation>
    </message>
    <message>
        <source>Add All &amp;Words</source>
        <translation>全选所有词(&amp;W)</translation>
    </message>
    <message>
        <source>&amp;Single Word</source>
        <translation>只看一个词(&amp;S)</translation>
    </message>
    <message>
        <source>&amp;Caption Photos in the Film Strip</source>
        <translation>在胶片栏中显示描述(&amp;C)</translation>
    </message>
    <message>
        <source>Restore the &amp;Last Session</source>
        <translation>恢复上次会话(&amp;L)</translation>
    </message>
    <message>
        <source>P&amp;aste Photo</source>
        <translation>粘贴照片(&amp;A)</translation>
    </message>
    <message>
        <source>Sma&amp;ller Brush</source>
        <translation>缩小画笔(&amp;L)</translation>
    </message>
    <message>
        <source>Lar&amp;ger Brush</source>
        <translation>放大画笔(&amp;G)</translation>
    </message>
    <message>
        <source>&amp;Erase With the Brush</source>
        <translation>用画笔擦除(&amp;E)</translation>
    </message>
</context>
<context>
    <name>DataFindings</name>
    <message>
        <source>1 photo</source>
        <translation>1 张照片</translation>
    </message>
    <message>
        <source>%1 photos</source>
        <translation>%1 张照片</translation>
    </message>
    <message>
        <source>1 caption</source>
        <translation>1 条描述</translation>
    </message>
    <message>
        <source>%1 captions</source>
        <translation>%1 条描述</translation>
    </message>
    <message>
        <source>to learn from</source>
        <translation>用于学习</translation>
    </message>
    <message>
        <source>to check on</source>
        <translation>用于验证</translation>
    </message>
    <message>
        <source>for the final test</source>
        <translation>用于最终测试</translation>
    </message>
    <message>
        <source>in no split</source>
        <translation>不属于任何划分</translation>
    </message>
    <message>
        <source>There are no photos to learn from.</source>
        <translation>没有可供学习的照片。</translation>
    </message>
    <message>
        <source>Split by image: that draws some for learning and some for checking.</source>
        <translation>请按图像划分：这样会抽取一部分用于学习，一部分用于验证。</translation>
    </message>
    <message>
        <source>There are no photos to check on.</source>
        <translation>没有可供验证的照片。</translation>
    </message>
    <message>
        <source>%1 both to learn from and to check on: scores on them mean nothing.</source>
        <translation>%1同时用于学习和验证：在它们上的得分没有意义。</translation>
    </message>
    <message>
        <source>1 photo is</source>
        <translation>1 张照片</translation>
    </message>
    <message>
        <source>%1 photos are</source>
        <translation>%1 张照片</translation>
    </message>
    <message>
        <source>Split by image: copies of a photo then stay on one side.</source>
        <translation>请按图像划分：这样同一张照片的副本会留在同一侧。</translation>
    </message>
    <message>
        <source>The files of %1 are missing; the first is %2.</source>
        <translation>%1的文件缺失；第一个是 %2。</translation>
    </message>
    <message>
        <source>Name the folder that holds them as the photos&apos; folder.</source>
        <translation>请将存放它们的文件夹指定为照片文件夹。</translation>
    </message>
    <message>
        <source>%1 cannot be read. The first: %2</source>
        <translation>%1无法读取。第一张：%2</translation>
    </message>
    <message>
        <source>Replace or remove the files; with a feature cache they are left out.</source>
        <translation>请替换或移除这些文件；使用特征缓存时会略过它们。</translation>
    </message>
    <message>
        <source>%1 without a word.</source>
        <translation>%1没有任何词。</translation>
    </message>
    <message>
        <source>Write something into them, or remove their lines.</source>
        <translation>请补充内容，或删除对应的行。</translation>
    </message>
    <message>
        <source>%1 so long that training cuts them.</source>
        <translation>%1过长，训练时会被截断。</translation>
    </message>
    <message>
        <source>%1 more than once, under several names.</source>
        <translation>%1以不同的文件名重复出现。</translation>
    </message>
    <message>
        <source>%1 with %2 %3; the model will know %4 % of their words.</source>
        <translation>%1、%2，%3；模型将认识其中 %4% 的词。</translation>
    </message>
</context>
<context>
    <name>Dialogs</name>
    <message>
        <source>Keyboard shortcuts</source>
        <translation>键盘快捷键</translation>
    </message>
    <message>
        <source>Command</source>
        <translation>命令</translation>
    </message>
    <message>
        <source>Keys</source>
        <translation>按键</translation>
    </message>
    <message>
        <source>About Saccade</source>
        <translation>关于 Saccade</translation>
    </message>
    <message>
        <source>&lt;p&gt;Captions photos and shows, word by word, where the captioner looks: the way an eye jumps, a &lt;i&gt;saccade&lt;/i&gt;, from place to place.&lt;/p&gt;&lt;p&gt;Saccade is free software under the &lt;a href=&quot;https://www.gnu.org/licenses/gpl-3.0.html&quot;&gt;GNU General Public License&lt;/a&gt;, version 3 or later. It comes with no warranty, to the extent that the law permits.&lt;/p&gt;&lt;p&gt;After &lt;i&gt;Show, Attend and Tell&lt;/i&gt; (Xu et al., 2015). Built with Qt and LibTorch.&lt;/p&gt;</source>
        <translation>&lt;p&gt;为照片生成描述，并逐词显示描述模型在看哪里：如同眼睛从一处跳到另一处，即&lt;i&gt;眼跳&lt;/i&gt;（saccade）。&lt;/p&gt;&lt;p&gt;Saccade 是自由软件，以 &lt;a href=&quot;https://www.gnu.org/licenses/gpl-3.0.html&quot;&gt;GNU 通用公共许可证&lt;/a&gt;第 3 版或更新版本发布。在法律允许的范围内，不提供任何担保。&lt;/p&gt;&lt;p&gt;源自 &lt;i&gt;Show, Attend and Tell&lt;/i&gt;（Xu 等，2015）。使用 Qt 和 LibTorch 构建。&lt;/p&gt;</translation>
    </message>
    <message>
        <source>About and licence</source>
        <translation>关于与许可</translation>
    </message>
</context>
<context>
    <name>OverlayControls</name>
    <message>
        <source>gaze spent so far</source>
        <translation>目前累计的视线</translation>
    </message>
    <message>
        <source>less – more than before</source>
        <translation>比前一个词少 – 多</translation>
    </message>
    <message>
        <source>gaze of %1 words</source>
        <translation>%1 个词的视线之和</translation>
    </message>
    <message>
        <source>share of the gaze</source>
        <translation>视线占比</translation>
    </message>
</context>
<context>
    <name>PhotoFiles</name>
    <message>
        <source>Photos (%1)</source>
        <translation>照片 (%1)</translation>
    </message>
    <message>
        <source>All files (*)</source>
        <translation>所有文件 (*)</translation>
    </message>
</context>
<context>
    <name>RunCurves</name>
    <message>
        <source>Batch loss</source>
        <translation>批次损失</translation>
    </message>
    <message>
        <source>Validation loss</source>
        <translation>验证损失</translation>
    </message>
    <message>
        <source>CIDEr-D</source>
        <translation>CIDEr-D</translation>
    </message>
    <message>
        <source>BLEU-4</source>
        <translation>BLEU-4</translation>
    </message>
    <message>
        <source>Learning rate</source>
        <translation>学习率</translation>
    </message>
</context>
<context>
    <name>Settings</name>
    <message>
        <source>Run</source>
        <translation>训练</translation>
    </message>
    <message>
        <source>Optimiser</source>
        <translation>优化器</translation>
    </message>
    <message>
        <source>Learning rate over time</source>
        <translation>学习率变化</translation>
    </message>
    <message>
        <source>Loss</source>
        <translation>损失</translation>
    </message>
    <message>
        <source>Words</source>
        <translation>词</translation>
    </message>
    <message>
        <source>Network</source>
        <translation>网络</translation>
    </message>
    <message>
        <source>Backbone</source>
        <translation>主干网络</translation>
    </message>
    <message>
        <source>Epochs</source>
        <translation>轮数</translation>
    </message>
    <message>
        <source>epochs</source>
        <translation>轮</translation>
    </message>
    <message>
        <source>How often every caption is learned from.</source>
        <translation>每条描述被学习的次数。</translation>
    </message>
    <message>
        <source>Objective</source>
        <translation>目标</translation>
    </message>
    <message>
        <source>Predict people&apos;s next word, or raise CIDEr-D of whole captions (for models trained before).</source>
        <translation>预测人写的下一个词，或提高整条描述的 CIDEr-D（用于已训练过的模型）。</translation>
    </message>
    <message>
        <source>Batch</source>
        <translation>批次</translation>
    </message>
    <message>
        <source>photos</source>
        <translation>张照片</translation>
    </message>
    <message>
        <source>Photos a step, each with all of its captions.</source>
        <translation>每一步的照片数，每张带有其全部描述。</translation>
    </message>
    <message>
        <source>Batch by captions</source>
        <translation>按描述组成批次</translation>
    </message>
    <message>
        <source>captions</source>
        <translation>条描述</translation>
    </message>
    <message>
        <source>More than 0: a step takes so many single captions instead.</source>
        <translation>大于 0 时：每一步改为取这么多条单独的描述。</translation>
    </message>
    <message>
        <source>Captions of one length together</source>
        <translation>等长描述放在一起</translation>
    </message>
    <message>
        <source>For batches of captions: less padding, faster steps.</source>
        <translation>用于按描述组成的批次：填充更少，步进更快。</translation>
    </message>
    <message>
        <source>Precision</source>
        <translation>精度</translation>
    </message>
    <message>
        <source>Of the large products: bf16 is faster on processors that have it.</source>
        <translation>大矩阵乘法的精度：在支持的处理器上 bf16 更快。</translation>
    </message>
    <message>
        <source>Best epoch by</source>
        <translation>最佳轮次依据</translation>
    </message>
    <message>
        <source>What tells the best epoch, on photos that are not learned from.</source>
        <translation>用未参与学习的照片判断最佳轮次的指标。</translation>
    </message>
    <message>
        <source>Stop early after</source>
        <translation>提前停止</translation>
    </message>
    <message>
        <source>End the run after so many epochs without a better one; 0: never.</source>
        <translation>连续这么多轮没有更好的结果时结束训练；0：从不。</translation>
    </message>
    <message>
        <source>Keep the model every</source>
        <translation>模型保留间隔</translation>
    </message>
    <message>
        <source>Besides the best and the last one; 0: no others.</source>
        <translation>除最佳和最后一个之外；0：不另外保留。</translation>
    </message>
    <message>
        <source>Save every</source>
        <translation>保存间隔</translation>
    </message>
    <message>
        <source>minutes</source>
        <translation>分钟</translation>
    </message>
    <message>
        <source>So much work can be lost when the computer stops.</source>
        <translation>计算机停机时最多损失这么多进度。</translation>
    </message>
    <message>
        <source>Photos to watch</source>
        <translation>观察的照片</translation>
    </message>
    <message>
        <source>Names of photos to caption after every epoch, with commas; none: five of those to check on.</source>
        <translation>每轮之后要生成描述的照片名，用逗号分隔；留空：取五张验证照片。</translation>
    </message>
    <message>
        <source>Seed</source>
        <translation>随机种子</translation>
    </message>
    <message>
        <source>The same seed gives the same model again.</source>
        <translation>相同的种子会得到相同的模型。</translation>
    </message>
    <message>
        <source>How gradients change the weights.</source>
        <translation>梯度如何改变权重。</translation>
    </message>
    <message>
        <source>Learning rate</source>
        <translation>学习率</translation>
    </message>
    <message>
        <source>Of everything after the backbone.</source>
        <translation>主干网络之后所有部分的学习率。</translation>
    </message>
    <message>
        <source>Weight decay</source>
        <translation>权重衰减</translation>
    </message>
    <message>
        <source>Pulls weights towards 0 against learning by heart.</source>
        <translation>将权重拉向 0，防止死记硬背。</translation>
    </message>
    <message>
        <source>Clip gradients at</source>
        <translation>梯度裁剪</translation>
    </message>
    <message>
        <source>The norm that gradients are cut down to; 0: never.</source>
        <translation>梯度范数的上限；0：不裁剪。</translation>
    </message>
    <message>
        <source>Accumulate</source>
        <translation>梯度累积</translation>
    </message>
    <message>
        <source>batches</source>
        <translation>个批次</translation>
    </message>
    <message>
        <source>Batches whose gradients are averaged before a step.</source>
        <translation>每一步之前对梯度取平均的批次数。</translation>
    </message>
    <message>
        <source>Momentum</source>
        <translation>动量</translation>
    </message>
    <message>
        <source>Of SGD and RMSprop.</source>
        <translation>用于 SGD 和 RMSprop。</translation>
    </message>
    <message>
        <source>Nesterov momentum</source>
        <translation>Nesterov 动量</translation>
    </message>
    <message>
        <source>Of SGD.</source>
        <translation>用于 SGD。</translation>
    </message>
    <message>
        <source>Beta 1</source>
        <translation>Beta 1</translation>
    </message>
    <message>
        <source>Adam&apos;s memory of the gradient.</source>
        <translation>Adam 对梯度的记忆。</translation>
    </message>
    <message>
        <source>Beta 2</source>
        <translation>Beta 2</translation>
    </message>
    <message>
        <source>Adam&apos;s memory of the gradient&apos;s square; RMSprop&apos;s too.</source>
        <translation>Adam 对梯度平方的记忆；也用于 RMSprop。</translation>
    </message>
    <message>
        <source>Epsilon</source>
        <translation>Epsilon</translation>
    </message>
    <message>
        <source>Keeps Adam from dividing by 0.</source>
        <translation>避免 Adam 除以 0。</translation>
    </message>
    <message>
        <source>Schedule</source>
        <translation>调度方式</translation>
    </message>
    <message>
        <source>How the learning rate changes.</source>
        <translation>学习率如何变化。</translation>
    </message>
    <message>
        <source>Warm-up</source>
        <translation>预热</translation>
    </message>
    <message>
        <source>of all steps</source>
        <translation>占全部步数</translation>
    </message>
    <message>
        <source>Cosine: the share in which the rate grows from 0.</source>
        <translation>余弦：学习率从 0 开始上升所占的比例。</translation>
    </message>
    <message>
        <source>Final rate</source>
        <translation>最终学习率</translation>
    </message>
    <message>
        <source>of the rate</source>
        <translation>相对学习率</translation>
    </message>
    <message>
        <source>Cosine: the share that the last step has.</source>
        <translation>余弦：最后一步所剩的比例。</translation>
    </message>
    <message>
        <source>Step every</source>
        <translation>阶梯间隔</translation>
    </message>
    <message>
        <source>Step: epochs from one cut to the next.</source>
        <translation>阶梯：两次下降之间的轮数。</translation>
    </message>
    <message>
        <source>Step factor</source>
        <translation>阶梯系数</translation>
    </message>
    <message>
        <source>Step: what each cut multiplies the rate by.</source>
        <translation>阶梯：每次下降时学习率乘以的系数。</translation>
    </message>
    <message>
        <source>Plateau patience</source>
        <translation>平台期耐心</translation>
    </message>
    <message>
        <source>Plateau: epochs without a gain before a cut.</source>
        <translation>平台期：下降前允许没有改进的轮数。</translation>
    </message>
    <message>
        <source>Plateau factor</source>
        <translation>平台期系数</translation>
    </message>
    <message>
        <source>Plateau: what each cut multiplies the rate by.</source>
        <translation>平台期：每次下降时学习率乘以的系数。</translation>
    </message>
    <message>
        <source>Label smoothing</source>
        <translation>标签平滑</translation>
    </message>
    <message>
        <source>Share of belief that the right word gives to all others.</source>
        <translation>正确的词让给其他所有词的概率份额。</translation>
    </message>
    <message>
        <source>Attention penalty</source>
        <translation>注意力惩罚</translation>
    </message>
    <message>
        <source>Weight of the wish to look at every part of the photo once.</source>
        <translation>“照片每一处都看一次”这一要求的权重。</translation>
    </message>
    <message>
        <source>Scheduled sampling</source>
        <translation>计划采样</translation>
    </message>
    <message>
        <source>of the words</source>
        <translation>的词</translation>
    </message>
    <message>
        <source>Share of words read from the model itself in the last epoch.</source>
        <translation>最后一轮中改为读取模型自身输出（而非教师强制）的词的比例。</translation>
    </message>
    <message>
        <source>Captions drawn</source>
        <translation>采样描述数</translation>
    </message>
    <message>
        <source>a photo</source>
        <translation>每张照片</translation>
    </message>
    <message>
        <source>For the self-critical objective.</source>
        <translation>用于自批判目标。</translation>
    </message>
    <message>
        <source>Normalised by</source>
        <translation>归一化方式</translation>
    </message>
    <message>
        <source>The number of words, or as the tutorial does it.</source>
        <translation>按词数，或按教程的做法。</translation>
    </message>
    <message>
        <source>Words by</source>
        <translation>分词方式</translation>
    </message>
    <message>
        <source>How captions are cut: unicode also cuts Chinese and Japanese.</source>
        <translation>描述如何切分：unicode 也能切分中文和日文。</translation>
    </message>
    <message>
        <source>Vocabulary</source>
        <translation>词表</translation>
    </message>
    <message>
        <source>words</source>
        <translation>个词</translation>
    </message>
    <message>
        <source>Only the most frequent ones are learned.</source>
        <translation>只学习最常见的词。</translation>
    </message>
    <message>
        <source>Seen at least</source>
        <translation>最少出现</translation>
    </message>
    <message>
        <source>times</source>
        <translation>次</translation>
    </message>
    <message>
        <source>Rarer words are not learned.</source>
        <translation>更少见的词不学习。</translation>
    </message>
    <message>
        <source>Longest caption</source>
        <translation>最长描述</translation>
    </message>
    <message>
        <source>Longer ones are cut.</source>
        <translation>超长的会被截断。</translation>
    </message>
    <message>
        <source>Recurrent cell</source>
        <translation>循环单元</translation>
    </message>
    <message>
        <source>What carries the sentence.</source>
        <translation>承载句子状态的单元。</translation>
    </message>
    <message>
        <source>Dropout</source>
        <translation>Dropout</translation>
    </message>
    <message>
        <source>Share of values left out at random in training, against learning by heart.</source>
        <translation>训练时随机丢弃的数值比例，防止死记硬背。</translation>
    </message>
    <message>
        <source>Recurrent units</source>
        <translation>循环单元数</translation>
    </message>
    <message>
        <source>Size of the state; larger is slower.</source>
        <translation>状态的大小；越大越慢。</translation>
    </message>
    <message>
        <source>Word vector</source>
        <translation>词向量</translation>
    </message>
    <message>
        <source>Numbers a word.</source>
        <translation>每个词的维数。</translation>
    </message>
    <message>
        <source>Encoded cell</source>
        <translation>编码单元格</translation>
    </message>
    <message>
        <source>Numbers a cell of the photo after the encoder.</source>
        <translation>经编码器后每个单元格的维数。</translation>
    </message>
    <message>
        <source>Attention units</source>
        <translation>注意力单元数</translation>
    </message>
    <message>
        <source>Size of the layer that scores the cells.</source>
        <translation>为单元格打分的层的大小。</translation>
    </message>
    <message>
        <source>Attends</source>
        <translation>注意时机</translation>
    </message>
    <message>
        <source>Before the last word is read, as the tutorial does, or after.</source>
        <translation>在读入上一个词之前（如教程），或之后。</translation>
    </message>
    <message>
        <source>Initial state</source>
        <translation>初始状态</translation>
    </message>
    <message>
        <source>Zero, as the tutorial&apos;s, or from the mean of the photo&apos;s cells.</source>
        <translation>零（如教程），或由照片单元格的平均值得到。</translation>
    </message>
    <message>
        <source>Context gate</source>
        <translation>上下文门</translation>
    </message>
    <message>
        <source>Lets the state decide how much of the photo it takes in.</source>
        <translation>由状态决定从照片中吸收多少信息。</translation>
    </message>
    <message>
        <source>First weights</source>
        <translation>初始权重</translation>
    </message>
    <message>
        <source>How they are drawn: as LibTorch or as Keras does it.</source>
        <translation>抽取方式：按 LibTorch 或按 Keras。</translation>
    </message>
    <message>
        <source>More than 0 trains the backbone too, if photos are read in every epoch.</source>
        <translation>大于 0 时也训练主干网络（需每轮读取照片）。</translation>
    </message>
    <message>
        <source>From block</source>
        <translation>起始模块</translation>
    </message>
    <message>
        <source>The first block that learns, such as blocks.13 or Mixed_7a; empty: all of them.</source>
        <translation>第一个参与学习的模块，如 blocks.13 或 Mixed_7a；留空：全部。</translation>
    </message>
    <message>
        <source>Smallest crop</source>
        <translation>最小裁剪</translation>
    </message>
    <message>
        <source>of the photo</source>
        <translation>占照片</translation>
    </message>
    <message>
        <source>Random crops keep at least so much of its area; 1: no crops.</source>
        <translation>随机裁剪至少保留的面积比例；1：不裁剪。</translation>
    </message>
    <message>
        <source>Mirror photos</source>
        <translation>镜像照片</translation>
    </message>
    <message>
        <source>Every other one, at random: wrong for captions that say left and right.</source>
        <translation>随机镜像一半的照片：不适合提到左右的描述。</translation>
    </message>
    <message>
        <source>A whole number, %1</source>
        <translation>整数，%1</translation>
    </message>
    <message>
        <source>A number, %1</source>
        <translation>数值，%1</translation>
    </message>
    <message>
        <source>Unattended penalty</source>
        <translation>未关注惩罚</translation>
    </message>
    <message>
        <source>Weight of words that depend on where they look. Attention after the word; wants a low learning rate.</source>
        <translation>希望词语取决于其所看之处的权重。用于“注意力在词之后”；学习率宜低。</translation>
    </message>
    <message>
        <source>Teacher</source>
        <translation>教师模型</translation>
    </message>
    <message>
        <source>File of a model whose sight the backbone learns from; empty: none.</source>
        <translation>主干网络要学习其所见特征的模型文件；留空：不用。</translation>
    </message>
    <message>
        <source>Weight of the teacher</source>
        <translation>教师模型的权重</translation>
    </message>
    <message>
        <source>How much seeing as it does counts beside the captions.</source>
        <translation>除描述之外，与其所见相似占多大分量。</translation>
    </message>
    <message>
        <source>Average of the weights</source>
        <translation>权重平均</translation>
    </message>
    <message>
        <source>Validate and keep a moving average, of which each step keeps this share, such as 0.999; 0: the weights themselves.</source>
        <translation>验证并保存权重的滑动平均，每一步保留其中这一份额，如 0.999；0：直接使用权重本身。</translation>
    </message>
    <message>
        <source>Cost of repetition</source>
        <translation>重复代价</translation>
    </message>
    <message>
        <source>CIDEr-D</source>
        <translation>CIDEr-D</translation>
    </message>
    <message>
        <source>For the self-critical objective: what a noun, verb or adjective said again costs.</source>
        <translation>用于自批评目标：重复说出名词、动词或形容词的代价。</translation>
    </message>
</context>
<context>
    <name>StudioTour</name>
    <message>
        <source>The photo</source>
        <translation>照片</translation>
    </message>
    <message>
        <source>Saccade writes a sentence about every photo. The colours show where it looked when it said the marked word.</source>
        <translation>Saccade 为每张照片写一句话。颜色显示它说出所标记的词时看向哪里。</translation>
    </message>
    <message>
        <source>Its words</source>
        <translation>描述的词</translation>
    </message>
    <message>
        <source>The caption, and how sure the model was of each word. Point at a word or press Left and Right: the colours follow.</source>
        <translation>这是描述，以及模型对每个词的把握。指向某个词，或按左右方向键，颜色会随之移动。</translation>
    </message>
    <message>
        <source>The caption as time</source>
        <translation>时间轴</translation>
    </message>
    <message>
        <source>Space plays the caption. Drag the slider, and the gaze jumps from place to place.</source>
        <translation>按空格键播放描述。拖动滑块，视线便从一处跳到另一处。</translation>
    </message>
    <message>
        <source>What it thought</source>
        <translation>模型的想法</translation>
    </message>
    <message>
        <source>How sure it was, what else it could have said, and how its attention is drawn.</source>
        <translation>它有多大把握、还可能说什么，以及注意力的绘制方式。</translation>
    </message>
    <message>
        <source>Your photos</source>
        <translation>你的照片</translation>
    </message>
    <message>
        <source>Drop photos or a folder anywhere into the window. Page Up and Page Down go from one photo to the next.</source>
        <translation>将照片或文件夹拖到窗口任意位置。按 Page Up 和 Page Down 在照片之间切换。</translation>
    </message>
    <message>
        <source>Train your own</source>
        <translation>训练自己的模型</translation>
    </message>
    <message>
        <source>Bring photos with captions, and watch a captioner learn from them. F1 lists all keys; this tour is in the Help menu.</source>
        <translation>准备带描述的照片，看描述模型如何学习。按 F1 可查看全部按键；本导览在“帮助”菜单中。</translation>
    </message>
</context>
<context>
    <name>core</name>
    <message>
        <source>%1.</source>
        <comment>a sentence</comment>
        <translation>%1。</translation>
    </message>
    <message>
        <source>%1 %2</source>
        <comment>two sentences</comment>
        <translation>%1%2</translation>
    </message>
    <message>
        <source>there is not enough memory for it</source>
        <translation>内存不足</translation>
    </message>
    <message>
        <source>Close other programs, or make the photo smaller</source>
        <translation>请关闭其他程序，或缩小照片</translation>
    </message>
    <message>
        <source>the model&apos;s attention does not fit its grid</source>
        <translation>模型的注意力与其网格不符</translation>
    </message>
    <message>
        <source>Open another model</source>
        <translation>请打开另一个模型</translation>
    </message>
    <message>
        <source>No model is open. Open a model first.</source>
        <translation>没有打开的模型。请先打开一个模型。</translation>
    </message>
    <message>
        <source>it is larger than 200 megapixels</source>
        <translation>图片超过 2 亿像素</translation>
    </message>
    <message>
        <source>Copy a smaller part of it</source>
        <translation>请只复制其中一部分</translation>
    </message>
    <message>
        <source>it has no pixels that can be saved</source>
        <translation>其中没有可以保存的像素</translation>
    </message>
    <message>
        <source>Copy it again</source>
        <translation>请重新复制</translation>
    </message>
    <message>
        <source>it cannot be moved</source>
        <translation>无法移动</translation>
    </message>
    <message>
        <source>Check who may write in its folder</source>
        <translation>请检查其文件夹的写入权限</translation>
    </message>
    <message>
        <source>it cannot be written; the disk may be full, or the folder protected</source>
        <translation>无法写入；磁盘可能已满，或文件夹受保护</translation>
    </message>
    <message>
        <source>Choose another place</source>
        <translation>请选择其他位置</translation>
    </message>
    <message>
        <source>That is too many runs for one queue; saccade-cli sweep takes more.</source>
        <translation>这么多次训练超出一个队列的上限；saccade-cli sweep 可以容纳更多。</translation>
    </message>
    <message>
        <source>line {} is no record of a caption, so this file is something else</source>
        <translation>第 {} 行不是描述记录，因此这是别的文件</translation>
    </message>
    <message>
        <source>Choose another name, or delete the file</source>
        <translation>请换一个文件名，或删除该文件</translation>
    </message>
    <message>
        <source>{}: captions go into a file whose name ends in .csv or .jsonl.</source>
        <translation>{}：描述要写入文件名以 .csv 或 .jsonl 结尾的文件。</translation>
    </message>
    <message>
        <source>This is no record of a caption.</source>
        <translation>这不是描述记录。</translation>
    </message>
    <message>
        <source>it cannot be written: {}</source>
        <translation>无法写入：{}</translation>
    </message>
    <message>
        <source>Choose another place for the captions</source>
        <translation>请为描述选择其他位置</translation>
    </message>
    <message>
        <source>another run is writing it</source>
        <translation>另一个任务正在写入此文件</translation>
    </message>
    <message>
        <source>Wait until that one is done</source>
        <translation>请等待那个任务完成</translation>
    </message>
    <message>
        <source>it cannot be read: {}</source>
        <translation>无法读取：{}</translation>
    </message>
    <message>
        <source>this is no journal of captions</source>
        <translation>这不是描述日志</translation>
    </message>
    <message>
        <source>Delete it, or choose another name</source>
        <translation>请将其删除，或换一个文件名</translation>
    </message>
    <message>
        <source>What is done is kept: mend that and start again</source>
        <translation>已完成的部分会保留：请解决此问题后重新开始</translation>
    </message>
    <message>
        <source>it holds captions of the model &quot;{}&quot;, not of &quot;{}&quot;</source>
        <translation>其中是模型“{}”的描述，而不是“{}”的</translation>
    </message>
    <message>
        <source>Choose another file, or start again from the first photo</source>
        <translation>请选择另一个文件，或从第一张照片重新开始</translation>
    </message>
    <message>
        <source>its caption has no words to write into it</source>
        <translation>描述中没有词，无法写入照片</translation>
    </message>
    <message>
        <source>there is not enough memory for this photo</source>
        <translation>内存不足，无法处理这张照片</translation>
    </message>
    <message>
        <source>this folder cannot be read: {}</source>
        <translation>无法读取此文件夹：{}</translation>
    </message>
    <message>
        <source>this is no folder</source>
        <translation>这不是文件夹</translation>
    </message>
    <message>
        <source>Give the name of a folder of photos</source>
        <translation>请给出照片文件夹的名称</translation>
    </message>
    <message>
        <source>This colour map is not known.</source>
        <translation>未知的配色。</translation>
    </message>
    <message>
        <source>There is no colour map named &quot;{}&quot;. Choose viridis, inferno, turbo, grey or spotlight.</source>
        <translation>没有名为“{}”的配色。请选择 viridis、inferno、turbo、grey 或 spotlight。</translation>
    </message>
    <message>
        <source>An attention map cannot be drawn {} x {} pixels large.</source>
        <translation>注意力图无法绘制成 {} × {} 像素。</translation>
    </message>
    <message>
        <source>The places of the attention cells are not one rising centre a row and a column.</source>
        <translation>注意力单元格的位置有误：每行每列的中心应依次递增。</translation>
    </message>
    <message>
        <source>An attention map of {} values does not fit a grid of {} x {} cells.</source>
        <translation>含 {} 个值的注意力图与 {} × {} 个单元格的网格不符。</translation>
    </message>
    <message>
        <source>The caption has fewer words.</source>
        <translation>描述没有这么多词。</translation>
    </message>
    <message>
        <source>The words&apos; attention maps differ in size.</source>
        <translation>各词的注意力图大小不一。</translation>
    </message>
    <message>
        <source>Attention maps of {} and of {} cells cannot be subtracted.</source>
        <translation>{} 个与 {} 个单元格的注意力图无法相减。</translation>
    </message>
    <message>
        <source>The opacity of an overlay is between 0 and 1, not {}.</source>
        <translation>叠加层的不透明度应在 0 到 1 之间，而不是 {}。</translation>
    </message>
    <message>
        <source>An attention map of {} values does not fit {} cells.</source>
        <translation>含 {} 个值的注意力图与 {} 个单元格不符。</translation>
    </message>
    <message>
        <source>The size of an animation in pixels is between {} and {}, not {}.</source>
        <translation>动画的尺寸应在 {} 到 {} 像素之间，而不是 {}。</translation>
    </message>
    <message>
        <source>The number of frames between two words is between {} and {}, not {}.</source>
        <translation>两词之间的帧数应在 {} 到 {} 之间，而不是 {}。</translation>
    </message>
    <message>
        <source>The time a frame is shown for, in hundredths of a second, is between {} and {}, not {}.</source>
        <translation>每帧的显示时间（百分之一秒）应在 {} 到 {} 之间，而不是 {}。</translation>
    </message>
    <message>
        <source>Writing the animation</source>
        <translation>正在写入动画</translation>
    </message>
    <message>
        <source>Making a picture of {} x {} pixels failed: {}.</source>
        <translation>无法创建 {} × {} 像素的图片：{}。</translation>
    </message>
    <message>
        <source>Drawing a photo failed: {}.</source>
        <translation>无法绘制照片：{}。</translation>
    </message>
    <message>
        <source>Drawing a contact sheet failed: {}.</source>
        <translation>无法绘制总览图：{}。</translation>
    </message>
    <message>
        <source>Only a page of pixels can be read.</source>
        <translation>只有像素页面可以读取。</translation>
    </message>
    <message>
        <source>the picture cannot be written: {}</source>
        <translation>无法写入图片：{}</translation>
    </message>
    <message>
        <source>its first line names no columns &quot;image&quot; and &quot;caption&quot;</source>
        <translation>第一行没有“image”和“caption”两列</translation>
    </message>
    <message>
        <source>Begin the table with a line such as image,caption,split</source>
        <translation>表格的第一行应类似 image,caption,split</translation>
    </message>
    <message>
        <source>{}: {} rows without a caption.</source>
        <translation>{}：{} 行没有描述。</translation>
    </message>
    <message>
        <source>{}: {} captions with malformed UTF-8, which was replaced.</source>
        <translation>{}：{} 条描述中有损坏的 UTF-8，已替换。</translation>
    </message>
    <message>
        <source>it holds no captions</source>
        <translation>其中没有描述</translation>
    </message>
    <message>
        <source>Add a row for each caption</source>
        <translation>请为每条描述添加一行</translation>
    </message>
    <message>
        <source>line {} has {} fields, the first line {}</source>
        <translation>第 {} 行有 {} 个字段，而第一行有 {} 个</translation>
    </message>
    <message>
        <source>Put captions with delimiters into quotation marks</source>
        <translation>请给含分隔符的描述加上引号</translation>
    </message>
    <message>
        <source>line {} names no image</source>
        <translation>第 {} 行没有图像名</translation>
    </message>
    <message>
        <source>Give each row an image&apos;s file name</source>
        <translation>请在每一行写上图像的文件名</translation>
    </message>
    <message>
        <source>line {} puts {} into the {} split, an earlier one into {}</source>
        <translation>第 {} 行把 {} 归入 {} 划分，而前面有一行把它归入 {}</translation>
    </message>
    <message>
        <source>Give all captions of an image the same split</source>
        <translation>请让同一图像的所有描述属于同一划分</translation>
    </message>
    <message>
        <source>line {} has an unknown split &quot;{}&quot;</source>
        <translation>第 {} 行的划分“{}”未知</translation>
    </message>
    <message>
        <source>Known: train, dev (or val), test, or nothing</source>
        <translation>可用：train、dev（或 val）、test，或留空</translation>
    </message>
    <message>
        <source>&quot;{}&quot; is no image&apos;s name</source>
        <translation>“{}”不是图像名</translation>
    </message>
    <message>
        <source>image id {} stands twice</source>
        <translation>图像编号 {} 出现了两次</translation>
    </message>
    <message>
        <source>the image {} stands twice</source>
        <translation>图像 {} 出现了两次</translation>
    </message>
    <message>
        <source>this is no COCO captions file ({})</source>
        <translation>这不是 COCO 描述文件（{}）</translation>
    </message>
    <message>
        <source>Expected &quot;images&quot; and &quot;annotations&quot;</source>
        <translation>应包含“images”和“annotations”</translation>
    </message>
    <message>
        <source>{}: {} captions of images that are not listed are left out.</source>
        <translation>{}：{} 条描述所属的图像未列出，已略过。</translation>
    </message>
    <message>
        <source>line {} has a quotation mark in the wrong place</source>
        <translation>第 {} 行的引号位置有误</translation>
    </message>
    <message>
        <source>Put fields with quotation marks into quotation marks and double those inside</source>
        <translation>请给含引号的字段加上引号，并将其中的引号写成两个</translation>
    </message>
    <message>
        <source>Reading photos</source>
        <translation>正在读取照片</translation>
    </message>
    <message>
        <source>{}: {} photos have no caption and are left out.</source>
        <translation>{}：{} 张照片没有描述，已略过。</translation>
    </message>
    <message>
        <source>{} of {} photos are missing, the first is {}</source>
        <translation>{1} 张照片中缺少 {0} 张，第一张是 {2}</translation>
    </message>
    <message>
        <source>Fetch the photos again or remove the missing ones from the lists</source>
        <translation>请重新获取照片，或从列表中移除缺失的照片</translation>
    </message>
    <message>
        <source>the shard is shorter than its index says</source>
        <translation>分片比索引所记录的短</translation>
    </message>
    <message>
        <source>Build the cache again</source>
        <translation>请重新构建缓存</translation>
    </message>
    <message>
        <source>The feature cache has no photo &quot;{}&quot;. Run saccade-cli features build again.</source>
        <translation>特征缓存中没有照片“{}”。请重新运行 saccade-cli features build。</translation>
    </message>
    <message>
        <source>it cannot be written</source>
        <translation>无法写入</translation>
    </message>
    <message>
        <source>Check the folder&apos;s permissions</source>
        <translation>请检查文件夹的权限</translation>
    </message>
    <message>
        <source>writing failed; the disk is probably full</source>
        <translation>写入失败；磁盘可能已满</translation>
    </message>
    <message>
        <source>Free some space and build again: what is finished is kept</source>
        <translation>请腾出一些空间后重新构建：已完成的部分会保留</translation>
    </message>
    <message>
        <source>the cache will take {:.2f} GiB, but only {:.2f} GiB are free</source>
        <translation>缓存需要 {} GiB，但只有 {} GiB 可用</translation>
    </message>
    <message>
        <source>Free some space, choose another disk, or store 8 bits a value (--storage int8)</source>
        <translation>请腾出一些空间、选择另一个磁盘，或每个值存为 8 位（--storage int8）</translation>
    </message>
    <message>
        <source>{:.1f} photos/s, {}:{:02} left</source>
        <translation>每秒 {} 张照片，剩余 {}:{}</translation>
    </message>
    <message>
        <source>Encoding photos</source>
        <translation>正在编码照片</translation>
    </message>
    <message>
        <source>A feature cache stores fp16 or int8, not &quot;{}&quot;.</source>
        <translation>特征缓存以 fp16 或 int8 存储，而不是“{}”。</translation>
    </message>
    <message>
        <source>a size of {} is out of range</source>
        <translation>大小 {} 超出范围</translation>
    </message>
    <message>
        <source>Build it again</source>
        <translation>请重新构建</translation>
    </message>
    <message>
        <source>Delete the folder and build it again</source>
        <translation>请删除该文件夹后重新构建</translation>
    </message>
    <message>
        <source>this cache was made with {} {}, not {}</source>
        <translation>此缓存构建时的 {} 为 {}，而不是 {}</translation>
    </message>
    <message>
        <source>Choose another folder, or delete this one</source>
        <translation>请选择另一个文件夹，或删除此文件夹</translation>
    </message>
    <message>
        <source>there is no such folder</source>
        <translation>没有这个文件夹</translation>
    </message>
    <message>
        <source>Give the folder that holds Flickr8k.token.txt</source>
        <translation>请给出包含 Flickr8k.token.txt 的文件夹</translation>
    </message>
    <message>
        <source>the photos&apos; folder is missing</source>
        <translation>缺少照片文件夹</translation>
    </message>
    <message>
        <source>Put the photos into &quot;images&quot; or &quot;Flicker8k_Dataset&quot; beside Flickr8k.token.txt</source>
        <translation>请将照片放入 Flickr8k.token.txt 旁的“images”或“Flicker8k_Dataset”文件夹</translation>
    </message>
    <message>
        <source>line {} is not a photo&apos;s file name</source>
        <translation>第 {} 行不是照片文件名</translation>
    </message>
    <message>
        <source>Expected a line such as 1000268201_693b08cb0e.jpg</source>
        <translation>应类似 1000268201_693b08cb0e.jpg</translation>
    </message>
    <message>
        <source>line {} lists {}, which is in the {} split already</source>
        <translation>第 {} 行列出了 {}，但它已在 {} 划分中</translation>
    </message>
    <message>
        <source>Remove it from one of the two lists, or scores would be those of seen photos</source>
        <translation>请将其从其中一个列表中移除，否则得分会来自训练时见过的照片</translation>
    </message>
    <message>
        <source>{}: left out {} repeated name.</source>
        <translation>{}：已略过 {} 个重复的名称。</translation>
    </message>
    <message>
        <source>{}: left out {} repeated names.</source>
        <translation>{}：已略过 {} 个重复的名称。</translation>
    </message>
    <message>
        <source>line {} is malformed</source>
        <translation>第 {} 行格式有误</translation>
    </message>
    <message>
        <source>Expected NAME.jpg#0, a tab and a caption</source>
        <translation>应为 NAME.jpg#0、一个制表符和一条描述</translation>
    </message>
    <message>
        <source>{}: left out {} caption of photos in no split list.</source>
        <translation>{}：已略过 {} 条描述，其照片不在任何划分列表中。</translation>
    </message>
    <message>
        <source>{}: left out {} captions of photos in no split list.</source>
        <translation>{}：已略过 {} 条描述，其照片不在任何划分列表中。</translation>
    </message>
    <message>
        <source>{}: left out {} empty caption.</source>
        <translation>{}：已略过 {} 条空描述。</translation>
    </message>
    <message>
        <source>{}: left out {} empty captions.</source>
        <translation>{}：已略过 {} 条空描述。</translation>
    </message>
    <message>
        <source>{}: replaced malformed UTF-8 in {} caption.</source>
        <translation>{}：已替换 {} 条描述中损坏的 UTF-8。</translation>
    </message>
    <message>
        <source>{}: replaced malformed UTF-8 in {} captions.</source>
        <translation>{}：已替换 {} 条描述中损坏的 UTF-8。</translation>
    </message>
    <message>
        <source>there is no caption of {}, a photo of the {} split</source>
        <translation>{1} 划分中的照片 {0} 没有描述</translation>
    </message>
    <message>
        <source>Add its captions or remove it from the split&apos;s list</source>
        <translation>请添加其描述，或将其从该划分的列表中移除</translation>
    </message>
    <message>
        <source>an image has the unknown split &quot;{}&quot;</source>
        <translation>有图像的划分“{}”未知</translation>
    </message>
    <message>
        <source>Known: train, restval, val, test</source>
        <translation>可用：train、restval、val、test</translation>
    </message>
    <message>
        <source>&quot;{}&quot; is no image&apos;s name, or stands twice</source>
        <translation>“{}”不是图像名，或出现了两次</translation>
    </message>
    <message>
        <source>Remove it from &quot;images&quot;</source>
        <translation>请将其从“images”中移除</translation>
    </message>
    <message>
        <source>these are no Karpathy splits ({})</source>
        <translation>这不是 Karpathy 划分文件（{}）</translation>
    </message>
    <message>
        <source>Expected &quot;images&quot;, each with &quot;filename&quot;, &quot;split&quot; and &quot;sentences&quot;</source>
        <translation>应包含“images”，其中每一项含“filename”、“split”和“sentences”</translation>
    </message>
    <message>
        <source>it holds neither COCO captions nor Karpathy splits</source>
        <translation>其中既没有 COCO 描述，也没有 Karpathy 划分</translation>
    </message>
    <message>
        <source>Expected &quot;images&quot; with &quot;annotations&quot;, or &quot;images&quot; with &quot;sentences&quot;</source>
        <translation>应包含“images”和“annotations”，或带“sentences”的“images”</translation>
    </message>
    <message>
        <source>{}: where are its photos? Give their folder with --images.</source>
        <translation>{}：未找到其照片。请给出照片文件夹（命令行为 --images）。</translation>
    </message>
    <message>
        <source>there is no such file or folder</source>
        <translation>没有这个文件或文件夹</translation>
    </message>
    <message>
        <source>Check the path</source>
        <translation>请检查路径</translation>
    </message>
    <message>
        <source>no data set was found in this folder</source>
        <translation>此文件夹中没有找到数据集</translation>
    </message>
    <message>
        <source>It should hold Flickr8k.token.txt, results_20130124.token or captions.txt; for COCO and Karpathy give the .json file, for a table the .csv or .tsv</source>
        <translation>其中应有 Flickr8k.token.txt、results_20130124.token 或 captions.txt；COCO 和 Karpathy 请给出 .json 文件，表格请给出 .csv 或 .tsv 文件</translation>
    </message>
    <message>
        <source>&quot;{}&quot; is no data set&apos;s format. Known: {}.</source>
        <translation>“{}”不是数据集格式。可用：{}。</translation>
    </message>
    <message>
        <source>The width of the beam is 1 to {}, not {}.</source>
        <translation>束宽应为 1 到 {}，而不是 {}。</translation>
    </message>
    <message>
        <source>A beam of {} gives 1 to {} captions, not {}.</source>
        <translation>束宽为 {} 的束搜索给出 1 到 {} 条描述，而不是 {} 条。</translation>
    </message>
    <message>
        <source>The length penalty is 0 to 10, not {}.</source>
        <translation>长度惩罚应为 0 到 10，而不是 {}。</translation>
    </message>
    <message>
        <source>There is no such branch.</source>
        <translation>没有这个分支。</translation>
    </message>
    <message>
        <source>The first caption stays.</source>
        <translation>第一条描述不能移除。</translation>
    </message>
    <message>
        <source>The model gives values that are not numbers. Its file may be damaged: get it again.</source>
        <translation>模型给出了非数值的结果。模型文件可能已损坏：请重新获取。</translation>
    </message>
    <message>
        <source>A step lists at least one alternative.</source>
        <translation>每一步至少列出一个候选词。</translation>
    </message>
    <message>
        <source>The caption has ended; go back before taking another step.</source>
        <translation>描述已结束；请先后退再继续。</translation>
    </message>
    <message>
        <source>Token {} cannot stand in a caption.</source>
        <translation>词元 {} 不能出现在描述中。</translation>
    </message>
    <message>
        <source>Cannot go back {} steps: only {} were taken.</source>
        <translation>无法后退 {} 步：只走了 {} 步。</translation>
    </message>
    <message>
        <source>Cannot keep {} steps: only {} were taken.</source>
        <translation>无法保留 {} 步：只走了 {} 步。</translation>
    </message>
    <message>
        <source>Step {} was not taken: only {} were.</source>
        <translation>没有第 {} 步：只走了 {} 步。</translation>
    </message>
    <message>
        <source>The temperature is greater than 0, not {}. For the most probable word, decode greedily.</source>
        <translation>温度应大于 0，而不是 {}。若要取概率最大的词，请使用贪心搜索。</translation>
    </message>
    <message>
        <source>Top-k is at least 1, or 0 for all words, not {}.</source>
        <translation>Top-k 至少为 1，或以 0 表示所有词，而不是 {}。</translation>
    </message>
    <message>
        <source>Top-p is above 0 and at most 1, not {}.</source>
        <translation>Top-p 应大于 0 且不超过 1，而不是 {}。</translation>
    </message>
    <message>
        <source>Sampling cannot promise required words. Use beam search.</source>
        <translation>采样无法保证必需的词出现。请使用束搜索。</translation>
    </message>
    <message>
        <source>At least one caption is drawn, not {}.</source>
        <translation>至少采样一条描述，而不是 {} 条。</translation>
    </message>
    <message>
        <source>Token {} is no word that a caption could have.</source>
        <translation>词元 {} 不是描述中可用的词。</translation>
    </message>
    <message>
        <source>A caption has at least one word.</source>
        <translation>描述至少有一个词。</translation>
    </message>
    <message>
        <source>Blocked runs of words have a length of 1 or more, or 0 for none.</source>
        <translation>禁止重复的词串长度至少为 1；0 表示不限制。</translation>
    </message>
    <message>
        <source>&quot;{}&quot; cannot be both required and banned.</source>
        <translation>“{}”不能既是必需的又被禁用。</translation>
    </message>
    <message>
        <source>The words asked for do not fit into a caption of {}.</source>
        <translation>所要求的词放不进 {} 个词的描述。</translation>
    </message>
    <message>
        <source>the BMP data end early: {} of {} pixel rows are missing</source>
        <translation>BMP 数据不完整：{1} 行像素中缺少 {0} 行</translation>
    </message>
    <message>
        <source>the BMP data end inside the header</source>
        <translation>BMP 数据在文件头处中断</translation>
    </message>
    <message>
        <source>the BMP header is damaged</source>
        <translation>BMP 文件头已损坏</translation>
    </message>
    <message>
        <source>this kind of BMP is not supported (compression {}, {} bits a pixel)</source>
        <translation>不支持这种 BMP（压缩方式 {}，每像素 {} 位）</translation>
    </message>
    <message>
        <source>Convert it to JPEG or PNG first</source>
        <translation>请先将其转换为 JPEG 或 PNG</translation>
    </message>
    <message>
        <source>the BMP data end before the first pixel</source>
        <translation>BMP 数据在第一个像素之前中断</translation>
    </message>
    <message>
        <source>its size of {} x {} pixels is impossible</source>
        <translation>{} × {} 像素的尺寸不可能存在</translation>
    </message>
    <message>
        <source>{} x {} pixels are more than the {:g} million that Saccade opens</source>
        <translation>{} × {} 像素超过了 Saccade 可打开的 {} 百万像素上限</translation>
    </message>
    <message>
        <source>Shrink the photo first</source>
        <translation>请先缩小照片</translation>
    </message>
    <message>
        <source>the file is empty</source>
        <translation>文件是空的</translation>
    </message>
    <message>
        <source>Fetch or copy it again</source>
        <translation>请重新下载或复制</translation>
    </message>
    <message>
        <source>this is a text file, not a photo</source>
        <translation>这是文本文件，不是照片</translation>
    </message>
    <message>
        <source>this is no photo that Saccade knows</source>
        <translation>Saccade 不认识这种照片格式</translation>
    </message>
    <message>
        <source>Open a JPEG, PNG, WebP, TIFF, BMP or GIF file</source>
        <translation>请打开 JPEG、PNG、WebP、TIFF、BMP 或 GIF 文件</translation>
    </message>
    <message>
        <source>Saccade does not read {} files</source>
        <translation>Saccade 不读取 {} 文件</translation>
    </message>
    <message>
        <source>Saccade does not read icon files</source>
        <translation>Saccade 不读取图标文件</translation>
    </message>
    <message>
        <source>Saccade does not read video files</source>
        <translation>Saccade 不读取视频文件</translation>
    </message>
    <message>
        <source>Saccade does not read camera raw files</source>
        <translation>Saccade 不读取相机 RAW 文件</translation>
    </message>
    <message>
        <source>camera raw</source>
        <translation>相机 RAW</translation>
    </message>
    <message>
        <source>there is not enough memory for its pixels</source>
        <translation>内存不足，无法容纳其像素</translation>
    </message>
    <message>
        <source>Close other programs or shrink the photo</source>
        <translation>请关闭其他程序，或缩小照片</translation>
    </message>
    <message>
        <source>A photo without pixels cannot be written.</source>
        <translation>没有像素的照片无法写入。</translation>
    </message>
    <message>
        <source>The photo could not be written as JPEG.</source>
        <translation>无法将照片写为 JPEG。</translation>
    </message>
    <message>
        <source>The photo could not be written as PNG: {}</source>
        <translation>无法将照片写为 PNG：{}</translation>
    </message>
    <message>
        <source>the GIF data end early, {}</source>
        <translation>GIF 数据不完整：{}</translation>
    </message>
    <message>
        <source>the GIF data are damaged, {}</source>
        <translation>GIF 数据已损坏：{}</translation>
    </message>
    <message>
        <source>before the first picture</source>
        <translation>在第一幅图像之前</translation>
    </message>
    <message>
        <source>inside the header</source>
        <translation>在文件头中</translation>
    </message>
    <message>
        <source>inside the first picture&apos;s header</source>
        <translation>在第一幅图像的头部</translation>
    </message>
    <message>
        <source>{} of {} pixel rows are missing</source>
        <translation>{1} 行像素中缺少 {0} 行</translation>
    </message>
    <message>
        <source>behind the last pixel row</source>
        <translation>在最后一行像素之后</translation>
    </message>
    <message>
        <source>the GIF holds no picture</source>
        <translation>GIF 中没有图像</translation>
    </message>
    <message>
        <source>the GIF has no colours</source>
        <translation>GIF 中没有颜色</translation>
    </message>
    <message>
        <source>The animation could not be written as GIF.</source>
        <translation>无法将动画写为 GIF。</translation>
    </message>
    <message>
        <source>An animation of this size or with so many colours cannot be written as GIF.</source>
        <translation>这种尺寸或这么多颜色的动画无法写为 GIF。</translation>
    </message>
    <message>
        <source>Nothing is marked on the photo that could be hidden.</source>
        <translation>照片上没有标记可以遮挡的部分。</translation>
    </message>
    <message>
        <source>more than {} scans</source>
        <translation>超过 {} 次扫描</translation>
    </message>
    <message>
        <source>this JPEG cannot be read ({})</source>
        <translation>无法读取此 JPEG（{}）</translation>
    </message>
    <message>
        <source>the JPEG data are damaged from pixel row {} of {} on ({})</source>
        <translation>JPEG 数据从第 {} 行像素（共 {} 行）起损坏（{}）</translation>
    </message>
    <message>
        <source>the JPEG data end early, in scan {} over the picture after {} of {} pixel rows</source>
        <translation>JPEG 数据不完整：第 {0} 次扫描只到 {2} 行像素中的第 {1} 行</translation>
    </message>
    <message>
        <source>the JPEG data end early: {} of {} pixel rows are missing</source>
        <translation>JPEG 数据不完整：{1} 行像素中缺少 {0} 行</translation>
    </message>
    <message>
        <source>the JPEG data end early, after scan {} over the picture</source>
        <translation>JPEG 数据不完整：在第 {} 次扫描之后中断</translation>
    </message>
    <message>
        <source>the JPEG data end inside the header, after {} bytes</source>
        <translation>JPEG 数据在文件头处中断，只有 {} 字节</translation>
    </message>
    <message>
        <source>Saccade reads and writes no description in {} files</source>
        <translation>Saccade 不在 {} 文件中读写说明</translation>
    </message>
    <message>
        <source>Saccade reads and writes no description in BigTIFF files</source>
        <translation>Saccade 不在 BigTIFF 文件中读写说明</translation>
    </message>
    <message>
        <source>Use JPEG, PNG, WebP or TIFF</source>
        <translation>请使用 JPEG、PNG、WebP 或 TIFF</translation>
    </message>
    <message>
        <source>its metadata cannot be read ({})</source>
        <translation>无法读取其元数据（{}）</translation>
    </message>
    <message>
        <source>its metadata cannot be written ({})</source>
        <translation>无法写入其元数据（{}）</translation>
    </message>
    <message>
        <source>The photo was not changed</source>
        <translation>照片没有被改动</translation>
    </message>
    <message>
        <source>The new metadata cannot be read back.</source>
        <translation>新的元数据无法读回。</translation>
    </message>
    <message>
        <source>this file does not exist</source>
        <translation>此文件不存在</translation>
    </message>
    <message>
        <source>Check its name</source>
        <translation>请检查其名称</translation>
    </message>
    <message>
        <source>this photo is write-protected</source>
        <translation>这张照片是只读的</translation>
    </message>
    <message>
        <source>Allow writing to it first</source>
        <translation>请先允许写入</translation>
    </message>
    <message>
        <source>a TIFF file that holds several pictures gets no description</source>
        <translation>含多幅图像的 TIFF 文件不能写入说明</translation>
    </message>
    <message>
        <source>Save the picture as a file of its own</source>
        <translation>请将该图像另存为单独的文件</translation>
    </message>
    <message>
        <source>its metadata cannot be written without changing its pixels</source>
        <translation>写入其元数据会改动像素</translation>
    </message>
    <message>
        <source>this file does not exist, or its link leads nowhere</source>
        <translation>此文件不存在，或其链接已失效</translation>
    </message>
    <message>
        <source>another program changed it meanwhile</source>
        <translation>其间另一个程序改动了此文件</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>请重试</translation>
    </message>
    <message>
        <source>the data end</source>
        <translation>数据中断</translation>
    </message>
    <message>
        <source>the PNG data end early, {}</source>
        <translation>PNG 数据不完整：{}</translation>
    </message>
    <message>
        <source>the PNG data are damaged, {} ({})</source>
        <translation>PNG 数据已损坏：{}（{}）</translation>
    </message>
    <message>
        <source>The installed libpng does not fit this build of Saccade.</source>
        <translation>已安装的 libpng 与此版本的 Saccade 不匹配。</translation>
    </message>
    <message>
        <source>&quot;{}&quot; is no preprocessing recipe Saccade knows. Known: tensorflow, antialias.</source>
        <translation>Saccade 不认识预处理方案“{}”。可用：tensorflow、antialias。</translation>
    </message>
    <message>
        <source>A photo cannot be resized to {} x {} pixels.</source>
        <translation>照片无法缩放到 {} × {} 像素。</translation>
    </message>
    <message>
        <source>Fetch or copy the photo again</source>
        <translation>请重新下载或复制这张照片</translation>
    </message>
    <message>
        <source>A mask of {} values is not one of {} x {} pixels.</source>
        <translation>含 {} 个值的掩码与 {} × {} 像素不符。</translation>
    </message>
    <message>
        <source>A photo is not {} x {} pixels large.</source>
        <translation>照片的尺寸不能是 {} × {} 像素。</translation>
    </message>
    <message>
        <source>the TIFF data end early: {} of {} bytes are missing</source>
        <translation>TIFF 数据不完整：{1} 字节中缺少 {0} 字节</translation>
    </message>
    <message>
        <source>the TIFF data end early after {} of {} pixel rows: {} of {} bytes are missing</source>
        <translation>TIFF 数据不完整：只有 {1} 行像素中的 {0} 行，{3} 字节中缺少 {2} 字节</translation>
    </message>
    <message>
        <source>the TIFF data are damaged ({})</source>
        <translation>TIFF 数据已损坏（{}）</translation>
    </message>
    <message>
        <source>the TIFF data are damaged after {} of {} pixel rows ({})</source>
        <translation>TIFF 数据在第 {} 行像素（共 {} 行）之后损坏（{}）</translation>
    </message>
    <message>
        <source>the TIFF data end early: after {} bytes a part of the header is missing</source>
        <translation>TIFF 数据不完整：{} 字节之后缺少部分文件头</translation>
    </message>
    <message>
        <source>the TIFF header lacks the picture&apos;s size</source>
        <translation>TIFF 文件头缺少图像尺寸</translation>
    </message>
    <message>
        <source>the WebP data end early</source>
        <translation>WebP 数据不完整</translation>
    </message>
    <message>
        <source>this kind of WebP is not supported</source>
        <translation>不支持这种 WebP</translation>
    </message>
    <message>
        <source>there is not enough memory to decode this WebP</source>
        <translation>内存不足，无法解码此 WebP</translation>
    </message>
    <message>
        <source>the WebP data are damaged</source>
        <translation>WebP 数据已损坏</translation>
    </message>
    <message>
        <source>the WebP data end early: {} of {} bytes are missing</source>
        <translation>WebP 数据不完整：{1} 字节中缺少 {0} 字节</translation>
    </message>
    <message>
        <source>the WebP data are damaged inside the header</source>
        <translation>WebP 数据在文件头处损坏</translation>
    </message>
    <message>
        <source>the WebP holds no picture</source>
        <translation>WebP 中没有图像</translation>
    </message>
    <message>
        <source>The installed libwebp does not fit this build of Saccade.</source>
        <translation>已安装的 libwebp 与此版本的 Saccade 不匹配。</translation>
    </message>
    <message>
        <source>the WebP picture lies beside its canvas</source>
        <translation>WebP 图像位于画布之外</translation>
    </message>
    <message>
        <source>A caption cannot be scored without a reference caption.</source>
        <translation>没有参考描述，无法为描述评分。</translation>
    </message>
    <message>
        <source>There are no captions to score.</source>
        <translation>没有可以评分的描述。</translation>
    </message>
    <message>
        <source>&quot;{}&quot; is no backbone Saccade knows. Known: {}.</source>
        <translation>Saccade 不认识主干网络“{}”。可用：{}。</translation>
    </message>
    <message>
        <source>this is no backbone file: its metadata lack &quot;{}&quot;</source>
        <translation>这不是主干网络文件：其元数据中缺少“{}”</translation>
    </message>
    <message>
        <source>Make one with saccade-cli import</source>
        <translation>请用 saccade-cli import 生成一个</translation>
    </message>
    <message>
        <source>&quot;{}&quot; is not a size in pixels: {}</source>
        <translation>“{}”不是以像素为单位的尺寸：{}</translation>
    </message>
    <message>
        <source>Import the weights again</source>
        <translation>请重新导入权重</translation>
    </message>
    <message>
        <source>8-bit tensor &quot;{}&quot; comes without its scales</source>
        <translation>8 位张量“{}”缺少缩放系数</translation>
    </message>
    <message>
        <source>the scales of &quot;{}&quot; are not one fp32 number an output channel</source>
        <translation>“{}”的缩放系数应为每个输出通道一个 fp32 数值</translation>
    </message>
    <message>
        <source>The file is damaged; fetch or export it again</source>
        <translation>文件已损坏；请重新下载或导出</translation>
    </message>
    <message>
        <source>the bundle lacks &quot;{}&quot;</source>
        <translation>模型中缺少“{}”</translation>
    </message>
    <message>
        <source>this .safetensors file is not a Saccade model bundle</source>
        <translation>这个 .safetensors 文件不是 Saccade 模型</translation>
    </message>
    <message>
        <source>Open a bundle, or make one with saccade-cli train</source>
        <translation>请打开一个模型，或用 saccade-cli train 训练一个</translation>
    </message>
    <message>
        <source>the bundle has format {}, this Saccade reads formats up to {}</source>
        <translation>模型的格式版本为 {}，而此版本的 Saccade 最高只能读取 {}</translation>
    </message>
    <message>
        <source>Open it with a newer Saccade</source>
        <translation>请用更新版本的 Saccade 打开</translation>
    </message>
    <message>
        <source>the bundle&apos;s format number is not positive</source>
        <translation>模型的格式版本不是正数</translation>
    </message>
    <message>
        <source>the bundle&apos;s description cannot be read ({})</source>
        <translation>无法读取模型的说明（{}）</translation>
    </message>
    <message>
        <source>the bundle&apos;s description does not hold: {}</source>
        <translation>模型的说明有误：{}</translation>
    </message>
    <message>
        <source>the bundle&apos;s input size is out of range</source>
        <translation>模型的输入尺寸超出范围</translation>
    </message>
    <message>
        <source>the bundle&apos;s longest caption is out of range</source>
        <translation>模型的最长描述超出范围</translation>
    </message>
    <message>
        <source>the vocabulary&apos;s size is not the network&apos;s</source>
        <translation>词表大小与网络不符</translation>
    </message>
    <message>
        <source>&quot;{}&quot; is no storage Saccade knows. Known: fp32, fp16, int8.</source>
        <translation>Saccade 不认识存储格式“{}”。可用：fp32、fp16、int8。</translation>
    </message>
    <message>
        <source>The network&apos;s configuration is not a JSON object.</source>
        <translation>网络的配置不是 JSON 对象。</translation>
    </message>
    <message>
        <source>&quot;dropout&quot; must be at least 0 and below 1, not {}.</source>
        <translation>“dropout”应不小于 0 且小于 1，而不是 {}。</translation>
    </message>
    <message>
        <source>the decoder&apos;s tensors hold {} numbers, its configuration needs {}</source>
        <translation>解码器的张量含 {} 个数值，而其配置需要 {} 个</translation>
    </message>
    <message>
        <source>the decoder reads {} channels, the backbone gives {}</source>
        <translation>解码器读取 {} 个通道，而主干网络输出 {} 个</translation>
    </message>
    <message>
        <source>the network cannot be built: {}</source>
        <translation>无法构建网络：{}</translation>
    </message>
    <message>
        <source>The file is damaged or was made by another program; open another model</source>
        <translation>文件已损坏，或由其他程序生成；请打开另一个模型</translation>
    </message>
    <message>
        <source>This grid was made by another backbone than the captioner&apos;s.</source>
        <translation>此特征网格来自另一个主干网络，而不是描述模型自己的。</translation>
    </message>
    <message>
        <source>The slow reference BLAS is loaded, so captions take up to 50 times longer. Install the package libopenblas0-pthread and start Saccade again.</source>
        <translation>当前加载的是缓慢的参考版 BLAS，生成描述最多慢 50 倍。请安装软件包 libopenblas0-pthread，然后重新启动 Saccade。</translation>
    </message>
    <message>
        <source>&quot;{}&quot; is no flavour of InceptionV3. Known: torchvision, keras.</source>
        <translation>“{}”不是 InceptionV3 的变体。可用：torchvision、keras。</translation>
    </message>
    <message>
        <source>InceptionV3 needs at least {0} x {0} pixels, not {1} x {2}.</source>
        <translation>InceptionV3 至少需要 {0} × {0} 像素，而不是 {1} × {2}。</translation>
    </message>
    <message>
        <source>&quot;{}&quot; is no flavour of MobileNetV2. Known: tensorflow, torchvision.</source>
        <translation>“{}”不是 MobileNetV2 的变体。可用：tensorflow、torchvision。</translation>
    </message>
    <message>
        <source>MobileNetV2 needs at least 32 x 32 pixels, not {} x {}.</source>
        <translation>MobileNetV2 至少需要 32 × 32 像素，而不是 {} × {}。</translation>
    </message>
    <message>
        <source>&quot;{}&quot; is no precision Saccade knows. Known: fp32, bf16, auto.</source>
        <translation>Saccade 不认识精度“{}”。可用：fp32、bf16、auto。</translation>
    </message>
    <message>
        <source>tensor &quot;{}&quot; is missing</source>
        <translation>缺少张量“{}”</translation>
    </message>
    <message>
        <source>tensor &quot;{}&quot; is {}, the network needs {}</source>
        <translation>张量“{}”的形状为 {}，而网络需要 {}</translation>
    </message>
    <message>
        <source>tensor &quot;{}&quot; has no place in the network</source>
        <translation>张量“{}”在网络中没有对应位置</translation>
    </message>
    <message>
        <source>the disk is full, nothing was changed</source>
        <translation>磁盘已满，没有改动任何内容</translation>
    </message>
    <message>
        <source>Free some space and try again</source>
        <translation>请腾出一些空间后重试</translation>
    </message>
    <message>
        <source>you are not allowed to write here</source>
        <translation>没有在此处写入的权限</translation>
    </message>
    <message>
        <source>Choose another folder</source>
        <translation>请选择另一个文件夹</translation>
    </message>
    <message>
        <source>its folder does not exist</source>
        <translation>其文件夹不存在</translation>
    </message>
    <message>
        <source>Create the folder first</source>
        <translation>请先创建该文件夹</translation>
    </message>
    <message>
        <source>this is a folder, not a file</source>
        <translation>这是文件夹，不是文件</translation>
    </message>
    <message>
        <source>Give the name of a file</source>
        <translation>请给出文件名</translation>
    </message>
    <message>
        <source>{} was called on the window&apos;s own thread. This is a mistake in Saccade.</source>
        <translation>{} 在窗口自己的线程上被调用。这是 Saccade 的程序错误。</translation>
    </message>
    <message>
        <source>its lists are nested more than {} deep</source>
        <translation>其中的列表嵌套超过 {} 层</translation>
    </message>
    <message>
        <source>No data set or configuration is like that; open another file</source>
        <translation>数据集或配置文件不会如此；请打开另一个文件</translation>
    </message>
    <message>
        <source>this is not JSON: {}</source>
        <translation>这不是 JSON：{}</translation>
    </message>
    <message>
        <source>Mend it there</source>
        <translation>请在该处修正</translation>
    </message>
    <message>
        <source>&quot;{}&quot; must be true or false, not {}.</source>
        <translation>“{}”应为 true 或 false，而不是 {}。</translation>
    </message>
    <message>
        <source>&quot;{}&quot; must be a text, not {}.</source>
        <translation>“{}”应为文本，而不是 {}。</translation>
    </message>
    <message>
        <source>{} stands where a table of settings is expected.</source>
        <translation>此处应为设置表，而不是 {}。</translation>
    </message>
    <message>
        <source>&quot;{}&quot; is no setting. Did you mean &quot;{}&quot;?</source>
        <translation>“{}”不是设置项。是否想写“{}”？</translation>
    </message>
    <message>
        <source>&quot;{}&quot; must be a whole number from {} to {}, not {}.</source>
        <translation>“{}”应为 {} 到 {} 的整数，而不是 {}。</translation>
    </message>
    <message>
        <source>&quot;{}&quot; must be a number from {} to {}, not {}.</source>
        <translation>“{}”应为 {} 到 {} 的数值，而不是 {}。</translation>
    </message>
    <message>
        <source>&quot;{}&quot;: {} is not known to this version of Saccade.</source>
        <translation>“{}”：此版本的 Saccade 不认识 {}。</translation>
    </message>
    <message>
        <source>there is no such file</source>
        <translation>没有这个文件</translation>
    </message>
    <message>
        <source>you are not allowed to read this file</source>
        <translation>没有读取此文件的权限</translation>
    </message>
    <message>
        <source>Change its permissions</source>
        <translation>请更改其权限</translation>
    </message>
    <message>
        <source>its size cannot be read</source>
        <translation>无法读取其大小</translation>
    </message>
    <message>
        <source>Give a file inside it</source>
        <translation>请给出其中的一个文件</translation>
    </message>
    <message>
        <source>this is not a regular file</source>
        <translation>这不是普通文件</translation>
    </message>
    <message>
        <source>Copy its content to a file first</source>
        <translation>请先将其内容复制到文件中</translation>
    </message>
    <message>
        <source>Free some memory and try again</source>
        <translation>请释放一些内存后重试</translation>
    </message>
    <message>
        <source>The model does not know {}.</source>
        <translation>模型不认识 {}。</translation>
    </message>
    <message>
        <source>There is no tokenizer &quot;{}&quot;. Known are: keras, ptb, unicode.</source>
        <translation>没有分词器“{}”。可用：keras、ptb、unicode。</translation>
    </message>
    <message>
        <source>A text of {} MiB is too long; the limit is {} MiB.</source>
        <translation>{} MiB 的文本太长；上限为 {} MiB。</translation>
    </message>
    <message>
        <source>ICU cannot find words: {}</source>
        <translation>ICU 无法分词：{}</translation>
    </message>
    <message>
        <source>There are no training captions to take a vocabulary from.</source>
        <translation>没有可用来建立词表的训练描述。</translation>
    </message>
    <message>
        <source>A vocabulary of {} words has no room for {} and {}; ask for more words.</source>
        <translation>{} 个词的词表放不下 {} 和 {}；请增加词数。</translation>
    </message>
    <message>
        <source>The vocabulary does not begin with {} and {}.</source>
        <translation>词表没有以 {} 和 {} 开头。</translation>
    </message>
    <message>
        <source>The vocabulary holds the word &quot;{}&quot; twice.</source>
        <translation>词表中的词“{}”出现了两次。</translation>
    </message>
    <message>
        <source>The vocabulary lacks {}.</source>
        <translation>词表中缺少 {}。</translation>
    </message>
    <message>
        <source>There is no token {}; the vocabulary has tokens 0 to {}.</source>
        <translation>没有词元 {}；词表中的词元为 0 到 {}。</translation>
    </message>
    <message>
        <source>no temporary folder can be made</source>
        <translation>无法创建临时文件夹</translation>
    </message>
    <message>
        <source>Free some space there</source>
        <translation>请在该处腾出一些空间</translation>
    </message>
    <message>
        <source>a run needs at least one thread</source>
        <translation>训练至少需要一个线程</translation>
    </message>
    <message>
        <source>it cannot be removed ({})</source>
        <translation>无法删除（{}）</translation>
    </message>
    <message>
        <source>a newer version of Saccade wrote it</source>
        <translation>它由更新版本的 Saccade 写入</translation>
    </message>
    <message>
        <source>Open it with that version</source>
        <translation>请用那个版本打开</translation>
    </message>
    <message>
        <source>The runs in it have to be set up again</source>
        <translation>其中的训练需要重新设置</translation>
    </message>
    <message>
        <source>the optimiser&apos;s state lacks &quot;{}&quot;</source>
        <translation>优化器状态中缺少“{}”</translation>
    </message>
    <message>
        <source>the optimiser&apos;s state &quot;{}&quot; is of another shape</source>
        <translation>优化器状态“{}”的形状不符</translation>
    </message>
    <message>
        <source>the optimiser&apos;s state is that of another configuration</source>
        <translation>优化器状态属于另一种配置</translation>
    </message>
    <message>
        <source>The data set has no photos in its {} split.</source>
        <translation>数据集的 {} 划分中没有照片。</translation>
    </message>
    <message>
        <source>Captioning photos</source>
        <translation>正在为照片生成描述</translation>
    </message>
    <message>
        <source>this folder holds a training run already</source>
        <translation>此文件夹中已有一次训练</translation>
    </message>
    <message>
        <source>Go on with it by --resume, or choose another folder</source>
        <translation>请继续该训练（命令行为 --resume），或选择另一个文件夹</translation>
    </message>
    <message>
        <source>the run&apos;s folder cannot be made ({})</source>
        <translation>无法创建训练的文件夹（{}）</translation>
    </message>
    <message>
        <source>this folder holds no training run</source>
        <translation>此文件夹中没有训练</translation>
    </message>
    <message>
        <source>Give the folder that --run named</source>
        <translation>请给出训练时所用的文件夹（命令行为 --run）</translation>
    </message>
    <message>
        <source>it cannot be shortened ({})</source>
        <translation>无法截短（{}）</translation>
    </message>
    <message>
        <source>Check the file&apos;s permissions</source>
        <translation>请检查文件的权限</translation>
    </message>
    <message>
        <source>it cannot be written; the disk is probably full</source>
        <translation>无法写入；磁盘可能已满</translation>
    </message>
    <message>
        <source>Free some space and resume the run</source>
        <translation>请腾出一些空间后恢复训练</translation>
    </message>
    <message>
        <source>Choose the folder of a run</source>
        <translation>请选择一次训练的文件夹</translation>
    </message>
    <message>
        <source>an attention map does not fit its grid</source>
        <translation>有注意力图与其网格不符</translation>
    </message>
    <message>
        <source>Train the epoch again</source>
        <translation>请重新训练这一轮</translation>
    </message>
    <message>
        <source>this is no checkpoint</source>
        <translation>这不是检查点</translation>
    </message>
    <message>
        <source>the checkpoint is damaged</source>
        <translation>检查点已损坏</translation>
    </message>
    <message>
        <source>the checkpoint is damaged ({})</source>
        <translation>检查点已损坏（{}）</translation>
    </message>
    <message>
        <source>no checkpoint of this run can be read: {}</source>
        <translation>此训练的检查点均无法读取：{}</translation>
    </message>
    <message>
        <source>Start a new run; best.safetensors, if there is one, can be its --from</source>
        <translation>请开始新的训练；如有 best.safetensors，可由它继续（命令行为 --from）</translation>
    </message>
    <message>
        <source>&quot;{}&quot; is no setting to sweep over. Give KEY=LOW..HIGH, KEY=LOW..HIGH:log, KEY=LOW..HIGH:whole or KEY=A,B,C.</source>
        <translation>“{}”不是可以扫描的设置。请写成 KEY=LOW..HIGH、KEY=LOW..HIGH:log、KEY=LOW..HIGH:whole 或 KEY=A,B,C。</translation>
    </message>
    <message>
        <source>A grid needs a list for &quot;{}&quot;; draw from its range with --random N.</source>
        <translation>网格搜索需要为“{}”列出取值；要在区间内随机抽取，请在命令行使用 --random N。</translation>
    </message>
    <message>
        <source>The grid has more than {} combinations; draw some with --random N.</source>
        <translation>网格的组合超过 {} 种；要随机抽取其中一些，请在命令行使用 --random N。</translation>
    </message>
    <message>
        <source>The backbone has no block &quot;{}&quot;. It has: {}.</source>
        <translation>主干网络没有模块“{}”。可用：{}。</translation>
    </message>
    <message>
        <source>The loss stopped being a number in epoch {}, step {}. The last good checkpoint is kept in {}; try a lower learning_rate, or a smaller clip_norm.</source>
        <translation>损失在第 {} 轮第 {} 步变为非数值。最后一个正常的检查点保存在 {}；请尝试更低的 learning_rate 或更小的 clip_norm。</translation>
    </message>
    <message>
        <source>The gradient stopped being a number in epoch {}, step {}. The last good checkpoint is kept in {}; try a lower learning_rate, or a smaller clip_norm.</source>
        <translation>梯度在第 {} 轮第 {} 步变为非数值。最后一个正常的检查点保存在 {}；请尝试更低的 learning_rate 或更小的 clip_norm。</translation>
    </message>
    <message>
        <source>There are no photos to train on.</source>
        <translation>没有可供训练的照片。</translation>
    </message>
    <message>
        <source>this run was begun with other photos or captions</source>
        <translation>此训练开始时用的是其他照片或描述</translation>
    </message>
    <message>
        <source>Give the data set that it began with, or start a new run</source>
        <translation>请给出它开始时所用的数据集，或开始新的训练</translation>
    </message>
    <message>
        <source>the checkpoint does not fit the run&apos;s configuration: {}</source>
        <translation>检查点与训练的配置不符：{}</translation>
    </message>
    <message>
        <source>Restore config.json, or start a new run</source>
        <translation>请恢复 config.json，或开始新的训练</translation>
    </message>
    <message>
        <source>&quot;sample_photos&quot; must be a list of photos&apos; names, not {}.</source>
        <translation>“sample_photos”应为照片名的列表，而不是 {}。</translation>
    </message>
    <message>
        <source>&quot;{}&quot; is no preset. Known: {}.</source>
        <translation>“{}”不是预设。可用：{}。</translation>
    </message>
    <message>
        <source>saccade-cli train --help lists the settings</source>
        <translation>saccade-cli train --help 会列出各项设置</translation>
    </message>
    <message>
        <source>&quot;{}&quot; is no setting of the form NAME=VALUE.</source>
        <translation>“{}”不是形如 NAME=VALUE 的设置。</translation>
    </message>
    <message>
        <source>Of the network&apos;s settings, only dropout can differ from the bundle that training starts from.</source>
        <translation>网络设置中，只有 dropout 可以与训练所用的起始模型不同。</translation>
    </message>
    <message>
        <source>{} photo of {} is not in the feature cache and left out.</source>
        <translation>{1} 的 {0} 张照片不在特征缓存中，已略过。</translation>
    </message>
    <message>
        <source>{} photos of {} are not in the feature cache and left out.</source>
        <translation>{1} 的 {0} 张照片不在特征缓存中，已略过。</translation>
    </message>
    <message>
        <source>The data set has no training photos.</source>
        <translation>数据集中没有训练照片。</translation>
    </message>
    <message>
        <source>Restore it, or start a new run</source>
        <translation>请将其恢复，或开始新的训练</translation>
    </message>
    <message>
        <source>A run starts afresh on a backbone, from a bundle, or from a bundle on a backbone.</source>
        <translation>训练可以在主干网络上重新开始，由已有模型继续，或把已有模型的解码器放到另一主干网络上。</translation>
    </message>
    <message>
        <source>Go on with it (saccade-cli train --resume), or choose another folder</source>
        <translation>请继续该训练（saccade-cli train --resume），或选择另一个文件夹</translation>
    </message>
    <message>
        <source>Captioning validation photos</source>
        <translation>正在为验证照片生成描述</translation>
    </message>
    <message>
        <source>tensor {}</source>
        <translation>张量 {}</translation>
    </message>
    <message>
        <source>tensor {}: {}</source>
        <translation>张量 {}：{}</translation>
    </message>
    <message>
        <source>{} lies at bytes {} to {}, outside the {} bytes of data in the file</source>
        <translation>{} 位于第 {} 到 {} 字节，超出了文件中 {} 字节的数据</translation>
    </message>
    <message>
        <source>{} is {} {} and needs {} bytes, the file gives it {}</source>
        <translation>{} 为 {} {}，需要 {} 字节，而文件只给出 {} 字节</translation>
    </message>
    <message>
        <source>{} overlaps another tensor</source>
        <translation>{} 与另一个张量重叠</translation>
    </message>
    <message>
        <source>there are {} unused bytes before {}</source>
        <translation>{1} 之前有 {0} 个未使用的字节</translation>
    </message>
    <message>
        <source>{} bytes follow the last tensor</source>
        <translation>最后一个张量之后还有 {} 字节</translation>
    </message>
    <message>
        <source>this is not a safetensors file</source>
        <translation>这不是 safetensors 文件</translation>
    </message>
    <message>
        <source>Give a .safetensors file</source>
        <translation>请给出 .safetensors 文件</translation>
    </message>
    <message>
        <source>this is not a safetensors file: its header would take {} bytes</source>
        <translation>这不是 safetensors 文件：其文件头将占 {} 字节</translation>
    </message>
    <message>
        <source>the safetensors file is cut short: its header takes {} bytes, {} are there</source>
        <translation>safetensors 文件不完整：文件头需要 {} 字节，实际只有 {} 字节</translation>
    </message>
    <message>
        <source>{} has a name that the format keeps for itself</source>
        <translation>{} 的名称是该格式保留的</translation>
    </message>
    <message>
        <source>{} is {} {} but has {} bytes</source>
        <translation>{} 为 {} {}，却有 {} 字节</translation>
    </message>
    <message>
        <source>an object</source>
        <translation>对象</translation>
    </message>
    <message>
        <source>a text</source>
        <translation>文本</translation>
    </message>
    <message>
        <source>a list</source>
        <translation>列表</translation>
    </message>
    <message>
        <source>a number</source>
        <translation>数值</translation>
    </message>
    <message>
        <source>true or false</source>
        <translation>true 或 false</translation>
    </message>
    <message>
        <source>{} lacks its element type</source>
        <translation>{} 缺少元素类型</translation>
    </message>
    <message>
        <source>{} lacks its shape</source>
        <translation>{} 缺少形状</translation>
    </message>
    <message>
        <source>{} lacks its offsets</source>
        <translation>{} 缺少偏移量</translation>
    </message>
    <message>
        <source>the metadata have {} twice</source>
        <translation>元数据中 {} 出现了两次</translation>
    </message>
    <message>
        <source>{} has elements of type {}, which Saccade does not read</source>
        <translation>{} 的元素类型为 {}，Saccade 不读取该类型</translation>
    </message>
    <message>
        <source>{} has {} offsets, not 2</source>
        <translation>{} 有 {} 个偏移量，而应为 2 个</translation>
    </message>
    <message>
        <source>{} has a dimension of {}, which is too large</source>
        <translation>{} 的某一维为 {}，过大</translation>
    </message>
    <message>
        <source>{} has more than {} dimensions</source>
        <translation>{} 的维数超过 {}</translation>
    </message>
    <message>
        <source>{} has more than 2 offsets</source>
        <translation>{} 的偏移量多于 2 个</translation>
    </message>
    <message>
        <source>{} has the negative number {} for a size</source>
        <translation>{} 的大小是负数 {}</translation>
    </message>
    <message>
        <source>{} has the number {} where a whole number should be</source>
        <translation>{} 中应为整数之处是 {}</translation>
    </message>
    <message>
        <source>its header is not valid JSON at byte {}</source>
        <translation>其文件头在第 {} 字节处不是有效的 JSON</translation>
    </message>
    <message>
        <source>the safetensors file is damaged: {}</source>
        <translation>safetensors 文件已损坏：{}</translation>
    </message>
    <message>
        <source>{} has {} where none should be</source>
        <translation>{} 中多出了不应有的{}</translation>
    </message>
    <message>
        <source>the metadata table</source>
        <translation>元数据表</translation>
    </message>
    <message>
        <source>the header</source>
        <translation>文件头</translation>
    </message>
    <message>
        <source>it has two metadata tables</source>
        <translation>其中有两个元数据表</translation>
    </message>
    <message>
        <source>it has two tensors named {}</source>
        <translation>其中有两个名为 {} 的张量</translation>
    </message>
    <message>
        <source>{} has {} twice</source>
        <translation>{} 中 {} 出现了两次</translation>
    </message>
    <message>
        <source>{} has the unknown property {}</source>
        <translation>{} 有未知属性 {}</translation>
    </message>
    <message>
        <source>a name or a metadata text is not valid UTF-8</source>
        <translation>有名称或元数据文本不是有效的 UTF-8</translation>
    </message>
    <message>
        <source>its header would take {} bytes, more than readers accept</source>
        <translation>其文件头将占 {} 字节，超出了读取程序的限制</translation>
    </message>
    <message>
        <source>The element type of a tensor is not known.</source>
        <translation>张量的元素类型未知。</translation>
    </message>
    <message>
        <source>the shape {} has a negative dimension</source>
        <translation>形状 {} 有负的维度</translation>
    </message>
    <message>
        <source>the shape {} has more elements than can be counted</source>
        <translation>形状 {} 的元素过多，无法计数</translation>
    </message>
    <message>
        <source>a tensor of {} {} takes {} bytes, not {}</source>
        <translation>{} {} 的张量需要 {} 字节，而不是 {} 字节</translation>
    </message>
    <message>
        <source>{} values do not fill a tensor of {}</source>
        <translation>{} 个值无法填满形状为 {} 的张量</translation>
    </message>
    <message>
        <source>No space left on device</source>
        <translation>设备上没有剩余空间</translation>
    </message>
    <message>
        <source>Permission denied</source>
        <translation>没有权限</translation>
    </message>
    <message>
        <source>Operation not permitted</source>
        <translation>不允许的操作</translation>
    </message>
    <message>
        <source>Operation not supported</source>
        <translation>不支持的操作</translation>
    </message>
    <message>
        <source>No such file or directory</source>
        <translation>没有这个文件或文件夹</translation>
    </message>
    <message>
        <source>File exists</source>
        <translation>文件已存在</translation>
    </message>
    <message>
        <source>Not a directory</source>
        <translation>不是文件夹</translation>
    </message>
    <message>
        <source>Is a directory</source>
        <translation>是文件夹</translation>
    </message>
    <message>
        <source>Directory not empty</source>
        <translation>文件夹不是空的</translation>
    </message>
    <message>
        <source>Read-only file system</source>
        <translation>文件系统是只读的</translation>
    </message>
    <message>
        <source>Disk quota exceeded</source>
        <translation>超出磁盘配额</translation>
    </message>
    <message>
        <source>File too large</source>
        <translation>文件过大</translation>
    </message>
    <message>
        <source>File name too long</source>
        <translation>文件名过长</translation>
    </message>
    <message>
        <source>Too many open files</source>
        <translation>打开的文件过多</translation>
    </message>
    <message>
        <source>Too many open files in system</source>
        <translation>系统中打开的文件过多</translation>
    </message>
    <message>
        <source>Too many levels of symbolic links</source>
        <translation>符号链接层数过多</translation>
    </message>
    <message>
        <source>Invalid cross-device link</source>
        <translation>不能跨设备链接</translation>
    </message>
    <message>
        <source>Input/output error</source>
        <translation>输入/输出错误</translation>
    </message>
    <message>
        <source>Cannot allocate memory</source>
        <translation>无法分配内存</translation>
    </message>
    <message>
        <source>Resource temporarily unavailable</source>
        <translation>资源暂时不可用</translation>
    </message>
    <message>
        <source>Device or resource busy</source>
        <translation>设备或资源忙</translation>
    </message>
    <message>
        <source>Text file busy</source>
        <translation>文件正在使用</translation>
    </message>
    <message>
        <source>No such device</source>
        <translation>没有这个设备</translation>
    </message>
    <message>
        <source>No such device or address</source>
        <translation>没有这个设备或地址</translation>
    </message>
    <message>
        <source>No medium found</source>
        <translation>没有找到介质</translation>
    </message>
    <message>
        <source>Invalid argument</source>
        <translation>无效的参数</translation>
    </message>
    <message>
        <source>Bad file descriptor</source>
        <translation>错误的文件描述符</translation>
    </message>
    <message>
        <source>Broken pipe</source>
        <translation>管道已断开</translation>
    </message>
    <message>
        <source>Stale file handle</source>
        <translation>文件句柄已失效</translation>
    </message>
    <message>
        <source>Remote I/O error</source>
        <translation>远程输入/输出错误</translation>
    </message>
    <message>
        <source>Transport endpoint is not connected</source>
        <translation>传输端点未连接</translation>
    </message>
    <message>
        <source>Connection timed out</source>
        <translation>连接超时</translation>
    </message>
    <message>
        <source>Host is down</source>
        <translation>主机已关闭</translation>
    </message>
    <message>
        <source>Structure needs cleaning</source>
        <translation>文件系统需要修复</translation>
    </message>
    <message>
        <source>No locks available</source>
        <translation>没有可用的锁</translation>
    </message>
    <message>
        <source>filesystem error: cannot rename: {} [{}] [{}]</source>
        <translation>无法重命名：{} [{}] [{}]</translation>
    </message>
    <message>
        <source>filesystem error: cannot create directories: {} [{}]</source>
        <translation>无法创建文件夹：{} [{}]</translation>
    </message>
    <message>
        <source>filesystem error: cannot remove: {} [{}]</source>
        <translation>无法删除：{} [{}]</translation>
    </message>
    <message>
        <source>filesystem error: {}: {} [{}]</source>
        <translation>文件系统错误：{}：{} [{}]</translation>
    </message>
    <message>
        <source>filesystem error: {}: {}</source>
        <translation>文件系统错误：{}：{}</translation>
    </message>
    <message>
        <source>parse error at line {}, column {}: {}</source>
        <translation>第 {} 行第 {} 列解析错误：{}</translation>
    </message>
    <message>
        <source>[json.exception.parse_error.101] parse error at line {}, column {}: {}</source>
        <translation>第 {} 行第 {} 列解析错误：{}</translation>
    </message>
    <message>
        <source>[json.exception.out_of_range.403] key &apos;{}&apos; not found</source>
        <translation>缺少键“{}”</translation>
    </message>
    <message>
        <source>[json.exception.type_error.302] type must be {}, but is {}</source>
        <translation>类型应为 {}，实际为 {}</translation>
    </message>
    <message>
        <source>syntax error while parsing {} - unexpected end of input</source>
        <translation>解析 {} 时输入意外结束</translation>
    </message>
    <message>
        <source>syntax error while parsing {} - unexpected end of input; expected {}</source>
        <translation>解析 {} 时输入意外结束；应为 {}</translation>
    </message>
    <message>
        <source>syntax error while parsing {} - invalid literal; last read: {}</source>
        <translation>解析 {} 时遇到无效字符；最后读到：{}</translation>
    </message>
    <message>
        <source>attempting to parse an empty input; check that your input string or stream contains the expected JSON</source>
        <translation>输入是空的</translation>
    </message>
    <message>
        <source>Corrupt JPEG data: {} extraneous bytes before marker {}</source>
        <translation>标记 {1} 之前有 {0} 个多余的字节</translation>
    </message>
    <message>
        <source>Corrupt JPEG data: premature end of data segment</source>
        <translation>数据段提前结束</translation>
    </message>
    <message>
        <source>Corrupt JPEG data: bad Huffman code</source>
        <translation>哈夫曼编码有误</translation>
    </message>
    <message>
        <source>Corrupt JPEG data: bad arithmetic code</source>
        <translation>算术编码有误</translation>
    </message>
    <message>
        <source>Corrupt JPEG data: found marker {} instead of RST{}</source>
        <translation>遇到标记 {}，而应为 RST{}</translation>
    </message>
    <message>
        <source>Premature end of JPEG file</source>
        <translation>JPEG 文件提前结束</translation>
    </message>
    <message>
        <source>Invalid JPEG file structure: {}</source>
        <translation>JPEG 文件结构无效：{}</translation>
    </message>
    <message>
        <source>Unsupported marker type {}</source>
        <translation>不支持的标记类型 {}</translation>
    </message>
    <message>
        <source>Not a JPEG file: starts with {} {}</source>
        <translation>不是 JPEG 文件：以 {} {} 开头</translation>
    </message>
    <message>
        <source>Bogus Huffman table definition</source>
        <translation>哈夫曼表定义有误</translation>
    </message>
    <message>
        <source>Bogus marker length</source>
        <translation>标记长度有误</translation>
    </message>
    <message>
        <source>Bogus sampling factors</source>
        <translation>采样因子有误</translation>
    </message>
    <message>
        <source>Bogus DHT index {}</source>
        <translation>DHT 序号 {} 有误</translation>
    </message>
    <message>
        <source>Bogus DQT index {}</source>
        <translation>DQT 序号 {} 有误</translation>
    </message>
    <message>
        <source>Huffman table {} was not defined</source>
        <translation>哈夫曼表 {} 未定义</translation>
    </message>
    <message>
        <source>Quantization table {} was not defined</source>
        <translation>量化表 {} 未定义</translation>
    </message>
    <message>
        <source>Unsupported JPEG process: SOF type {}</source>
        <translation>不支持的 JPEG 编码方式：SOF 类型 {}</translation>
    </message>
    <message>
        <source>Unsupported JPEG data precision {}</source>
        <translation>不支持的 JPEG 数据精度 {}</translation>
    </message>
    <message>
        <source>Unsupported color conversion request</source>
        <translation>不支持的颜色转换</translation>
    </message>
    <message>
        <source>Maximum supported image dimension is {} pixels</source>
        <translation>支持的最大图像边长为 {} 像素</translation>
    </message>
    <message>
        <source>Empty JPEG image (DNL not supported)</source>
        <translation>JPEG 图像是空的（不支持 DNL）</translation>
    </message>
    <message>
        <source>{}: CRC error</source>
        <translation>{}：CRC 校验错误</translation>
    </message>
    <message>
        <source>Not enough image data</source>
        <translation>图像数据不足</translation>
    </message>
    <message>
        <source>bad adaptive filter value</source>
        <translation>自适应滤波值有误</translation>
    </message>
    <message>
        <source>incorrect data check</source>
        <translation>数据校验有误</translation>
    </message>
    <message>
        <source>invalid distance too far back</source>
        <translation>压缩数据的回溯距离无效</translation>
    </message>
    <message>
        <source>invalid block type</source>
        <translation>压缩数据的块类型无效</translation>
    </message>
    <message>
        <source>invalid stored block lengths</source>
        <translation>压缩数据的块长度无效</translation>
    </message>
    <message>
        <source>invalid literal/lengths set</source>
        <translation>压缩数据的字面/长度编码集无效</translation>
    </message>
    <message>
        <source>invalid distances set</source>
        <translation>压缩数据的距离编码集无效</translation>
    </message>
    <message>
        <source>invalid code lengths set</source>
        <translation>压缩数据的码长集无效</translation>
    </message>
    <message>
        <source>out of memory</source>
        <translation>内存不足</translation>
    </message>
    <message>
        <source>invalid value (typically too big) for the size of the input (surface, pattern, etc.)</source>
        <translation>尺寸无效（通常是过大）</translation>
    </message>
    <message>
        <source>%1: %2. %3.</source>
        <comment>file, fault, remedy</comment>
        <translation>%1：%2。%3。</translation>
    </message>
    <message>
        <source>%1: %2.</source>
        <comment>file, fault</comment>
        <translation>%1：%2。</translation>
    </message>
    <message>
        <source>its name is too long for the disk</source>
        <translation>文件名过长，磁盘无法保存</translation>
    </message>
    <message>
        <source>Give it a shorter name</source>
        <translation>请换一个较短的名称</translation>
    </message>
    <message>
        <source>this run is being trained already</source>
        <translation>此训练正在进行中</translation>
    </message>
    <message>
        <source>Wait until it ends, or stop it there first</source>
        <translation>请等它结束，或先在那里停止它</translation>
    </message>
    <message>
        <source>unattended_penalty is for networks that attend after the word is read: set it to 0, or train a captioner with network.attention_timing=after.</source>
        <translation>unattended_penalty 用于先读词后关注的网络：请将其设为 0，或训练 network.attention_timing=after 的描述模型。</translation>
    </message>
    <message>
        <source>A step whose context changes the state cannot be read out with another context.</source>
        <translation>上下文会改变状态的步骤不能用另一个上下文读出。</translation>
    </message>
    <message>
        <source>A teacher is for a backbone that learns: train on photos with a backbone_learning_rate above 0, or leave the teacher out.</source>
        <translation>教师模型只用于参与学习的主干网络：请用照片训练并把 backbone_learning_rate 设为大于 0，或者不用教师模型。</translation>
    </message>
    <message>
        <source>The teacher&apos;s attention looks at {} cells of {} values and the learner&apos;s at {} of {}: start the learner from the teacher (--from), and on a backbone with a grid of the same size.</source>
        <translation>教师模型的注意力查看 {} 个单元、每个 {} 个值，学习者的是 {} 个单元、每个 {} 个值：请让学习者从教师模型开始（--from），并使用网格大小相同的主干网络。</translation>
    </message>
    <message>
        <source>This run began on {} threads. Continued on {}, its weights may differ in the last digits from those of an uninterrupted run.</source>
        <translation>此次训练开始时使用 {0} 个线程。改用 {1} 个线程继续后，权重的末几位可能与未中断的训练不同。</translation>
    </message>
    <message>
        <source>This run began on {} threads and continues on as many, to give the same weights, though this machine has {} processors. With saccade-cli train --resume, --threads {} is faster and may change their last digits.</source>
        <translation>此次训练开始时使用 {0} 个线程，现仍以同样的线程数继续，以得到相同的权重，尽管这台电脑只有 {1} 个处理器。使用 saccade-cli train --resume 时，--threads {2} 会更快，但权重的末几位可能改变。</translation>
    </message>
    <message>
        <source>The feature cache holds the input of block {}: set backbone_from={} and a backbone_learning_rate above 0, or use another cache.</source>
        <translation>特征缓存保存的是块 {0} 的输入：请设置 backbone_from={1}，并把 backbone_learning_rate 设为大于 0，或者使用其他缓存。</translation>
    </message>
    <message>
        <source>The feature cache holds the output of the whole backbone, so the backbone does not learn.</source>
        <translation>特征缓存保存的是整个主干网络的输出，因此主干网络不参与学习。</translation>
    </message>
    <message>
        <source>The feature cache has no mirror images, so no photo is flipped.</source>
        <translation>特征缓存中没有镜像图像，因此不会翻转照片。</translation>
    </message>
    <message>
        <source>The whole backbone learns, so none of it can be cached: set backbone_from to the first block to learn, or use no feature cache.</source>
        <translation>整个主干网络都参与学习，因此无法缓存：请把 backbone_from 设为第一个要学习的块，或者不使用特征缓存。</translation>
    </message>
    <message>
        <source>the average of &quot;{}&quot; is missing</source>
        <translation>缺少“{}”的平均值</translation>
    </message>
    <message>
        <source>the average of &quot;{}&quot; is of another shape</source>
        <translation>“{}”的平均值形状不同</translation>
    </message>
    <message>
        <source>there are averages of weights that do not learn</source>
        <translation>含有不参与学习的权重的平均值</translation>
    </message>
    <message>
        <source>{} holds captions without photos, which only training can use.</source>
        <translation>{} 只有描述而没有照片，只能用于训练。</translation>
    </message>
    <message>
        <source>Captions without photos have no features: leave the feature cache out.</source>
        <translation>没有照片的描述没有特征：请不要使用特征缓存。</translation>
    </message>
    <message>
        <source>Captions without photos teach the backbone nothing: set backbone_learning_rate=0.</source>
        <translation>没有照片的描述无法训练主干网络：请设 backbone_learning_rate=0。</translation>
    </message>
    <message>
        <source>Self-critical training needs photos: set objective=cross_entropy.</source>
        <translation>自批评训练需要照片：请设 objective=cross_entropy。</translation>
    </message>
    <message>
        <source>Without photos every caption is the same, so only the loss tells the best epoch: set select_by=validation_loss.</source>
        <translation>没有照片时所有生成的描述都相同，只有损失能判断最佳轮次：请设 select_by=validation_loss。</translation>
    </message>
    <message>
        <source>The repetition penalty is 0 to 100, not {}.</source>
        <translation>重复惩罚的范围是 0 到 100，而不是 {}。</translation>
    </message>
</context>
<context>
    <name>saccade</name>
    <message>
        <source>Tool bar</source>
        <translation>工具栏</translation>
    </message>
    <message>
        <source>Warning</source>
        <translation>警告</translation>
    </message>
    <message>
        <source>Model message</source>
        <translation>模型消息</translation>
    </message>
    <message>
        <source>Message</source>
        <translation>消息</translation>
    </message>
    <message>
        <source>Attention</source>
        <translation>注意力</translation>
    </message>
    <message>
        <source>Side panel</source>
        <translation>侧边栏</translation>
    </message>
    <message>
        <source>Region</source>
        <translation>区域</translation>
    </message>
    <message>
        <source>Decoding</source>
        <translation>解码</translation>
    </message>
    <message>
        <source>Model</source>
        <translation>模型</translation>
    </message>
    <message>
        <source>How it was trained</source>
        <translation>训练方式</translation>
    </message>
    <message>
        <source>About this model</source>
        <translation>关于此模型</translation>
    </message>
    <message>
        <source>What the model is</source>
        <translation>模型信息</translation>
    </message>
    <message>
        <source>What it is</source>
        <translation>模型信息</translation>
    </message>
    <message>
        <source>Model card</source>
        <translation>模型卡</translation>
    </message>
    <message>
        <source>Card and scores</source>
        <translation>模型卡与得分</translation>
    </message>
    <message>
        <source>averaged when shrunk (antialias)</source>
        <translation>缩小时取平均（antialias）</translation>
    </message>
    <message>
        <source>bilinear, not averaged (tensorflow)</source>
        <translation>双线性，不取平均（tensorflow）</translation>
    </message>
    <message>
        <source>8 bits a weight</source>
        <translation>每个权重 8 位</translation>
    </message>
    <message>
        <source>16 bits a weight</source>
        <translation>每个权重 16 位</translation>
    </message>
    <message>
        <source>32 bits a weight</source>
        <translation>每个权重 32 位</translation>
    </message>
    <message>
        <source>looks after reading the last word</source>
        <translation>读入上一个词之后再看</translation>
    </message>
    <message>
        <source>looks before reading the last word</source>
        <translation>读入上一个词之前先看</translation>
    </message>
    <message>
        <source>%1 of %2 units, additive attention of %3 units, %4</source>
        <translation>%1，%2 个单元；加性注意力，%3 个单元；%4</translation>
    </message>
    <message>
        <source>an unnamed data set</source>
        <translation>未命名的数据集</translation>
    </message>
    <message>
        <source>%1 epochs on %2 photos of %3</source>
        <translation>在 %3 的 %2 张照片上训练 %1 轮</translation>
    </message>
    <message>
        <source>backbone and decoder, learning rates %1 and %2</source>
        <translation>主干网络与解码器，学习率 %1 和 %2</translation>
    </message>
    <message>
        <source>the decoder alone, learning rate %1</source>
        <translation>仅解码器，学习率 %1</translation>
    </message>
    <message>
        <source>%1 photos a batch</source>
        <translation>每批次 %1 张照片</translation>
    </message>
    <message>
        <source>seed %1</source>
        <translation>种子 %1</translation>
    </message>
    <message>
        <source>by %1</source>
        <translation>由 %1 训练</translation>
    </message>
    <message>
        <source>%1 after epoch %2</source>
        <translation>第 %2 轮之后 %1</translation>
    </message>
    <message>
        <source>Licence</source>
        <translation>许可</translation>
    </message>
    <message>
        <source>Scores</source>
        <translation>得分</translation>
    </message>
    <message>
        <source>Backbone</source>
        <translation>主干网络</translation>
    </message>
    <message>
        <source>%1, sees %2 × %3 pixels, gives a grid of %4 × %5</source>
        <translation>%1，输入 %2 × %3 像素，输出 %4 × %5 的特征网格</translation>
    </message>
    <message>
        <source>Photos are</source>
        <translation>照片缩放</translation>
    </message>
    <message>
        <source>Decoder</source>
        <translation>解码器</translation>
    </message>
    <message>
        <source>Vocabulary</source>
        <translation>词表</translation>
    </message>
    <message>
        <source>%1 words, cut by the tokenizer %2</source>
        <translation>%1 个词，由分词器 %2 切分</translation>
    </message>
    <message>
        <source>Longest caption</source>
        <translation>最长描述</translation>
    </message>
    <message>
        <source>%1 words</source>
        <translation>%1 个词</translation>
    </message>
    <message>
        <source>Storage</source>
        <translation>存储</translation>
    </message>
    <message>
        <source>%1, %2</source>
        <translation>%1，%2</translation>
    </message>
    <message>
        <source>File</source>
        <translation>文件</translation>
    </message>
    <message>
        <source>What if</source>
        <translation>假设</translation>
    </message>
    <message>
        <source>Mean of the weights of %1 models</source>
        <translation>%1 个模型权重的平均值</translation>
    </message>
    <message>
        <source>%1 epochs on %2 captions without photos, of %3</source>
        <translation>在 %3 的 %2 条没有照片的描述上训练 %1 轮</translation>
    </message>
</context>
<context>
    <name>saccade::AlternativesList</name>
    <message>
        <source>Alternatives</source>
        <translation>其他候选</translation>
    </message>
    <message>
        <source>end of the caption</source>
        <translation>描述结束</translation>
    </message>
    <message>
        <source>%1, %2</source>
        <translation>%1，%2</translation>
    </message>
    <message>
        <source>Say this word instead, and go on from there</source>
        <translation>改说这个词，并由此继续</translation>
    </message>
</context>
<context>
    <name>saccade::BeamTreeDialog</name>
    <message>
        <source>What is wrong with the search</source>
        <translation>搜索的问题</translation>
    </message>
    <message>
        <source>Beam tree</source>
        <translation>束搜索树</translation>
    </message>
    <message>
        <source>Beam tree window</source>
        <translation>束搜索树窗口</translation>
    </message>
    <message>
        <source>&amp;Width of the beam</source>
        <translation>束宽(&amp;W)</translation>
    </message>
    <message>
        <source>Width of the beam</source>
        <translation>束宽</translation>
    </message>
    <message>
        <source>How many hypotheses are kept at each word</source>
        <translation>每个词处保留多少个假设</translation>
    </message>
    <message>
        <source>&amp;Length penalty</source>
        <translation>长度惩罚(&amp;L)</translation>
    </message>
    <message>
        <source>Length penalty</source>
        <translation>长度惩罚</translation>
    </message>
    <message>
        <source>0 favours short captions</source>
        <translation>0 偏向短描述</translation>
    </message>
    <message>
        <source>Where the hypothesis looks</source>
        <translation>假设看向哪里</translation>
    </message>
    <message>
        <source>Hypothesis</source>
        <translation>假设</translation>
    </message>
    <message>
        <source>Score of the hypothesis</source>
        <translation>假设的得分</translation>
    </message>
    <message>
        <source>What became of it</source>
        <translation>它的结局</translation>
    </message>
    <message>
        <source>Summary of the search</source>
        <translation>搜索摘要</translation>
    </message>
    <message>
        <source>&amp;Make It a Branch</source>
        <translation>设为分支(&amp;M)</translation>
    </message>
    <message>
        <source>Searching…</source>
        <translation>正在搜索…</translation>
    </message>
    <message>
        <source>%1 hypotheses kept, %2 of them dropped, %3 came to an end</source>
        <translation>保留 %1 个假设，其中丢弃 %2 个，完成 %3 个</translation>
    </message>
    <message>
        <source>Score %1  ·  log-probability %2  ·  this word %3</source>
        <translation>得分 %1  ·  对数概率 %2  ·  此词 %3</translation>
    </message>
    <message>
        <source>It was kept, and goes on.</source>
        <translation>已保留并继续。</translation>
    </message>
    <message>
        <source>Dropped after word %1: its best continuation would have scored %2, and the worst that was kept scored %3.</source>
        <translation>在第 %1 个词后丢弃：其最佳延续得分为 %2，而保留者中最差的得分为 %3。</translation>
    </message>
    <message>
        <source>Dropped after word %1: no word was allowed to follow.</source>
        <translation>在第 %1 个词后丢弃：没有允许接续的词。</translation>
    </message>
    <message>
        <source>It came to its end after %1 words.</source>
        <translation>在 %1 个词后完成。</translation>
    </message>
    <message>
        <source>Cut at word %1: the limit of words.</source>
        <translation>在第 %1 个词处截断：达到词数上限。</translation>
    </message>
    <message>
        <source>Still alive when the search ended: it could not have become better than what was found.</source>
        <translation>搜索结束时仍在进行：不可能优于已找到的结果。</translation>
    </message>
</context>
<context>
    <name>saccade::BeamTreeView</name>
    <message>
        <source>Beam tree</source>
        <translation>束搜索树</translation>
    </message>
    <message>
        <source>end</source>
        <translation>结束</translation>
    </message>
    <message>
        <source>Word %1</source>
        <translation>第 %1 个词</translation>
    </message>
    <message>
        <source>Left and Right move along a hypothesis, Up and Down between those of one step; Enter makes a branch of one. Ctrl and + or - zoom, Ctrl+0 shows all of it.</source>
        <translation>左右键沿假设移动，上下键在同一步的假设间移动；回车键将其设为分支。Ctrl 加 + 或 - 缩放，Ctrl+0 显示全部。</translation>
    </message>
</context>
<context>
    <name>saccade::BranchList</name>
    <message>
        <source>Name of the branch</source>
        <translation>分支名称</translation>
    </message>
    <message>
        <source>Branches</source>
        <translation>分支</translation>
    </message>
    <message>
        <source>%1: %2, log-probability %3</source>
        <translation>%1：%2，对数概率 %3</translation>
    </message>
</context>
<context>
    <name>saccade::BusyLine</name>
    <message>
        <source>Busy</source>
        <translation>正在处理</translation>
    </message>
    <message>
        <source>What is being done</source>
        <translation>正在进行的操作</translation>
    </message>
    <message>
        <source>Progress</source>
        <translation>进度</translation>
    </message>
</context>
<context>
    <name>saccade::CaptionStrip</name>
    <message>
        <source>end</source>
        <translation>结束</translation>
    </message>
    <message>
        <source>Caption</source>
        <translation>描述</translation>
    </message>
    <message>
        <source>Word %1 of %2: %3, probability %4</source>
        <translation>第 %1 个词，共 %2 个：%3，概率 %4</translation>
    </message>
    <message>
        <source>Here the model ended its caption</source>
        <translation>模型在此结束描述</translation>
    </message>
    <message>
        <source>%1, changed</source>
        <translation>%1，已改变</translation>
    </message>
</context>
<context>
    <name>saccade::ChartsPanel</name>
    <message>
        <source>Loss chart</source>
        <translation>损失图表</translation>
    </message>
    <message>
        <source>Scores chart</source>
        <translation>得分图表</translation>
    </message>
    <message>
        <source>Learning rate chart</source>
        <translation>学习率图表</translation>
    </message>
    <message>
        <source>&amp;Log scale</source>
        <translation>对数刻度(&amp;L)</translation>
    </message>
    <message>
        <source>Smoothing</source>
        <translation>平滑</translation>
    </message>
    <message>
        <source>&amp;Follow</source>
        <translation>跟随(&amp;F)</translation>
    </message>
    <message>
        <source>Follow</source>
        <translation>跟随</translation>
    </message>
    <message>
        <source>Shows the whole run as it grows; dragging or zooming a chart ends it</source>
        <translation>随训练进展显示全程；拖动或缩放图表即停止跟随</translation>
    </message>
    <message>
        <source>Values under the pointer</source>
        <translation>指针处的数值</translation>
    </message>
    <message>
        <source>&amp;Export…</source>
        <translation>导出(&amp;E)…</translation>
    </message>
    <message>
        <source>Export charts</source>
        <translation>导出图表</translation>
    </message>
    <message>
        <source>&amp;Smoothing</source>
        <translation>平滑(&amp;S)</translation>
    </message>
    <message>
        <source>Loss, over epochs</source>
        <translation>各轮损失</translation>
    </message>
    <message>
        <source>Scores of the photos to check on</source>
        <translation>验证照片的得分</translation>
    </message>
    <message>
        <source>Learning rate</source>
        <translation>学习率</translation>
    </message>
    <message>
        <source>smoothed</source>
        <translation>平滑后</translation>
    </message>
    <message>
        <source>Exported to %1</source>
        <translation>已导出到 %1</translation>
    </message>
    <message>
        <source>Picture (*.png)</source>
        <translation>图片 (*.png)</translation>
    </message>
    <message>
        <source>PDF (*.pdf)</source>
        <translation>PDF (*.pdf)</translation>
    </message>
    <message>
        <source>Table of values (*.csv)</source>
        <translation>数值表 (*.csv)</translation>
    </message>
    <message>
        <source>Charts are exported as .png, .pdf or .csv; “.%1” is none of them.</source>
        <translation>图表可导出为 .png、.pdf 或 .csv；“.%1”不在其中。</translation>
    </message>
    <message>
        <source>The charts were not exported to %1. %2</source>
        <translation>图表未能导出到 %1。%2</translation>
    </message>
</context>
<context>
    <name>saccade::CheckpointTable</name>
    <message>
        <source>best (epoch %1)</source>
        <translation>最佳（第 %1 轮）</translation>
    </message>
    <message>
        <source>last</source>
        <translation>最后</translation>
    </message>
    <message>
        <source>epoch %1</source>
        <translation>第 %1 轮</translation>
    </message>
    <message>
        <source>&amp;Open in Studio</source>
        <translation>在工作室中打开(&amp;O)</translation>
    </message>
    <message>
        <source>&amp;Compare Two</source>
        <translation>比较两个(&amp;C)</translation>
    </message>
    <message>
        <source>&amp;Train On from Here…</source>
        <translation>由此继续训练(&amp;T)…</translation>
    </message>
    <message>
        <source>&amp;Export…</source>
        <translation>导出(&amp;E)…</translation>
    </message>
    <message>
        <source>&amp;Delete</source>
        <translation>删除(&amp;D)</translation>
    </message>
    <message>
        <source>Checkpoints</source>
        <translation>检查点</translation>
    </message>
    <message>
        <source>Model</source>
        <translation>模型</translation>
    </message>
    <message>
        <source>CIDEr-D</source>
        <translation>CIDEr-D</translation>
    </message>
    <message>
        <source>BLEU-4</source>
        <translation>BLEU-4</translation>
    </message>
    <message>
        <source>Validation loss</source>
        <translation>验证损失</translation>
    </message>
    <message>
        <source>Size</source>
        <translation>大小</translation>
    </message>
</context>
<context>
    <name>saccade::ColourBar</name>
    <message>
        <source>Colour scale</source>
        <translation>色标</translation>
    </message>
    <message>
        <source>From %1 to %2 of the gaze in one cell</source>
        <translation>单个单元格占视线的 %1 到 %2</translation>
    </message>
    <message>
        <source>share of the gaze</source>
        <translation>视线占比</translation>
    </message>
    <message>
        <source>From %1, more on the right, to %2, more on the left</source>
        <translation>从 %1（右侧更多）到 %2（左侧更多）</translation>
    </message>
    <message>
        <source>From %1 to %2: %3</source>
        <translation>从 %1 到 %2：%3</translation>
    </message>
</context>
<context>
    <name>saccade::CompareView</name>
    <message>
        <source>Comparison</source>
        <translation>比较</translation>
    </message>
    <message>
        <source>How the captions differ</source>
        <translation>描述的差异</translation>
    </message>
    <message>
        <source>&amp;Back to the Studio</source>
        <translation>返回工作室(&amp;B)</translation>
    </message>
    <message>
        <source>Left</source>
        <translation>左</translation>
    </message>
    <message>
        <source>Right</source>
        <translation>右</translation>
    </message>
    <message>
        <source>Left side</source>
        <translation>左侧</translation>
    </message>
    <message>
        <source>Right side</source>
        <translation>右侧</translation>
    </message>
    <message>
        <source>Left note</source>
        <translation>左侧说明</translation>
    </message>
    <message>
        <source>Right note</source>
        <translation>右侧说明</translation>
    </message>
    <message>
        <source>Left message</source>
        <translation>左侧消息</translation>
    </message>
    <message>
        <source>Right message</source>
        <translation>右侧消息</translation>
    </message>
    <message>
        <source>Where one looked more than the other</source>
        <translation>一方比另一方多看的地方</translation>
    </message>
    <message>
        <source>&amp;Difference</source>
        <translation>差异(&amp;D)</translation>
    </message>
    <message>
        <source>Show the difference</source>
        <translation>显示差异</translation>
    </message>
    <message>
        <source>Open a photo in the studio to compare what is said of it.</source>
        <translation>请先在工作室中打开一张照片，以比较对它的描述。</translation>
    </message>
    <message>
        <source>both say the same</source>
        <translation>两者相同</translation>
    </message>
    <message>
        <source>1 word differs</source>
        <translation>1 个词不同</translation>
    </message>
    <message>
        <source>%1 words differ</source>
        <translation>%1 个词不同</translation>
    </message>
    <message>
        <source>%1: %2. Log-probability %3 on the left, %4 on the right.</source>
        <translation>%1：%2。左侧对数概率 %3，右侧 %4。</translation>
    </message>
    <message>
        <source>“%1” has no counterpart here</source>
        <translation>“%1”在此没有对应的词</translation>
    </message>
    <message>
        <source>“%1” is only on the left.</source>
        <translation>“%1”只出现在左侧。</translation>
    </message>
    <message>
        <source>“%1” is only on the right.</source>
        <translation>“%1”只出现在右侧。</translation>
    </message>
</context>
<context>
    <name>saccade::DataStep</name>
    <message>
        <source>Data set message</source>
        <translation>数据集消息</translation>
    </message>
    <message>
        <source>Data set</source>
        <translation>数据集</translation>
    </message>
    <message>
        <source>Drop a folder or a file with captions here, or type its path</source>
        <translation>将文件夹或描述文件拖到此处，或输入路径</translation>
    </message>
    <message>
        <source>Photos&apos; folder</source>
        <translation>照片文件夹</translation>
    </message>
    <message>
        <source>only if the data set does not say</source>
        <translation>仅当数据集未指明时</translation>
    </message>
    <message>
        <source>Split</source>
        <translation>划分</translation>
    </message>
    <message>
        <source>As the data set says, else by image</source>
        <translation>按数据集，否则按图像</translation>
    </message>
    <message>
        <source>As the data set says</source>
        <translation>按数据集</translation>
    </message>
    <message>
        <source>By image, at random</source>
        <translation>按图像随机</translation>
    </message>
    <message>
        <source>Share to check on</source>
        <translation>验证比例</translation>
    </message>
    <message>
        <source> % of the photos to check on</source>
        <translation>% 的照片用于验证</translation>
    </message>
    <message>
        <source>Photos at most</source>
        <translation>照片上限</translation>
    </message>
    <message>
        <source>all photos</source>
        <translation>全部照片</translation>
    </message>
    <message>
        <source> photos, drawn at random</source>
        <translation> 张照片，随机抽取</translation>
    </message>
    <message>
        <source>Seed of the draw</source>
        <translation>抽取种子</translation>
    </message>
    <message>
        <source>seed </source>
        <translation>种子 </translation>
    </message>
    <message>
        <source>Choose &amp;File…</source>
        <translation>选择文件(&amp;F)…</translation>
    </message>
    <message>
        <source>Choose F&amp;older…</source>
        <translation>选择文件夹(&amp;O)…</translation>
    </message>
    <message>
        <source>Open captions</source>
        <translation>打开描述</translation>
    </message>
    <message>
        <source>Captions (*.json *.csv *.tsv *.txt);;All files (*)</source>
        <translation>描述 (*.json *.csv *.tsv *.txt);;所有文件 (*)</translation>
    </message>
    <message>
        <source>Open a data set</source>
        <translation>打开数据集</translation>
    </message>
    <message>
        <source>Use</source>
        <translation>使用</translation>
    </message>
    <message>
        <source>Preview</source>
        <translation>预览</translation>
    </message>
    <message>
        <source>Checking photos… %1 of %2</source>
        <translation>正在检查照片… %1 / %2</translation>
    </message>
    <message>
        <source>Opening the data set…</source>
        <translation>正在打开数据集…</translation>
    </message>
    <message>
        <source>%1, read as %2</source>
        <translation>%1，按 %2 读取</translation>
    </message>
    <message>
        <source>Checking photos…</source>
        <translation>正在检查照片…</translation>
    </message>
    <message>
        <source>Finding</source>
        <translation>检查结果</translation>
    </message>
</context>
<context>
    <name>saccade::DecodingPanel</name>
    <message>
        <source>Decoding</source>
        <translation>解码</translation>
    </message>
    <message>
        <source>Greedy</source>
        <translation>贪心搜索</translation>
    </message>
    <message>
        <source>Beam search</source>
        <translation>束搜索</translation>
    </message>
    <message>
        <source>Sampling</source>
        <translation>采样</translation>
    </message>
    <message>
        <source>What the method does</source>
        <translation>方法说明</translation>
    </message>
    <message>
        <source>Captions found</source>
        <translation>找到的描述</translation>
    </message>
    <message>
        <source>Another sample</source>
        <translation>再采样一次</translation>
    </message>
    <message>
        <source>all words</source>
        <translation>所有词</translation>
    </message>
    <message>
        <source>as the model</source>
        <translation>同模型设置</translation>
    </message>
    <message>
        <source>anything may</source>
        <translation>不限制</translation>
    </message>
    <message>
        <source>Method</source>
        <translation>方法</translation>
    </message>
    <message>
        <source>How the words of a caption are chosen</source>
        <translation>如何选择描述中的词</translation>
    </message>
    <message>
        <source>Beam width</source>
        <translation>束宽</translation>
    </message>
    <message>
        <source>How many captions are kept side by side while searching. 1 is greedy</source>
        <translation>搜索时同时保留多少条描述。1 即贪心搜索</translation>
    </message>
    <message>
        <source>List the best</source>
        <translation>列出最佳</translation>
    </message>
    <message>
        <source>How many captions to list, at most the beam&apos;s width</source>
        <translation>列出多少条描述，不超过束宽</translation>
    </message>
    <message>
        <source>Length penalty</source>
        <translation>长度惩罚</translation>
    </message>
    <message>
        <source>0 ranks by probability, which favours short captions; more favours longer ones</source>
        <translation>0 按概率排序，偏向短描述；越大越偏向长描述</translation>
    </message>
    <message>
        <source>Temperature</source>
        <translation>温度</translation>
    </message>
    <message>
        <source>Below 1 likely words become likelier; above 1 rare words come more often</source>
        <translation>小于 1 时常见词更常见；大于 1 时少见词更多</translation>
    </message>
    <message>
        <source>Top-k</source>
        <translation>Top-k</translation>
    </message>
    <message>
        <source>Draw from the so many most probable words alone</source>
        <translation>只从概率最高的若干个词中抽取</translation>
    </message>
    <message>
        <source>Top-p</source>
        <translation>Top-p</translation>
    </message>
    <message>
        <source>Draw from the fewest words that together reach this probability</source>
        <translation>从累计达到此概率的最少的词中抽取</translation>
    </message>
    <message>
        <source>Samples</source>
        <translation>采样数</translation>
    </message>
    <message>
        <source>How many captions to draw</source>
        <translation>抽取多少条描述</translation>
    </message>
    <message>
        <source>Seed</source>
        <translation>随机种子</translation>
    </message>
    <message>
        <source>The same seed draws the same captions</source>
        <translation>相同的种子抽取相同的描述</translation>
    </message>
    <message>
        <source>Longest</source>
        <translation>最大长度</translation>
    </message>
    <message>
        <source>Captions are cut after so many words, their end counted</source>
        <translation>描述超过这么多词即截断，结束符计入</translation>
    </message>
    <message>
        <source>No repeats of</source>
        <translation>不重复</translation>
    </message>
    <message>
        <source>No run of so many words stands twice in a caption</source>
        <translation>描述中不会两次出现这么多词的相同片段</translation>
    </message>
    <message>
        <source>Keeps several captions at once and takes the best in the end.</source>
        <translation>同时保留多条描述，最后取最佳的一条。</translation>
    </message>
    <message>
        <source>Draws each word by its probability: another seed, another caption.</source>
        <translation>按概率抽取每个词：种子不同，描述也不同。</translation>
    </message>
    <message>
        <source>Takes the most probable word each time.</source>
        <translation>每次取概率最高的词。</translation>
    </message>
    <message>
        <source>Captions found, the best first</source>
        <translation>找到的描述，最佳在前</translation>
    </message>
    <message>
        <source>Captions drawn</source>
        <translation>采样描述数</translation>
    </message>
    <message>
        <source>log-probability %1</source>
        <translation>对数概率 %1</translation>
    </message>
    <message>
        <source>%1, score %2</source>
        <translation>%1，得分 %2</translation>
    </message>
    <message>
        <source>%1, %2</source>
        <translation>%1，%2</translation>
    </message>
    <message>
        <source>Repetition penalty</source>
        <translation>重复惩罚</translation>
    </message>
    <message>
        <source>What a noun, verb or adjective loses that the caption has said already; 0: nothing</source>
        <translation>描述中已经说过的名词、动词或形容词所减去的分数；0：不减</translation>
    </message>
</context>
<context>
    <name>saccade::DifferencePane</name>
    <message>
        <source>Difference</source>
        <translation>差异</translation>
    </message>
    <message>
        <source>Difference map</source>
        <translation>差异图</translation>
    </message>
    <message>
        <source>Difference in probability</source>
        <translation>概率差异</translation>
    </message>
    <message>
        <source>Why there is no difference map</source>
        <translation>没有差异图的原因</translation>
    </message>
    <message>
        <source>more on the right</source>
        <translation>右侧更多</translation>
    </message>
    <message>
        <source>more on the left</source>
        <translation>左侧更多</translation>
    </message>
    <message>
        <source>The cells of the two grids lie in different places: their maps cannot be subtracted.</source>
        <translation>两个网格的单元格位置不同，其注意力图无法相减。</translation>
    </message>
    <message>
        <source>The two look through different grids, of %1 × %2 and of %3 × %4 cells: their maps cannot be subtracted.</source>
        <translation>两者的网格不同，分别为 %1 × %2 和 %3 × %4 个单元格，其注意力图无法相减。</translation>
    </message>
    <message>
        <source>“%1”: %2 on the left, %3 on the right, %4 points</source>
        <translation>“%1”：左侧 %2，右侧 %3，相差 %4 个百分点</translation>
    </message>
    <message>
        <source>“%1” %2 on the left, “%3” %4 on the right, %5 points</source>
        <translation>左侧“%1” %2，右侧“%3” %4，相差 %5 个百分点</translation>
    </message>
</context>
<context>
    <name>saccade::EpochPlayer</name>
    <message>
        <source>Epoch</source>
        <translation>轮次</translation>
    </message>
    <message>
        <source>Epoch shown</source>
        <translation>显示的轮次</translation>
    </message>
    <message>
        <source>Play the epochs</source>
        <translation>播放各轮</translation>
    </message>
    <message>
        <source>Nothing to see yet</source>
        <translation>暂时没有内容</translation>
    </message>
    <message>
        <source>After every epoch a few photos are captioned, so that you can watch captions and attention change.</source>
        <translation>每轮之后会为几张照片生成描述，你可以看到描述和注意力的变化。</translation>
    </message>
    <message>
        <source>epoch %1 of %2</source>
        <translation>第 %1 轮，共 %2 轮</translation>
    </message>
</context>
<context>
    <name>saccade::ExportController</name>
    <message>
        <source>Exported to %1 (%2).</source>
        <translation>已导出到 %1（%2）。</translation>
    </message>
</context>
<context>
    <name>saccade::ExportDialog</name>
    <message>
        <source>Export message</source>
        <translation>导出消息</translation>
    </message>
    <message>
        <source>Longer side:</source>
        <translation>长边：</translation>
    </message>
    <message>
        <source>For each word:</source>
        <translation>每个词：</translation>
    </message>
    <message>
        <source>What:</source>
        <translation>内容：</translation>
    </message>
    <message>
        <source>As:</source>
        <translation>格式：</translation>
    </message>
    <message>
        <source>File:</source>
        <translation>文件：</translation>
    </message>
    <message>
        <source>Export</source>
        <translation>导出</translation>
    </message>
    <message>
        <source>The photo with the attention over it</source>
        <translation>叠加注意力的照片</translation>
    </message>
    <message>
        <source>A sheet of all words</source>
        <translation>所有词的总览图</translation>
    </message>
    <message>
        <source>An animation from word to word</source>
        <translation>逐词动画</translation>
    </message>
    <message>
        <source>The numbers</source>
        <translation>数值</translation>
    </message>
    <message>
        <source>What to export</source>
        <translation>要导出的内容</translation>
    </message>
    <message>
        <source>Format</source>
        <translation>格式</translation>
    </message>
    <message>
        <source>Longer side of the animation</source>
        <translation>动画的长边</translation>
    </message>
    <message>
        <source> pixels</source>
        <translation> 像素</translation>
    </message>
    <message>
        <source>Time for each word</source>
        <translation>每个词的时间</translation>
    </message>
    <message>
        <source> seconds</source>
        <translation> 秒</translation>
    </message>
    <message>
        <source>File to export to</source>
        <translation>导出到的文件</translation>
    </message>
    <message>
        <source>&amp;Browse…</source>
        <translation>浏览(&amp;B)…</translation>
    </message>
    <message>
        <source>Progress of the export</source>
        <translation>导出进度</translation>
    </message>
    <message>
        <source>A file of that name is there. It will be replaced.</source>
        <translation>已有同名文件，将被替换。</translation>
    </message>
    <message>
        <source>Export note</source>
        <translation>导出说明</translation>
    </message>
    <message>
        <source>%1 × %2 pixels</source>
        <translation>%1 × %2 像素</translation>
    </message>
    <message>
        <source>%1 × %2 pixels, %3 frames, %4 seconds</source>
        <translation>%1 × %2 像素，%3 帧，%4 秒</translation>
    </message>
    <message>
        <source>Export to</source>
        <translation>导出到</translation>
    </message>
    <message>
        <source>&amp;Replace</source>
        <translation>替换(&amp;R)</translation>
    </message>
    <message>
        <source>&amp;Export</source>
        <translation>导出(&amp;E)</translation>
    </message>
    <message>
        <source>&amp;Stop</source>
        <translation>停止(&amp;S)</translation>
    </message>
    <message>
        <source>&amp;Cancel</source>
        <translation>取消(&amp;C)</translation>
    </message>
    <message>
        <source>Attention paid to a cell; the same scale in every panel</source>
        <translation>对单元格的注意力；各图使用相同的刻度</translation>
    </message>
    <message numerus="yes">
        <source>%1 × %2 pixels, %n pictures</source>
        <translation>
            <numerusform>%1 × %2 像素，%n 幅图</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>1 page of %1 × %2 mm, %n pictures</source>
        <translation>
            <numerusform>1 页，%1 × %2 毫米，%n 幅图</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n rows of %1 columns under a header, %2</source>
        <translation>
            <numerusform>表头下 %n 行，每行 %1 列，%2</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n steps in one line, %1</source>
        <translation>
            <numerusform>一行，共 %n 步，%1</numerusform>
        </translation>
    </message>
    <message>
        <source>There is a folder of that name. Give the name of a file.</source>
        <translation>已有同名文件夹。请填写文件名。</translation>
    </message>
</context>
<context>
    <name>saccade::ExportPreviewPane</name>
    <message>
        <source>Preview</source>
        <translation>预览</translation>
    </message>
    <message>
        <source>Preview of the picture</source>
        <translation>图片预览</translation>
    </message>
    <message>
        <source>Preview of the numbers</source>
        <translation>数据预览</translation>
    </message>
    <message>
        <source>Size of the export</source>
        <translation>导出大小</translation>
    </message>
    <message>
        <source>Pause the preview</source>
        <translation>暂停预览</translation>
    </message>
    <message>
        <source>Play the preview</source>
        <translation>播放预览</translation>
    </message>
</context>
<context>
    <name>saccade::FilmStrip</name>
    <message>
        <source>Photos</source>
        <translation>照片</translation>
    </message>
</context>
<context>
    <name>saccade::FolderDialog</name>
    <message>
        <source>Folder message</source>
        <translation>文件夹消息</translation>
    </message>
    <message>
        <source>Photos in:</source>
        <translation>照片所在：</translation>
    </message>
    <message>
        <source>Captions to:</source>
        <translation>描述写入：</translation>
    </message>
    <message>
        <source>Caption a folder</source>
        <translation>为文件夹生成描述</translation>
    </message>
    <message>
        <source>Folder of photos</source>
        <translation>照片文件夹</translation>
    </message>
    <message>
        <source>File for the captions</source>
        <translation>描述文件</translation>
    </message>
    <message>
        <source>&amp;Browse…</source>
        <translation>浏览(&amp;B)…</translation>
    </message>
    <message>
        <source>Browse for the folder</source>
        <translation>浏览文件夹</translation>
    </message>
    <message>
        <source>B&amp;rowse…</source>
        <translation>浏览(&amp;R)…</translation>
    </message>
    <message>
        <source>Browse for the file</source>
        <translation>浏览文件</translation>
    </message>
    <message>
        <source>A table (.csv) or JSON Lines (.jsonl)</source>
        <translation>表格 (.csv) 或 JSON Lines (.jsonl)</translation>
    </message>
    <message>
        <source>With the folders &amp;inside</source>
        <translation>包括子文件夹(&amp;I)</translation>
    </message>
    <message>
        <source>&amp;Write the captions into the photos too (JPEG, PNG, WebP, TIFF)</source>
        <translation>同时将描述写入照片（JPEG、PNG、WebP、TIFF）(&amp;W)</translation>
    </message>
    <message>
        <source>As their description, in XMP and EXIF. The pixels stay as they are.</source>
        <translation>作为说明写入 XMP 和 EXIF。像素保持不变。</translation>
    </message>
    <message>
        <source>Replace &amp;descriptions that photos have</source>
        <translation>替换照片已有的说明(&amp;D)</translation>
    </message>
    <message>
        <source>Try photos &amp;again that could not be captioned</source>
        <translation>重试未能生成描述的照片(&amp;A)</translation>
    </message>
    <message>
        <source>Begin again instead of &amp;going on where an earlier run stopped</source>
        <translation>从头开始，而不是从上次停止处继续(&amp;G)</translation>
    </message>
    <message>
        <source>Progress of the folder</source>
        <translation>文件夹进度</translation>
    </message>
    <message>
        <source>Photo being captioned</source>
        <translation>正在生成描述的照片</translation>
    </message>
    <message>
        <source>What became of the folder</source>
        <translation>文件夹的处理结果</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <translation>%1：%2</translation>
    </message>
    <message>
        <source>Stopped. What is done is kept: start again with the same file to go on from there.</source>
        <translation>已停止。已完成的部分会保留：用同一文件再次开始即可继续。</translation>
    </message>
    <message>
        <source>Caption a folder of photos</source>
        <translation>为照片文件夹生成描述</translation>
    </message>
    <message>
        <source>Captions to</source>
        <translation>描述写入</translation>
    </message>
    <message>
        <source>Captions (*.csv *.jsonl)</source>
        <translation>描述 (*.csv *.jsonl)</translation>
    </message>
    <message>
        <source>&amp;Start</source>
        <translation>开始(&amp;S)</translation>
    </message>
    <message>
        <source>S&amp;top</source>
        <translation>停止(&amp;T)</translation>
    </message>
    <message>
        <source>&amp;Close</source>
        <translation>关闭(&amp;C)</translation>
    </message>
    <message>
        <source>Reading the model…</source>
        <translation>正在读取模型…</translation>
    </message>
    <message>
        <source>Captioned: %1 of %2 photos.</source>
        <translation>已生成描述：%1 / %2 张照片。</translation>
    </message>
    <message>
        <source>Done before: %1.</source>
        <translation>先前已完成：%1。</translation>
    </message>
    <message>
        <source>Descriptions written: %1, kept as they were: %2.</source>
        <translation>已写入说明：%1，保持原样：%2。</translation>
    </message>
    <message>
        <source>Failed: %1. The file says why; the first: %2</source>
        <translation>失败：%1。文件中有原因说明；第一个：%2</translation>
    </message>
</context>
<context>
    <name>saccade::InlineMessage</name>
    <message>
        <source>Hide this message</source>
        <translation>隐藏此消息</translation>
    </message>
</context>
<context>
    <name>saccade::MainWindow</name>
    <message>
        <source>This photo could not be captioned. %1</source>
        <translation>无法为这张照片生成描述。%1</translation>
    </message>
    <message>
        <source>There is no model to caption it with.</source>
        <translation>没有可用来生成描述的模型。</translation>
    </message>
    <message>
        <source>There is no photo in %1. Photos are JPEG, PNG, WebP, TIFF, BMP and GIF files.</source>
        <translation>%1 中没有照片。支持 JPEG、PNG、WebP、TIFF、BMP 和 GIF 文件。</translation>
    </message>
    <message>
        <source>Opening the photo…</source>
        <translation>正在打开照片…</translation>
    </message>
    <message>
        <source>Reading the model…</source>
        <translation>正在读取模型…</translation>
    </message>
    <message>
        <source>Looking at the photo…</source>
        <translation>正在观察照片…</translation>
    </message>
    <message>
        <source>Open photos</source>
        <translation>打开照片</translation>
    </message>
    <message>
        <source>Open a folder of photos</source>
        <translation>打开照片文件夹</translation>
    </message>
    <message>
        <source>Saccade models (*.safetensors);;All files (*)</source>
        <translation>Saccade 模型 (*.safetensors);;所有文件 (*)</translation>
    </message>
    <message>
        <source>Training is running</source>
        <translation>正在训练</translation>
    </message>
    <message>
        <source>A captioner is being trained. Saccade can save where it stands and go on from there when you resume it.</source>
        <translation>正在训练描述模型。Saccade 可以保存当前进度，恢复训练时从该处继续。</translation>
    </message>
    <message>
        <source>&amp;Save and Close</source>
        <translation>保存并关闭(&amp;S)</translation>
    </message>
    <message>
        <source>&amp;Keep Training</source>
        <translation>继续训练(&amp;K)</translation>
    </message>
    <message>
        <source>Compare with another model</source>
        <translation>与另一个模型比较</translation>
    </message>
    <message numerus="yes">
        <source>%n photo(s) of the last session are not there any more.</source>
        <translation>
            <numerusform>上次会话中的 %n 张照片已不存在。</numerusform>
        </translation>
    </message>
    <message>
        <source>What is open now will not come back at the next start: %1 cannot be written. %2</source>
        <translation>下次启动时无法恢复现在打开的内容：无法写入 %1。%2</translation>
    </message>
</context>
<context>
    <name>saccade::MetricPlot</name>
    <message>
        <source>not a number</source>
        <translation>非数值</translation>
    </message>
    <message>
        <source>epoch %1   %2</source>
        <translation>轮次 %1   %2</translation>
    </message>
</context>
<context>
    <name>saccade::ModelController</name>
    <message>
        <source>Open a model</source>
        <translation>打开模型</translation>
    </message>
    <message>
        <source>Saccade models (*.safetensors);;All files (*)</source>
        <translation>Saccade 模型 (*.safetensors);;所有文件 (*)</translation>
    </message>
    <message>
        <source>The model %1 cannot be used. %2</source>
        <translation>模型 %1 无法使用。%2</translation>
    </message>
    <message>
        <source>%1 stays in use.</source>
        <translation>继续使用 %1。</translation>
    </message>
</context>
<context>
    <name>saccade::ModelPanel</name>
    <message>
        <source>Open another model</source>
        <translation>打开另一个模型</translation>
    </message>
    <message>
        <source>About this model</source>
        <translation>关于此模型</translation>
    </message>
    <message>
        <source>Model</source>
        <translation>模型</translation>
    </message>
    <message>
        <source>Model name</source>
        <translation>模型名称</translation>
    </message>
    <message>
        <source>Model description</source>
        <translation>模型说明</translation>
    </message>
    <message>
        <source>Model scores</source>
        <translation>模型得分</translation>
    </message>
    <message>
        <source>Model licence</source>
        <translation>模型许可</translation>
    </message>
    <message>
        <source>No model is open</source>
        <translation>没有打开的模型</translation>
    </message>
</context>
<context>
    <name>saccade::NewRunPage</name>
    <message>
        <source>&amp;Back</source>
        <translation>上一步(&amp;B)</translation>
    </message>
    <message>
        <source>New training run</source>
        <translation>新建训练</translation>
    </message>
    <message>
        <source>Step</source>
        <translation>步骤</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
    <message>
        <source>Estimate</source>
        <translation>预估</translation>
    </message>
    <message>
        <source>%1 of training, and the checks after each epoch; %2 of memory, %3 on disk. Measured with %4 batches on this computer.</source>
        <translation>训练需%1，另加每轮后的验证；内存 %2，磁盘 %3。以本机上 %4 个批次测得。</translation>
    </message>
    <message>
        <source>Measuring how long it will take…</source>
        <translation>正在测量所需时间…</translation>
    </message>
    <message>
        <source>Preset</source>
        <translation>预设</translation>
    </message>
    <message>
        <source>Show &amp;every setting</source>
        <translation>显示全部设置(&amp;E)</translation>
    </message>
    <message>
        <source>Name of the run</source>
        <translation>训练名称</translation>
    </message>
    <message>
        <source>Threads</source>
        <translation>线程</translation>
    </message>
    <message>
        <source> threads compute</source>
        <translation> 个线程参与计算</translation>
    </message>
    <message>
        <source>Settings to vary</source>
        <translation>要变化的设置</translation>
    </message>
    <message>
        <source>One setting a line: a run is queued for every combination.</source>
        <translation>每行一项设置：每种组合排队训练一次。</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>名称</translation>
    </message>
    <message>
        <source>Processor</source>
        <translation>处理器</translation>
    </message>
    <message>
        <source>Vary</source>
        <translation>变化</translation>
    </message>
    <message>
        <source>1 of 3   Photos and captions</source>
        <translation>第一步，共三步   照片与描述</translation>
    </message>
    <message>
        <source>2 of 3   Where to begin</source>
        <translation>第二步，共三步   起点</translation>
    </message>
    <message>
        <source>3 of 3   Settings</source>
        <translation>第三步，共三步   设置</translation>
    </message>
    <message>
        <source>&amp;Start Training</source>
        <translation>开始训练(&amp;S)</translation>
    </message>
    <message>
        <source>&amp;Next</source>
        <translation>下一步(&amp;N)</translation>
    </message>
    <message>
        <source>Tutorial: the reference system to the letter</source>
        <translation>教程：严格复现参考系统</translation>
    </message>
    <message>
        <source>Quick look: small network, two epochs</source>
        <translation>快速预览：小网络，两轮</translation>
    </message>
    <message>
        <source>Default: the recipe with the best scores</source>
        <translation>默认：得分最高的方案</translation>
    </message>
    <message>
        <source>%1 runs, one after the other.</source>
        <translation>依次进行 %1 次训练。</translation>
    </message>
</context>
<context>
    <name>saccade::NoticePage</name>
    <message>
        <source>Notice</source>
        <translation>提示</translation>
    </message>
    <message>
        <source>Notice title</source>
        <translation>提示标题</translation>
    </message>
    <message>
        <source>Notice text</source>
        <translation>提示内容</translation>
    </message>
    <message>
        <source>Hint</source>
        <translation>说明</translation>
    </message>
</context>
<context>
    <name>saccade::OverlayControls</name>
    <message>
        <source>Attention overlay</source>
        <translation>注意力叠加层</translation>
    </message>
    <message>
        <source>Clear where it does not look</source>
        <translation>未注意处透明</translation>
    </message>
    <message>
        <source>The colours fade out towards the low end of the scale</source>
        <translation>颜色向色标低端逐渐透明</translation>
    </message>
    <message>
        <source>Opacity</source>
        <translation>不透明度</translation>
    </message>
    <message>
        <source>Colours</source>
        <translation>配色</translation>
    </message>
    <message>
        <source>Viridis</source>
        <translation>Viridis</translation>
    </message>
    <message>
        <source>Inferno</source>
        <translation>Inferno</translation>
    </message>
    <message>
        <source>Turbo</source>
        <translation>Turbo</translation>
    </message>
    <message>
        <source>Grey</source>
        <translation>灰度</translation>
    </message>
    <message>
        <source>Even in lightness, safe for colour-blind eyes</source>
        <translation>明度均匀，色盲友好</translation>
    </message>
    <message>
        <source>Dark to bright, safe for colour-blind eyes</source>
        <translation>由暗到亮，色盲友好</translation>
    </message>
    <message>
        <source>A rainbow: strong, but uneven</source>
        <translation>彩虹色：醒目但不均匀</translation>
    </message>
    <message>
        <source>Black to white</source>
        <translation>黑到白</translation>
    </message>
    <message>
        <source>Scale</source>
        <translation>刻度</translation>
    </message>
    <message>
        <source>Per word</source>
        <translation>按词</translation>
    </message>
    <message>
        <source>Per caption</source>
        <translation>按描述</translation>
    </message>
    <message>
        <source>Fixed, 0 to 1</source>
        <translation>固定 0 到 1</translation>
    </message>
    <message>
        <source>From 0 to the largest value of this word</source>
        <translation>从 0 到该词的最大值</translation>
    </message>
    <message>
        <source>From 0 to the largest value of all words: words can be compared</source>
        <translation>从 0 到所有词的最大值：词与词可比较</translation>
    </message>
    <message>
        <source>From 0 to 1: captions can be compared</source>
        <translation>从 0 到 1：描述之间可比较</translation>
    </message>
    <message>
        <source>Placement</source>
        <translation>位置</translation>
    </message>
    <message>
        <source>Receptive fields</source>
        <translation>感受野</translation>
    </message>
    <message>
        <source>Even grid</source>
        <translation>均匀网格</translation>
    </message>
    <message>
        <source>Each cell where the network really looks</source>
        <translation>每个单元格位于网络真正观察之处</translation>
    </message>
    <message>
        <source>Each cell in an even grid, as most plots do it</source>
        <translation>单元格均匀分布，多数图示如此</translation>
    </message>
    <message>
        <source>Show attention</source>
        <translation>显示注意力</translation>
    </message>
    <message>
        <source>Smooth the grid</source>
        <translation>平滑网格</translation>
    </message>
    <message>
        <source>Shows</source>
        <translation>显示</translation>
    </message>
    <message>
        <source>Grid lines</source>
        <translation>网格线</translation>
    </message>
    <message>
        <source>The word</source>
        <translation>当前词</translation>
    </message>
    <message>
        <source>Words so far</source>
        <translation>截至此词</translation>
    </message>
    <message>
        <source>Change</source>
        <translation>变化</translation>
    </message>
    <message>
        <source>Where the model looked for the words that are marked, added up</source>
        <translation>模型为所标记的词注视之处，各词相加</translation>
    </message>
    <message>
        <source>The gaze that each cell has had up to this word</source>
        <translation>截至此词，每个单元格得到的视线</translation>
    </message>
    <message>
        <source>Where it looks more and where less than at the word before</source>
        <translation>与前一个词相比，哪里看得更多，哪里更少</translation>
    </message>
    <message>
        <source>Spotlight</source>
        <translation>聚光灯</translation>
    </message>
    <message>
        <source>Dims the photo where the model does not look</source>
        <translation>使模型没有注视的地方变暗</translation>
    </message>
</context>
<context>
    <name>saccade::PanelSection</name>
    <message>
        <source>Hides and shows this part of the panel</source>
        <translation>隐藏或显示面板的这一部分</translation>
    </message>
</context>
<context>
    <name>saccade::PhotoIntake</name>
    <message numerus="yes">
        <source>Saccade keeps the last %1 pasted pictures: %n older one(s) were removed.</source>
        <translation>
            <numerusform>Saccade 只保留最近粘贴的 %1 张图片：已删除 %n 张较早的图片。</numerusform>
        </translation>
    </message>
    <message>
        <source>The picture could not be opened. %1</source>
        <translation>无法打开这张图片。%1</translation>
    </message>
    <message>
        <source>The picture arrived empty, or in a format that Saccade does not read. Save it as a file and open that.</source>
        <translation>收到的图片是空的，或者其格式 Saccade 无法读取。请把它保存为文件后再打开。</translation>
    </message>
    <message>
        <source>That is the address of something, not a picture. Copy the picture itself; browsers call it “Copy Image”.</source>
        <translation>这是一个网址，不是图片。请复制图片本身；浏览器中称为“复制图片”。</translation>
    </message>
    <message>
        <source>There is text on the clipboard, not a picture. Copy a picture, or photos in a file manager, and paste again.</source>
        <translation>剪贴板中是文字，不是图片。请复制一张图片，或在文件管理器中复制照片，然后再粘贴。</translation>
    </message>
    <message>
        <source>There is nothing on the clipboard to open. Copy a picture, or photos in a file manager, and paste again.</source>
        <translation>剪贴板中没有可以打开的内容。请复制一张图片，或在文件管理器中复制照片，然后再粘贴。</translation>
    </message>
</context>
<context>
    <name>saccade::PhotoList</name>
    <message>
        <source>%1, cannot be opened: %2</source>
        <translation>%1，无法打开：%2</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <comment>file name, caption</comment>
        <translation>%1：%2</translation>
    </message>
</context>
<context>
    <name>saccade::PhotoStage</name>
    <message>
        <source>Caption message</source>
        <translation>描述消息</translation>
    </message>
    <message>
        <source>See where a captioner looks</source>
        <translation>看看描述模型在看哪里</translation>
    </message>
    <message>
        <source>Drop photos here, or open some. Saccade writes a caption for each and shows, word by word, which part of the photo the model was looking at.</source>
        <translation>将照片拖到此处，或打开照片。Saccade 会为每张照片写一句描述，并逐词显示模型在看照片的哪一部分。</translation>
    </message>
    <message>
        <source>Left and Right move from word to word  ·  Space plays  ·  Page Down opens the next photo</source>
        <translation>左右方向键逐词移动  ·  空格键播放  ·  Page Down 打开下一张照片</translation>
    </message>
    <message>
        <source>%1 cannot be shown</source>
        <translation>无法显示 %1</translation>
    </message>
    <message>
        <source>Photo</source>
        <translation>照片</translation>
    </message>
    <message>
        <source>Recent photos</source>
        <translation>最近的照片</translation>
    </message>
</context>
<context>
    <name>saccade::PhraseDialog</name>
    <message>
        <source>Type a word</source>
        <translation>输入一个词</translation>
    </message>
    <message>
        <source>Start the caption with</source>
        <translation>描述开头</translation>
    </message>
    <message>
        <source>A sentence of your own</source>
        <translation>自己的句子</translation>
    </message>
    <message>
        <source>What is wrong with it</source>
        <translation>问题</translation>
    </message>
    <message>
        <source>&amp;Look at It Word by Word</source>
        <translation>逐词查看(&amp;L)</translation>
    </message>
    <message>
        <source>&amp;Say It</source>
        <translation>说出(&amp;S)</translation>
    </message>
    <message>
        <source>“%1”</source>
        <translation>“%1”</translation>
    </message>
    <message>
        <source>%1 instead of %2</source>
        <translation>%1 代替 %2</translation>
    </message>
    <message>
        <source>The model does not know %1. It knows:</source>
        <translation>模型不认识 %1。它认识：</translation>
    </message>
    <message>
        <source>, </source>
        <translation>、</translation>
    </message>
    <message>
        <source>The model does not know %1, nor a word like that.</source>
        <translation>模型不认识 %1，也不认识相近的词。</translation>
    </message>
</context>
<context>
    <name>saccade::QueueBar</name>
    <message>
        <source>Waiting runs</source>
        <translation>等待中的训练</translation>
    </message>
    <message>
        <source>&amp;Start Queue</source>
        <translation>开始队列(&amp;S)</translation>
    </message>
    <message>
        <source>Clear &amp;Queue</source>
        <translation>清空队列(&amp;Q)</translation>
    </message>
    <message>
        <source>1 run waits for its turn.</source>
        <translation>1 个训练正在排队。</translation>
    </message>
    <message>
        <source>%1 runs wait for their turn.</source>
        <translation>%1 个训练正在排队。</translation>
    </message>
</context>
<context>
    <name>saccade::RecentModels</name>
    <message>
        <source>&amp;Recent Models</source>
        <translation>最近的模型(&amp;R)</translation>
    </message>
    <message>
        <source>Recent models</source>
        <translation>最近的模型</translation>
    </message>
    <message>
        <source>%1 (comes with Saccade)</source>
        <translation>%1（Saccade 自带）</translation>
    </message>
    <message>
        <source>%1 (not found)</source>
        <translation>%1（未找到）</translation>
    </message>
</context>
<context>
    <name>saccade::RecentPhotos</name>
    <message>
        <source>Open Recen&amp;t</source>
        <translation>最近打开(&amp;T)</translation>
    </message>
    <message>
        <source>Open recent</source>
        <translation>最近打开</translation>
    </message>
    <message>
        <source>&amp;Clear This List</source>
        <translation>清空此列表(&amp;C)</translation>
    </message>
    <message>
        <source>%1 is not there any more. It was taken off the list of recent photos.</source>
        <translation>%1 已不存在，已将其从最近照片的列表中移除。</translation>
    </message>
</context>
<context>
    <name>saccade::RegionController</name>
    <message>
        <source>Looking at the photo without the region…</source>
        <translation>正在观察去除区域后的照片…</translation>
    </message>
    <message>
        <source>The photo as it is</source>
        <translation>原始照片</translation>
    </message>
    <message>
        <source>With the region blurred</source>
        <translation>区域已模糊</translation>
    </message>
    <message>
        <source>With the region in the mean colour</source>
        <translation>区域以平均色填充</translation>
    </message>
    <message>
        <source>The photo without the region could not be captioned. %1</source>
        <translation>无法为去除区域后的照片生成描述。%1</translation>
    </message>
    <message>
        <source>The model is not ready. Try again in a moment.</source>
        <translation>模型尚未就绪，请稍后再试。</translation>
    </message>
</context>
<context>
    <name>saccade::RegionSection</name>
    <message>
        <source>Region</source>
        <translation>区域</translation>
    </message>
    <message>
        <source>Region message</source>
        <translation>区域消息</translation>
    </message>
    <message>
        <source>About the region</source>
        <translation>关于区域</translation>
    </message>
    <message>
        <source>Words that looked there</source>
        <translation>看过此处的词</translation>
    </message>
    <message>
        <source>Brush size</source>
        <translation>画笔大小</translation>
    </message>
    <message>
        <source>What is done with the region</source>
        <translation>对区域的操作</translation>
    </message>
    <message>
        <source>%1 of the photo. A gaze that is the same everywhere leaves %2 there: the mark on each bar.</source>
        <translation>占照片的 %1。若视线处处相同，则有 %2 落在此处：即每个条上的标记。</translation>
    </message>
    <message>
        <source>%1  ·  %2×</source>
        <translation>%1  ·  %2×</translation>
    </message>
    <message>
        <source>%1, %2 of its attention, %3 times chance</source>
        <translation>%1，注意力的 %2，为随机的 %3 倍</translation>
    </message>
    <message>
        <source>%1 (word %2)</source>
        <translation>%1（第 %2 个词）</translation>
    </message>
    <message>
        <source>Erase</source>
        <translation>擦除</translation>
    </message>
    <message>
        <source>Erase with the brush</source>
        <translation>用画笔擦除</translation>
    </message>
    <message>
        <source>[ and ] make it smaller and larger</source>
        <translation>按 [ 和 ] 可缩小和放大画笔</translation>
    </message>
    <message>
        <source>The brush takes away what it marked before (E)</source>
        <translation>画笔会去掉之前标记的部分（E）</translation>
    </message>
    <message>
        <source>Mark a part of the photo with the rectangle or the brush to see which words looked there, and what the model says when it is hidden. With either in hand, the arrow keys move what is marked, and Shift with them resizes it.</source>
        <translation>用矩形或画笔标记照片的一部分，看看哪些词看过那里，以及遮挡后模型会怎么说。使用任一工具时，方向键移动标记的部分，按住 Shift 可调整大小。</translation>
    </message>
</context>
<context>
    <name>saccade::ResultsBrowser</name>
    <message>
        <source>CIDEr-D</source>
        <translation>CIDEr-D</translation>
    </message>
    <message>
        <source>Caption</source>
        <translation>描述</translation>
    </message>
    <message>
        <source>Photo</source>
        <translation>照片</translation>
    </message>
    <message>
        <source>&amp;Caption Photos</source>
        <translation>生成描述(&amp;C)</translation>
    </message>
    <message>
        <source>Result</source>
        <translation>结果</translation>
    </message>
    <message>
        <source>Model to look at</source>
        <translation>要查看的模型</translation>
    </message>
    <message>
        <source>Scores</source>
        <translation>得分</translation>
    </message>
    <message>
        <source>Results</source>
        <translation>结果</translation>
    </message>
    <message>
        <source>People&apos;s captions</source>
        <translation>人写的描述</translation>
    </message>
    <message>
        <source>What people say</source>
        <translation>人写的描述</translation>
    </message>
    <message>
        <source>Reading the model…</source>
        <translation>正在读取模型…</translation>
    </message>
    <message>
        <source>Look at every photo to check on</source>
        <translation>查看每张验证照片</translation>
    </message>
    <message>
        <source>After the first epoch there is a model to caption them with.</source>
        <translation>第一轮之后就有模型可以为它们生成描述。</translation>
    </message>
    <message>
        <source>Caption them with a model of this run: the worst come first.</source>
        <translation>用这次训练的模型生成描述：最差的排在最前。</translation>
    </message>
    <message>
        <source>%1 photos   CIDEr-D %2   BLEU-4 %3</source>
        <translation>%1 张照片   CIDEr-D %2   BLEU-4 %3</translation>
    </message>
    <message>
        <source>Captioning photos… %1 of %2</source>
        <translation>正在生成描述… %1 / %2</translation>
    </message>
</context>
<context>
    <name>saccade::RunView</name>
    <message>
        <source>less than a minute</source>
        <translation>不到一分钟</translation>
    </message>
    <message>
        <source>about a minute</source>
        <translation>约一分钟</translation>
    </message>
    <message>
        <source>about %1 minutes</source>
        <translation>约 %1 分钟</translation>
    </message>
    <message>
        <source>about %1 h %2 min</source>
        <translation>约 %1 小时 %2 分钟</translation>
    </message>
    <message>
        <source>Run message</source>
        <translation>训练消息</translation>
    </message>
    <message>
        <source>&amp;Resume</source>
        <translation>恢复(&amp;R)</translation>
    </message>
    <message>
        <source>&amp;Pause</source>
        <translation>暂停(&amp;P)</translation>
    </message>
    <message>
        <source>&amp;Stop and Keep</source>
        <translation>停止并保留(&amp;S)</translation>
    </message>
    <message>
        <source>&amp;Discard</source>
        <translation>放弃(&amp;D)</translation>
    </message>
    <message>
        <source>Training run</source>
        <translation>训练</translation>
    </message>
    <message>
        <source>Run</source>
        <translation>训练</translation>
    </message>
    <message>
        <source>State of the run</source>
        <translation>训练状态</translation>
    </message>
    <message>
        <source>Details of the run</source>
        <translation>训练详情</translation>
    </message>
    <message>
        <source>Progress of the run</source>
        <translation>训练进度</translation>
    </message>
    <message>
        <source>What to see of the run</source>
        <translation>查看内容</translation>
    </message>
    <message>
        <source>&amp;Charts</source>
        <translation>图表(&amp;C)</translation>
    </message>
    <message>
        <source>&amp;Epoch by Epoch</source>
        <translation>逐轮查看(&amp;E)</translation>
    </message>
    <message>
        <source>&amp;Results</source>
        <translation>结果(&amp;R)</translation>
    </message>
    <message>
        <source>&amp;Models</source>
        <translation>模型(&amp;M)</translation>
    </message>
    <message>
        <source>The %1 stopped being a number in epoch %2. The last good checkpoint is safe: train on from it with a lower learning rate.</source>
        <translation>%1 在第 %2 轮变为非数值。最后一个正常的检查点仍然可用：请以更低的学习率由它继续训练。</translation>
    </message>
    <message>
        <source>Reading the data set</source>
        <translation>正在读取数据集</translation>
    </message>
    <message>
        <source>%1: %2 of %3</source>
        <translation>%1：%2 / %3</translation>
    </message>
    <message>
        <source>%1 photos/s</source>
        <translation>每秒 %1 张照片</translation>
    </message>
    <message>
        <source>CPU, 1 thread, %1</source>
        <translation>CPU，1 个线程，%1</translation>
    </message>
    <message>
        <source>CPU, %1 threads, %2</source>
        <translation>CPU，%1 个线程，%2</translation>
    </message>
    <message>
        <source>%1 + %2 photos</source>
        <translation>%1 + %2 张照片</translation>
    </message>
    <message>
        <source>epoch %1 of %2, step %3 of %4</source>
        <translation>第 %1 轮（共 %2 轮），第 %3 步（共 %4 步）</translation>
    </message>
    <message>
        <source>Training: %1</source>
        <translation>正在训练：%1</translation>
    </message>
    <message>
        <source>first batch</source>
        <translation>第一个批次</translation>
    </message>
    <message>
        <source>After epoch %1: %2</source>
        <translation>第 %1 轮之后：%2</translation>
    </message>
    <message>
        <source>time left: measuring</source>
        <translation>剩余时间：测量中</translation>
    </message>
    <message>
        <source>%1 left</source>
        <translation>剩余%1</translation>
    </message>
    <message>
        <source>%1 left, and the checks after each epoch</source>
        <translation>剩余%1，另加每轮后的验证</translation>
    </message>
    <message>
        <source>Saving where it stands…</source>
        <translation>正在保存进度…</translation>
    </message>
    <message>
        <source>Reading the run…</source>
        <translation>正在读取训练…</translation>
    </message>
    <message>
        <source>Finished</source>
        <translation>已完成</translation>
    </message>
    <message>
        <source>Not running: %1</source>
        <translation>未在运行：%1</translation>
    </message>
    <message>
        <source>Not begun</source>
        <translation>尚未开始</translation>
    </message>
    <message>
        <source>   best CIDEr-D %1 in epoch %2</source>
        <translation>   最佳 CIDEr-D %1（第 %2 轮）</translation>
    </message>
    <message>
        <source>&amp;Delete Run</source>
        <translation>删除训练(&amp;D)</translation>
    </message>
    <message>
        <source>loss</source>
        <translation>损失</translation>
    </message>
    <message>
        <source>gradient</source>
        <translation>梯度</translation>
    </message>
    <message>
        <source>%1, %2</source>
        <comment>progress, pace</comment>
        <translation>%1，%2</translation>
    </message>
</context>
<context>
    <name>saccade::SettingsForm</name>
    <message>
        <source> (preset: %1)</source>
        <translation>（预设：%1）</translation>
    </message>
    <message>
        <source>empty</source>
        <translation>空</translation>
    </message>
</context>
<context>
    <name>saccade::StartStep</name>
    <message>
        <source>A &amp;fresh captioner on the backbone that comes with Saccade</source>
        <translation>在 Saccade 自带的主干网络上新建描述模型(&amp;F)</translation>
    </message>
    <message>
        <source>A fresh captioner on &amp;another backbone</source>
        <translation>在另一个主干网络上新建描述模型(&amp;A)</translation>
    </message>
    <message>
        <source>&amp;Go on from a trained model</source>
        <translation>从已训练的模型继续(&amp;G)</translation>
    </message>
    <message>
        <source>&amp;Choose…</source>
        <translation>选择(&amp;C)…</translation>
    </message>
    <message>
        <source>&amp;Encode every photo once, and train on what the backbone saw</source>
        <translation>每张照片只编码一次，用主干网络所见进行训练(&amp;E)</translation>
    </message>
    <message>
        <source>&amp;Read the photos anew in every epoch</source>
        <translation>每轮重新读取照片(&amp;R)</translation>
    </message>
    <message>
        <source>Encode &amp;Photos</source>
        <translation>编码照片(&amp;P)</translation>
    </message>
    <message>
        <source>Feature cache message</source>
        <translation>特征缓存消息</translation>
    </message>
    <message>
        <source>Model file</source>
        <translation>模型文件</translation>
    </message>
    <message>
        <source>a .safetensors file that Saccade wrote or imported</source>
        <translation>由 Saccade 写出或导入的 .safetensors 文件</translation>
    </message>
    <message>
        <source>Encoding photos</source>
        <translation>正在编码照片</translation>
    </message>
    <message>
        <source>Begin with</source>
        <translation>起点</translation>
    </message>
    <message>
        <source>What is read</source>
        <translation>读取内容</translation>
    </message>
    <message>
        <source>Much faster. The backbone stays as it is; what it saw is kept on disk and serves later runs on the same photos.</source>
        <translation>快得多。主干网络保持不变；它看到的内容保存在磁盘上，供以后在相同照片上的训练使用。</translation>
    </message>
    <message>
        <source>Slower, with random crops and mirroring. Needed for training the backbone itself: give it a learning rate in the next step.</source>
        <translation>较慢，带随机裁剪和镜像。训练主干网络本身时需要：请在下一步为其设置学习率。</translation>
    </message>
    <message>
        <source>Choose a model</source>
        <translation>选择模型</translation>
    </message>
    <message>
        <source>Saccade models (*.safetensors);;All files (*)</source>
        <translation>Saccade 模型 (*.safetensors);;所有文件 (*)</translation>
    </message>
    <message>
        <source>Ready: %1 photos encoded</source>
        <translation>就绪：已编码 %1 张照片</translation>
    </message>
    <message>
        <source>Photos that cannot be read and will be left out: %1. The first: %2</source>
        <translation>无法读取而将被略过的照片：%1 张。第一张：%2</translation>
    </message>
    <message>
        <source>The photos could not be encoded. %1 What was done is kept.</source>
        <translation>无法编码照片。%1已完成的部分会保留。</translation>
    </message>
    <message>
        <source>Paused; what is done is kept</source>
        <translation>已暂停；已完成的部分会保留</translation>
    </message>
    <message>
        <source>Starting…</source>
        <translation>正在开始…</translation>
    </message>
    <message>
        <source>&amp;Pause</source>
        <translation>暂停(&amp;P)</translation>
    </message>
    <message>
        <source>Go &amp;On Encoding</source>
        <translation>继续编码(&amp;O)</translation>
    </message>
    <message>
        <source>Ready</source>
        <translation>就绪</translation>
    </message>
    <message>
        <source>A &amp;fresh captioner on the backbone of</source>
        <translation>新建描述模型，其主干网络取自(&amp;F)</translation>
    </message>
    <message>
        <source>Model that comes with Saccade</source>
        <translation>Saccade 自带的模型</translation>
    </message>
</context>
<context>
    <name>saccade::Tour</name>
    <message>
        <source>Guided tour</source>
        <translation>导览</translation>
    </message>
    <message>
        <source>&amp;Skip</source>
        <translation>跳过(&amp;S)</translation>
    </message>
    <message>
        <source>&amp;Back</source>
        <translation>上一步(&amp;B)</translation>
    </message>
    <message>
        <source>What this is</source>
        <translation>名称</translation>
    </message>
    <message>
        <source>What it is for</source>
        <translation>用途</translation>
    </message>
    <message>
        <source>Place in the tour</source>
        <translation>导览进度</translation>
    </message>
    <message>
        <source>%1 of %2</source>
        <translation>%1 / %2</translation>
    </message>
    <message>
        <source>&amp;Done</source>
        <translation>完成(&amp;D)</translation>
    </message>
    <message>
        <source>&amp;Next</source>
        <translation>下一步(&amp;N)</translation>
    </message>
</context>
<context>
    <name>saccade::TrainingPage</name>
    <message>
        <source>Training message</source>
        <translation>训练消息</translation>
    </message>
    <message>
        <source>&amp;New Run…</source>
        <translation>新建训练(&amp;N)…</translation>
    </message>
    <message>
        <source>New Run…</source>
        <translation>新建训练…</translation>
    </message>
    <message>
        <source>Resume</source>
        <translation>恢复</translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>撤销</translation>
    </message>
    <message>
        <source>Training</source>
        <translation>训练</translation>
    </message>
    <message>
        <source>Training runs</source>
        <translation>训练列表</translation>
    </message>
    <message>
        <source>Tick runs to lay their curves over each other.</source>
        <translation>勾选多个训练，可将其曲线叠加显示。</translation>
    </message>
    <message>
        <source>Train a captioner on your own captions</source>
        <translation>用自己的描述训练模型</translation>
    </message>
    <message>
        <source>Bring photos with captions (COCO, Karpathy, Flickr8k, Flickr30k, or a table), and watch it learn.</source>
        <translation>准备带描述的照片（COCO、Karpathy、Flickr8k、Flickr30k 或表格），看它如何学习。</translation>
    </message>
    <message>
        <source>Everything stays on this computer, and can be paused and resumed at any moment.</source>
        <translation>一切都保存在本机，可随时暂停和恢复。</translation>
    </message>
    <message>
        <source>The training of “%1” was cut off when Saccade ended. Everything up to its last checkpoint is safe.</source>
        <translation>Saccade 退出时“%1”的训练被中断。最后一个检查点之前的内容都已保存。</translation>
    </message>
    <message>
        <source>Exported to %1</source>
        <translation>已导出到 %1</translation>
    </message>
    <message>
        <source>Export the model</source>
        <translation>导出模型</translation>
    </message>
    <message>
        <source>Saccade models (*.safetensors)</source>
        <translation>Saccade 模型 (*.safetensors)</translation>
    </message>
    <message>
        <source>“%1” is being trained. Pause it first.</source>
        <translation>“%1”正在训练，请先暂停。</translation>
    </message>
    <message>
        <source>training</source>
        <translation>训练中</translation>
    </message>
    <message>
        <source>working</source>
        <translation>处理中</translation>
    </message>
    <message>
        <source>finished</source>
        <translation>已完成</translation>
    </message>
    <message>
        <source>not begun</source>
        <translation>尚未开始</translation>
    </message>
    <message>
        <source>stopped in epoch %1 of %2</source>
        <translation>停在第 %1 轮，共 %2 轮</translation>
    </message>
    <message>
        <source>, CIDEr-D %1</source>
        <translation>，CIDEr-D %1</translation>
    </message>
    <message>
        <source>“%1” was deleted.</source>
        <translation>已删除“%1”。</translation>
    </message>
    <message>
        <source>The training of “%1” is finished.</source>
        <translation>“%1”的训练已完成。</translation>
    </message>
    <message>
        <source>Start Queue</source>
        <translation>开始队列</translation>
    </message>
    <message>
        <source>The queue of runs is not safe on disk. %1: %2</source>
        <translation>训练队列未能保存到磁盘。%1：%2</translation>
    </message>
    <message>
        <source>1 run waits</source>
        <translation>1 个训练在等待</translation>
    </message>
    <message>
        <source>%1 runs wait</source>
        <translation>%1 个训练在等待</translation>
    </message>
    <message>
        <source>%1 for it to end.</source>
        <translation>%1当前训练结束。</translation>
    </message>
    <message>
        <source>%1 in the queue since Saccade ran last.</source>
        <translation>队列中自上次运行 Saccade 以来有%1。</translation>
    </message>
    <message>
        <source>The queue was cleared.</source>
        <translation>队列已清空。</translation>
    </message>
    <message>
        <source>“%1” could not begin. %2 Nothing is lost: it waits in the queue until that is put right.</source>
        <translation>“%1”无法开始。%2没有任何损失：它会留在队列中，直到问题解决。</translation>
    </message>
    <message>
        <source>The training of “%1” stopped, because its folder is not there any more. Bring %2 back: it can then be resumed from its last checkpoint.</source>
        <translation>“%1”的训练已停止，因为其文件夹已不存在。请恢复 %2：之后即可从最后一个检查点继续。</translation>
    </message>
    <message>
        <source>Training stopped. %1 What was learned up to the last checkpoint is safe: resume it once that is put right.</source>
        <translation>训练已停止。%1最后一个检查点之前学到的内容已保存：问题解决后即可恢复训练。</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <comment>name, message</comment>
        <translation>%1：%2</translation>
    </message>
</context>
<context>
    <name>saccade::TransportBar</name>
    <message>
        <source>Play</source>
        <translation>播放</translation>
    </message>
    <message>
        <source>Word</source>
        <translation>词</translation>
    </message>
    <message>
        <source>Place in the caption</source>
        <translation>在描述中的位置</translation>
    </message>
    <message>
        <source>%1 / %2</source>
        <translation>%1 / %2</translation>
    </message>
    <message>
        <source>Loop</source>
        <translation>循环</translation>
    </message>
    <message>
        <source>Drag to move between the words</source>
        <translation>拖动可在词与词之间移动</translation>
    </message>
    <message>
        <source>Speed</source>
        <translation>速度</translation>
    </message>
    <message>
        <source>How fast the words are played</source>
        <translation>逐词播放的快慢</translation>
    </message>
</context>
<context>
    <name>saccade::WhatIfController</name>
    <message>
        <source>What shall the model say instead of ending its caption? It goes on from there.</source>
        <translation>模型应当说什么来代替结束描述？它会由此继续。</translation>
    </message>
    <message>
        <source>What shall the model say instead of “%1”, word %2? It goes on from there.</source>
        <translation>模型应当说什么来代替第 %2 个词“%1”？它会由此继续。</translation>
    </message>
    <message>
        <source>The caption starts with these words, and the model goes on.</source>
        <translation>描述以这些词开头，模型由此继续。</translation>
    </message>
    <message>
        <source>How probable does the model hold a sentence, and where does it look at each word?</source>
        <translation>模型认为这个句子有多大概率，说每个词时看向哪里？</translation>
    </message>
    <message>
        <source>The model says the same.</source>
        <translation>模型说的相同。</translation>
    </message>
    <message>
        <source>renaming a branch</source>
        <translation>重命名分支</translation>
    </message>
    <message>
        <source>removing a branch</source>
        <translation>移除分支</translation>
    </message>
    <message>
        <source>Compare with</source>
        <translation>比较</translation>
    </message>
    <message>
        <source>allowing a word</source>
        <translation>允许一个词</translation>
    </message>
    <message>
        <source>“%1”</source>
        <translation>“%1”</translation>
    </message>
    <message>
        <source>Banned, but kept where you gave it: %1. The model does not choose it itself.</source>
        <translation>已禁用，但在您给出的位置保留：%1。模型自己不会选择它。</translation>
    </message>
</context>
<context>
    <name>saccade::WhatIfPanel</name>
    <message>
        <source>What-if message</source>
        <translation>假设消息</translation>
    </message>
    <message>
        <source>What if</source>
        <translation>假设</translation>
    </message>
    <message>
        <source>Banned words</source>
        <translation>禁用的词</translation>
    </message>
    <message>
        <source>Tried on this photo</source>
        <translation>在这张照片上试过的</translation>
    </message>
    <message>
        <source>Let the model say “%1” again</source>
        <translation>允许模型再说“%1”</translation>
    </message>
    <message>
        <source>Allow %1 again</source>
        <translation>重新允许 %1</translation>
    </message>
</context>
<context>
    <name>saccade::WordPanel</name>
    <message>
        <source>Word</source>
        <translation>词</translation>
    </message>
    <message>
        <source>Probability</source>
        <translation>概率</translation>
    </message>
    <message>
        <source>How sure the model was of this word</source>
        <translation>模型对该词的把握</translation>
    </message>
    <message>
        <source>Entropy</source>
        <translation>熵</translation>
    </message>
    <message>
        <source>Gaze</source>
        <translation>视线</translation>
    </message>
    <message>
        <source>How many cells of the grid the gaze is spread over: 1 is a stare, all is no look at all</source>
        <translation>视线分布在多少个单元格上：1 为凝视，全部则等于没有看</translation>
    </message>
    <message>
        <source>It could have said</source>
        <translation>还可能说</translation>
    </message>
    <message>
        <source>about %1 of %2 cells</source>
        <translation>约 %1 / %2 个单元格</translation>
    </message>
    <message>
        <source>How open the choice of the word was: 0 when there was only one, more with each rival; and among how many equally likely words a choice would be as open</source>
        <translation>选词的不确定程度：只有一个可能时为 0，竞争的词越多越大；并给出同样不确定的等概率候选词数</translation>
    </message>
    <message>
        <source>Moved</source>
        <translation>移动</translation>
    </message>
    <message>
        <source>The share of the gaze that was elsewhere at the word before</source>
        <translation>前一个词时落在别处的视线比例</translation>
    </message>
    <message>
        <source>Covered</source>
        <translation>覆盖</translation>
    </message>
    <message>
        <source>The cells that have had, up to this word, at least what an even gaze gives each</source>
        <translation>截至此词，得到的视线不少于均匀分布一份的单元格</translation>
    </message>
    <message>
        <source>Cell</source>
        <translation>单元格</translation>
    </message>
    <message>
        <source>The cell under the pointer; Ctrl and the arrow keys move from cell to cell on the photo</source>
        <translation>指针所在的单元格；在照片上按 Ctrl 加方向键可逐格移动</translation>
    </message>
    <message>
        <source>%1 nats ≈ %2 words</source>
        <translation>%1 奈特 ≈ %2 个词</translation>
    </message>
    <message>
        <source>%1 of %2 cells</source>
        <translation>%1 / %2 个单元格</translation>
    </message>
</context>
</TS>
