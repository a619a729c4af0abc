"""Archives that nobody may be harmed by: each is refused with a reason, and nothing of it is written."""

from __future__ import annotations

import io
import stat
import struct
import zipfile
from pathlib import Path

import pytest

from kbgen.commands.main import main
from tests.importing.export_archives import CONFLUENCE, docx, paragraph, write_zip

GOOD = {
    "mkdocs.yml": "site_name: Lamp\n",
    "docs/guide/first.md": "# First\n\nPlug the lamp in.\n",
    "docs/index.md": "# Lamp\n\nWelcome.\n",
}


def refused(path: Path, capsys: pytest.CaptureFixture[str]) -> str:
    site = path.parent / "site"
    assert main(["import", str(path), str(site)]) == 2
    assert not site.exists()
    return capsys.readouterr().err


def with_entry(path: Path, name: str, *, mode: int = 0, content: bytes = b"x") -> Path:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for good, text in GOOD.items():
            archive.writestr(good, text)
        entry = zipfile.ZipInfo("placeholder")
        entry.filename = name
        entry.external_attr = mode << 16
        archive.writestr(entry, content, zipfile.ZIP_DEFLATED)
    return path


def test_a_repository_packed_by_its_host_is_taken_as_its_folder_would_be(tmp_path: Path) -> None:
    write_zip(tmp_path / "lamp-main.zip", {f"lamp-main/{name}": text for name, text in GOOD.items()})
    assert main(["import", str(tmp_path / "lamp-main.zip"), str(tmp_path / "site")]) == 0
    assert "Plug the lamp in." in (tmp_path / "site/content/en/guide/first.md").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("/etc/cron.d/a", "has an absolute path"),
        ("C:/a.md", "has an absolute path"),
        ("docs/../../a.md", "leads out of the archive"),
        ("..", "leads out of the archive"),
        ("docs\\..\\a.md", "has a backslash in its name"),
        ("docs//a.md", "has an empty part in its path"),
        ("docs/./a.md", "has an empty part in its path"),
        ("docs/aux.md", "has a name that Windows cannot hold ('aux.md')"),
        ("docs/COM1", "has a name that Windows cannot hold"),
        ("docs/a?.md", "has a name that Windows cannot hold"),
        ("docs/a.md.", "has a name that Windows cannot hold"),
        ("docs/a.md ", "has a name that Windows cannot hold"),
        ("docs/a\x1b[2J.md", "has a control character in its name"),
        ("docs/" + "a" * 300, "has a name of more than 255 bytes"),
        ("a/" * 60 + "a.md", "lies deeper than 40 folders"),
        ("docs/GUIDE/first.md", "are one name on many disks"),
        ("docs/guide/first.md/a.md", "is a file and a folder at once"),
    ],
)
def test_names_that_lead_elsewhere_or_collide_are_refused(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], name: str, said: str
) -> None:
    message = refused(with_entry(tmp_path / "a.zip", name), capsys)
    assert said in message
    assert "\x1b" not in message


@pytest.mark.parametrize(
    ("mode", "said"),
    [
        (stat.S_IFLNK | 0o777, "is a symbolic link"),
        (stat.S_IFCHR | 0o666, "is a device"),
        (stat.S_IFIFO | 0o666, "is a pipe"),
        (stat.S_IFSOCK | 0o666, "is neither a file nor a folder"),
    ],
)
def test_links_and_devices_are_refused(tmp_path: Path, capsys: pytest.CaptureFixture[str], mode: int, said: str) -> None:
    assert said in refused(with_entry(tmp_path / "a.zip", "docs/a.md", mode=mode, content=b"/etc/passwd"), capsys)


def test_a_name_that_an_archive_holds_twice_is_refused(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.warns(UserWarning, match="Duplicate name"):
        with_entry(tmp_path / "a.zip", "docs/index.md")
    assert "it holds 2 entries called 'docs/index.md'" in refused(tmp_path / "a.zip", capsys)


def test_what_unpacks_to_a_hundred_times_its_size_is_refused(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with_entry(tmp_path / "a.zip", "docs/a.md", content=b"\0" * 70 * 1024 * 1024)
    assert "as only a zip bomb does" in refused(tmp_path / "a.zip", capsys)


def _patched(path: Path, signature: bytes, at: int, packed: bytes) -> None:
    raw = bytearray(path.read_bytes())
    place = raw.rindex(signature)
    raw[place + at : place + at + len(packed)] = packed
    path.write_bytes(raw)


def test_a_size_that_is_a_lie_is_noticed(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with_entry(tmp_path / "a.zip", "docs/a.md", content=b"# A\n\n" + b"Text. " * 2000)
    _patched(tmp_path / "a.zip", b"PK\x01\x02", 24, struct.pack("<I", 100))
    assert "'docs/a.md' in it is damaged" in refused(tmp_path / "a.zip", capsys)


def test_more_than_four_gigabytes_are_refused(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with_entry(tmp_path / "a.zip", "docs/a.md")
    _patched(tmp_path / "a.zip", b"PK\x01\x02", 20, struct.pack("<II", 4_000_000_000, 4_294_967_294))
    message = refused(tmp_path / "a.zip", capsys)
    assert "4 GiB" in message or "share their bytes" in message


def test_entries_that_share_their_bytes_are_refused(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with_entry(tmp_path / "a.zip", "docs/a.md", content=b"# A\n\nText.\n")
    raw = (tmp_path / "a.zip").read_bytes()
    _patched(tmp_path / "a.zip", b"PK\x01\x02", 42, struct.pack("<I", raw.index(b"PK\x03\x04", 4) - 4))
    assert "share their bytes" in refused(tmp_path / "a.zip", capsys)


def test_an_encrypted_archive_is_refused(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with_entry(tmp_path / "a.zip", "docs/a.md")
    _patched(tmp_path / "a.zip", b"PK\x01\x02", 8, struct.pack("<H", 1))
    assert "'docs/a.md' is encrypted" in refused(tmp_path / "a.zip", capsys)


def test_a_broken_archive_is_refused(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    good = write_zip(tmp_path / "good.zip", GOOD).read_bytes()
    (tmp_path / "a.zip").write_bytes(good[: len(good) // 2])
    assert "is no zip archive that can be read" in refused(tmp_path / "a.zip", capsys)
    flipped = bytearray(good)
    flipped[good.index(b"docs/guide/first.md") + len(b"docs/guide/first.md") + 3] ^= 0xFF
    (tmp_path / "b.zip").write_bytes(flipped)
    assert "is damaged" in refused(tmp_path / "b.zip", capsys)


@pytest.mark.parametrize("method", [zipfile.ZIP_DEFLATED, zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA])
def test_bytes_that_cannot_be_unpacked_are_named_however_they_were_packed(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], method: int
) -> None:
    pages = {"mkdocs.yml": "site_name: Lamp\n", "docs/a.md": "# A\n\n" + "".join(f"Step {at}.\n" for at in range(500))}
    parts = {"_rels/.rels": "<a/>", "word/document.xml": "".join(f"<p>{at}</p>" for at in range(500)).join(("<a>", "</a>"))}
    for name, files in (("a.zip", pages), ("a.docx", parts)):
        with zipfile.ZipFile(tmp_path / name, "w", method) as archive:
            for path, text in files.items():
                archive.writestr(path, text)
            last = archive.infolist()[-1]
        raw = bytearray((tmp_path / name).read_bytes())
        start = last.header_offset + 30 + len(last.filename) + 20
        raw[start : start + 60] = bytes(byte ^ 0x5A for byte in raw[start : start + 60])
        (tmp_path / name).write_bytes(raw)
    assert "'docs/a.md' in it is damaged" in refused(tmp_path / "a.zip", capsys)
    assert "is no document that can be read" in refused(tmp_path / "a.docx", capsys)


@pytest.mark.parametrize(
    ("name", "head"), [("a.tar.gz", b"\x1f\x8b\x08"), ("a.7z", b"7z\xbc\xaf\x27\x1c"), ("a.tar", b"\0" * 257 + b"ustar")]
)
def test_archives_of_other_kinds_are_said(tmp_path: Path, capsys: pytest.CaptureFixture[str], name: str, head: bytes) -> None:
    (tmp_path / name).write_bytes(head + b"\0" * 300)
    assert "unpack it, and name the folder" in refused(tmp_path / name, capsys)


def test_the_parts_of_a_large_export_of_notion_are_one_and_their_entries_are_judged(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    key = "ab" * 16
    inner = io.BytesIO()
    with zipfile.ZipFile(inner, "w") as archive:
        archive.writestr(f"Care {key}.md", "# Care\n\nWipe the lamp.\n")
    write_zip(tmp_path / "good.zip", {"Export-1-Part-1.zip": inner.getvalue()})
    assert main(["import", str(tmp_path / "good.zip"), str(tmp_path / "good")]) == 0
    with zipfile.ZipFile(inner, "a") as archive:
        archive.writestr("../a.md", "# Out\n")
    write_zip(tmp_path / "a.zip", {"Export-1-Part-1.zip": inner.getvalue()})
    capsys.readouterr()
    assert "leads out of the archive" in refused(tmp_path / "a.zip", capsys)


_BOMB = '<!DOCTYPE a [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;">]>'
_OUTSIDE = '<!DOCTYPE a [<!ENTITY a SYSTEM "file:///etc/passwd">]>'


@pytest.mark.parametrize("doctype", [_BOMB, _OUTSIDE])
def test_xml_that_attacks_its_reader_is_refused(tmp_path: Path, capsys: pytest.CaptureFixture[str], doctype: str) -> None:
    (tmp_path / "site.xml").write_text(
        f'<?xml version="1.0"?>{doctype}<rss xmlns:wp="http://wordpress.org/export/1.2/"><channel><title>&a;</title></channel></rss>',
        encoding="utf-8",
    )
    assert "declares entities or files outside of it" in refused(tmp_path / "site.xml", capsys)
    document = (
        f'<?xml version="1.0"?>{doctype}<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"/>'
    )
    docx(tmp_path / "a.docx", document=document)
    assert "declares entities or files outside of it" in refused(tmp_path / "a.docx", capsys)


def test_a_document_that_is_an_archive_of_traps_is_refused(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    docx(tmp_path / "a.docx", paragraph("Lamp"))
    with zipfile.ZipFile(tmp_path / "a.docx", "a") as archive:
        archive.writestr("../word/a.xml", "<a/>")
    assert "leads out of the archive" in refused(tmp_path / "a.docx", capsys)


def test_a_document_with_a_password_is_named(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "a.docx").write_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600)
    assert "is encrypted, or of an old kind of Word" in refused(tmp_path / "a.docx", capsys)


def test_a_drawing_of_an_export_is_published_without_what_acts(tmp_path: Path) -> None:
    drawing = '<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"><script>alert(2)</script><circle r="4"/></svg>'
    files = {name: text.replace("98320.png", "98320.svg") if isinstance(text, str) else text for name, text in CONFLUENCE.items()}
    write_zip(tmp_path / "a.zip", files | {"LAMP/attachments/98310/98320.svg": drawing})
    assert main(["import", str(tmp_path / "a.zip"), str(tmp_path / "site")]) == 0
    assert main(["build", "--config", str(tmp_path / "site/mkdocs.yml")]) == 0
    published = (tmp_path / "site/site/assets/attachments/98310/98320.svg").read_text(encoding="utf-8")
    assert "alert" not in published
    assert "circle" in published
