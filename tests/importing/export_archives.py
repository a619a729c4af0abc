"""Archives in the shapes that Confluence, Notion and Word write, made here: the files of each, and how they are packed."""

# ruff: noqa: E501 - pages as their programs write them

from __future__ import annotations

import struct
import zipfile
import zlib
from collections.abc import Mapping
from pathlib import Path

Files = Mapping[str, str | bytes]


def png(width: int = 4, height: int = 4) -> bytes:
    rows = b"".join(b"\0" + b"\x80\x90\xa0" * width for _ in range(height))
    parts = ((b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)), (b"IDAT", zlib.compress(rows)), (b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(
        struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data)) for kind, data in parts
    )


def write_zip(path: Path, files: Files) -> Path:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return path


def _confluence_page(number: str, title: str, crumbs: tuple[tuple[str, str], ...], body: str, labels: str = "") -> str:
    links = "".join(f'<li><span><a href="{href}">{name}</a></span></li>' for href, name in (("index.html", "Lamp help"), *crumbs))
    return f"""<!DOCTYPE html>
<html><head><title>Lamp help : {title}</title><link rel="stylesheet" href="styles/site.css" type="text/css" /></head>
<body class="theme-default aui-theme-default"><div id="page"><div id="main" class="aui-page-panel">
<div id="main-header"><div id="breadcrumb-section"><ol id="breadcrumbs">{links}</ol></div>
<h1 id="title-heading" class="pagetitle"><span id="title-text">
            Lamp help : {title}
                    </span></h1></div>
<div id="content" class="view"><div class="page-metadata">Created by <span class='author'> Bob</span>,
last modified on May 03, 2024</div>
<div id="main-content" class="wiki-content group">{body}</div>
<div class="pageSection group"><div class="pageSectionHeader"><h2 id="attachments" class="pageSectionTitle">Attachments:</h2></div>
<div class="greybox"><a href="attachments/{number}/1.png">switch.png</a></div></div>
<div id="labels-section" class="pageSection group">{labels}</div>
</div></div></div></body></html>"""


CONFLUENCE: Files = {
    "LAMP/index.html": (
        "<html><body><table class='confluenceTable'><tr><th>Key</th><td>LAMP</td></tr><tr><th>Name</th><td>Lamp help</td></tr></table>"
        "<div class='pageSection'><ul><li><a href='Lamp-help-Home_98304.html'>Lamp help Home</a><ul>"
        "<li><a href='Care_98311.html'>Care</a><ul><li><a href='Clean-it_98310.html'>Clean it</a></li></ul></li>"
        "<li><a href='98312.html'>清潔檯燈</a></li></ul></li></ul></div></body></html>"
    ),
    "LAMP/Lamp-help-Home_98304.html": _confluence_page("98304", "Lamp help Home", (), "<p>Welcome to the help of the lamp.</p>"),
    "LAMP/Care_98311.html": _confluence_page(
        "98311", "Care", (("Lamp-help-Home_98304.html", "Lamp help Home"),), "<p>All about care of the lamp.</p>"
    ),
    "LAMP/Clean-it_98310.html": _confluence_page(
        "98310",
        "Clean it",
        (("Lamp-help-Home_98304.html", "Lamp help Home"), ("Care_98311.html", "Care")),
        """<div class="toc-macro client-side-toc-macro" data-headerelements="H1"><ul><li><a href="#Cleanit-Tools">Tools</a></li></ul></div>
<h1 id="Cleanit-Tools">Tools</h1><p>See <a href="98312.html#id-清潔檯燈-步驟">the Chinese page</a>,
<a href="https://lamp.atlassian.net/wiki/spaces/LAMP/pages/98311/Care">care</a> and
<a class="confluence-userlink user-mention" href="https://lamp.atlassian.net/wiki/people/1">Bob</a>.
<span class="status-macro aui-lozenge aui-lozenge-success">DONE</span>
<img class="emoticon emoticon-tick" data-emoji-fallback=":check_mark:" src="images/icons/emoticons/check.png" alt="(tick)"></p>
<div class="confluence-information-macro confluence-information-macro-note"><p class="title">Hot</p>
<span class="aui-icon aui-icon-small aui-iconfont-warning confluence-information-macro-icon"> </span>
<div class="confluence-information-macro-body"><p>Wait until it is cold.</p></div></div>
<div class="panel" style="border-width: 1px;"><div class="panelHeader" style="border-bottom-width: 1px;"><b>Tools</b></div>
<div class="panelContent"><p>A cloth.</p></div></div>
<div class="code panel pdl" style="border-width: 1px;"><div class="codeHeader panelHeader pdl"><b>clean.sh</b></div>
<div class="codeContent panelContent pdl">
<pre class="syntaxhighlighter-pre" data-syntaxhighlighter-params="brush: bash; gutter: false" data-theme="Confluence">lamp off
echo "&lt;ready&gt;"</pre></div></div>
<div id="expander-1" class="expand-container"><div id="expander-control-1" class="expand-control"><span
class="expand-control-icon"> </span><span class="expand-control-text">May I use water?</span></div>
<div id="expander-content-1" class="expand-content"><p>No.</p></div></div>
<p><span class="confluence-embedded-file-wrapper confluence-embedded-manual-size"><img class="confluence-embedded-image"
width="250" src="attachments/98310/98320.png?width=250" data-image-src="attachments/98310/98320.png" alt="A cloth"></span></p>
<ul class="inline-task-list" data-inline-tasks-content-id="98310"><li class="checked" data-inline-task-id="1"><span>Cool</span></li>
<li data-inline-task-id="2"><span>Wipe</span></li></ul>
<div class="table-wrap"><table class="wrapped confluenceTable"><tbody><tr><th class="confluenceTh"><p>Part</p></th>
<th class="confluenceTh"><p>How often</p></th></tr><tr><td class="confluenceTd"><ul><li>Shade</li><li>Foot</li></ul></td>
<td class="confluenceTd">weekly</td></tr></tbody></table></div>""",
        '<ul class="label-list"><li class="aui-label"><a class="aui-label-split-main" rel="tag" href="#">dust</a></li></ul>',
    ),
    "LAMP/98312.html": _confluence_page(
        "98312",
        "清潔檯燈",
        (("Lamp-help-Home_98304.html", "Lamp help Home"), ("Care_98311.html", "Care")),
        '<p>請用乾布抹檯燈，不要用水。</p><h2 id="id-清潔檯燈-步驟">步驟</h2><p>先關燈。</p>',
    ),
    "LAMP/attachments/98310/98320.png": png(),
    "LAMP/styles/site.css": "body {}",
}

_HEX = ("0a" * 16, "1b" * 16, "2c" * 16, "3d" * 16, "4e" * 16, "5f" * 16)

NOTION: Files = {
    f"Export-1/Lamp help {_HEX[0]}.md": f"# Lamp help\n\nWelcome.\n\n[Care](Lamp%20help%20{_HEX[0]}/Care%20{_HEX[1]}.md)\n",
    f"Export-1/Lamp help {_HEX[0]}/Care {_HEX[1]}.md": (
        f"# Care\n\n[Clean it!](Care%20{_HEX[1]}/Clean%20it!%20{_HEX[2]}.md)\n\n[清潔](Care%20{_HEX[1]}/清潔檯燈%20{_HEX[3]}.md)\n"
    ),
    f"Export-1/Lamp help {_HEX[0]}/Care {_HEX[1]}/Clean it! {_HEX[2]}.md": (
        "# Clean it!\n\nTags: dust, cloth\nLast edited time: 2024-05-03\nOwner: Bob\n\n"
        "Wipe the lamp with a dry cloth.\n\n<aside>\n⚠️ Wait until it is cold.\n\nReally.\n\n</aside>\n\n"
        f"![A cloth](Clean%20it!%20{_HEX[2]}/Untitled.png)\n\n- [x]  Cool\n- [ ]  Wipe\n\n"
        f"[Care](https://www.notion.so/Care-{_HEX[1]}?pvs=21)\n\n```bash\nlamp off\n```\n"
    ),
    f"Export-1/Lamp help {_HEX[0]}/Care {_HEX[1]}/Clean it! {_HEX[2]}/Untitled.png": png(),
    f"Export-1/Lamp help {_HEX[0]}/Care {_HEX[1]}/清潔檯燈 {_HEX[3]}.md": "# 清潔檯燈\n\n狀態: 草稿\n\n請用乾布抹檯燈，不要用水。\n",
    f"Export-1/Lamp help {_HEX[0]}/Care {_HEX[1]}/Clean it! {_HEX[4]}.md": "# Clean it!\n\nAnother page of the same name.\n",
    f"Export-1/Lamp help {_HEX[0]}/Parts {_HEX[5]}.csv": "Name,Price\nBulb,3\n",
}

NOTION_HTML: Files = {
    f"Lamp help {_HEX[0]}.html": (
        f'<html><body><article id="{_HEX[0]}" class="page sans"><header><h1 class="page-title">Lamp help</h1></header>'
        f'<div class="page-body"><figure class="link-to-page"><a href="Lamp%20help/Care%20{_HEX[1]}.html"><span class="icon">🧽'
        "</span>Care</a></figure></div></article></body></html>"
    ),
    f"Lamp help/Care {_HEX[1]}.html": (
        f'<html><body><article id="{_HEX[1]}" class="page sans"><header><div class="page-header-icon undefined"><span class="icon">🧽'
        '</span></div><h1 class="page-title">Care</h1><table class="properties"><tbody><tr class="property-row"><th>Tags</th>'
        '<td><span class="selected-value">dust</span><span class="selected-value">cloth</span></td></tr></tbody></table></header>'
        '<div class="page-body"><p class="">Wipe the lamp with a dry cloth.</p><figure class="block-color-gray_background callout" '
        'style="white-space:pre-wrap;display:flex" id="x"><div style="font-size:1.5em"><span class="icon">💡</span></div>'
        '<div style="width:100%">Use a soft one.</div></figure><ul class="toggle"><li><details open=""><summary>Why?</summary>'
        '<p>It is soft.</p></details></li></ul><ul class="to-do-list"><li><div class="checkbox checkbox-on"></div> '
        '<span class="to-do-children-checked">Cool</span></li></ul><figure class="image"><a href="Care/Untitled.png">'
        '<img style="width:336px" src="Care/Untitled.png"/></a><figcaption>A cloth</figcaption></figure>'
        '<pre class="code"><code class="language-Bash">lamp off</code></pre><div class="column-list"><div class="column" '
        'style="width:50%"><p>Left</p></div><div class="column"><p>Right</p></div></div><figure><div class="source">'
        '<a href="https://example.com/a" class="bookmark source"><div class="bookmark-info"><div class="bookmark-text">'
        '<div class="bookmark-title">A page</div></div></div></a></div></figure></div></article></body></html>'
    ),
    "Lamp help/Care/Untitled.png": png(),
}

_W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
_TYPES = (
    '<?xml version="1.0" encoding="UTF-8"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    '<Default Extension="png" ContentType="image/png"/><Default Extension="xml" ContentType="application/xml"/>'
    '<Override PartName="/word/document.xml" '
    'ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>'
)
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_RELS = (
    '<?xml version="1.0"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
    f'<Relationship Id="rId1" Type="{_OFFICE}/officeDocument" Target="word/document.xml"/></Relationships>'
)
_STYLES = f"""<?xml version="1.0"?><w:styles {_W}>
<w:style w:type="paragraph" w:styleId="Title"><w:name w:val="Title"/></w:style>
<w:style w:type="paragraph" w:styleId="Heading1"><w:name w:val="heading 1"/></w:style>
<w:style w:type="paragraph" w:styleId="Heading2"><w:name w:val="heading 2"/></w:style></w:styles>"""
_FOOTNOTES = f'<?xml version="1.0"?><w:footnotes {_W}><w:footnote w:id="2"><w:p><w:r><w:t>Not the shade.</w:t></w:r></w:p></w:footnote></w:footnotes>'


def paragraph(text: str, style: str = "", inner: str = "") -> str:
    properties = f'<w:pPr><w:pStyle w:val="{style}"/></w:pPr>' if style else ""
    return f"<w:p>{properties}<w:r><w:t>{text}</w:t></w:r>{inner}</w:p>"


_DRAWING = (
    '<w:r><w:drawing><wp:inline xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing">'
    '<wp:docPr id="1" name="Picture 1" descr="A cloth"/><a:graphic xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main">'
    '<a:graphicData><pic:pic xmlns:pic="http://schemas.openxmlformats.org/drawingml/2006/picture"><pic:blipFill>'
    f'<a:blip r:embed="rId5" xmlns:r="{_OFFICE}"/></pic:blipFill></pic:pic></a:graphicData></a:graphic></wp:inline></w:drawing></w:r>'
)


def docx(path: Path, *paragraphs: str, document: str = "") -> Path:
    body = "".join(paragraphs)
    return write_zip(
        path,
        {
            "[Content_Types].xml": _TYPES,
            "_rels/.rels": _RELS,
            "word/document.xml": document or f'<?xml version="1.0"?><w:document {_W}><w:body>{body}</w:body></w:document>',
            "word/_rels/document.xml.rels": (
                '<?xml version="1.0"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
                f'<Relationship Id="rId3" Type="{_OFFICE}/styles" Target="styles.xml"/>'
                f'<Relationship Id="rId4" Type="{_OFFICE}/footnotes" Target="footnotes.xml"/>'
                f'<Relationship Id="rId5" Type="{_OFFICE}/image" Target="media/image1.png"/></Relationships>'
            ),
            "word/styles.xml": _STYLES,
            "word/footnotes.xml": _FOOTNOTES,
            "word/media/image1.png": png(),
        },
    )


MANUAL = (
    paragraph("Lamp manual", "Title"),
    paragraph("Clean it", "Heading1"),
    paragraph("Wipe the lamp with a dry cloth.", inner='<w:r><w:footnoteReference w:id="2"/></w:r>'),
    paragraph("Tools", "Heading2"),
    paragraph("A cloth.", inner=_DRAWING),
    paragraph("Change the bulb", "Heading1"),
    paragraph("Unplug it first."),
)
