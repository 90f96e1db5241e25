"""Word and Excel files of the attacker:
macros by other names, calls outside, archives that two programs read differently.
"""

from random import Random

import pytest

from core.files.rules.file_content import DOCX
from tests import files_build as build
from tests.files_build import REL, W, stored, verdict, workbook

SHEET = b'<worksheet><sheetData><row><c r="A1">%s</c></row></sheetData></worksheet>'
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600
OFFICE = {
    "macro by another name": ("macro", build.docx(word__theme_dot_dat=OLE)),
    "macro by its content type": (
        "macro", build.types(b'<Override ContentType="application/vnd.ms-office.vbaProject" PartName="/x"/>')
    ),
    "macro-enabled": (
        "macro",
        build.types(
            b"<o:Override xmlns:o='o' ContentType='application/vnd.ms-word.document.macro&#69;nabled.main+xml' "
            b"PartName='/x'/>"
        ),
    ),
    "excel 4 macros": (
        "macro", build.types(b'<Override ContentType="application/vnd.ms-excel.macrosheet+xml" PartName="/x"/>')
    ),
    "activex": ("macro", build.docx(word__activeX__x_dot_xml=b"<x/>")),
    "imported page": ("macro", build.docx(word___rels__r_dot_rels=REL % b'Type="x/aFChunk" Target="page.html"')),
    "embedded program": ("macro", build.docx(word__embeddings__x_dot_bin=OLE)),
    "embedded anything": ("macro", build.docx(word__embeddings__x_dot_xlsx=b"x")),
    "embedded twice": (
        "macro", build.docx(word__embeddings__x_dot_docx=build.docx(word__embeddings__y_dot_xlsx=workbook()))
    ),
    "embedded with a macro": (
        "macro", build.docx(word__embeddings__x_dot_docx=build.docx(word__vbaProject_dot_bin=b"x"))
    ),
    "embedded elsewhere": ("macro", build.docx(word__x_dot_dat=build.docx(word__vbaProject_dot_bin=b"x"))),
    "external, other order": (
        "external",
        build.docx(word__r_dot_rels=REL % b"TargetMode='External' Target='http://e.example' Type='x/attachedTemplate'"),
    ),
    "template on a server": (
        "external",
        build.docx(
            word__r_dot_rels=REL % b'TargetMode="External" Type="x/attachedTemplate" Target="file://server/x.dotm"'
        ),
    ),
    "external, entities": (
        "external", build.docx(word__r_dot_rels=REL % b'TargetMode="&#69;xternal" Type="x/oleObject" Target="x"')
    ),
    "external, hyperlink only in its address": (
        "external",
        build.docx(word__r_dot_rels=REL % b'TargetMode="External" Type="x/image" Target="http://e/hyperlink"'),
    ),
    "external without saying so": (
        "external", build.docx(word__r_dot_rels=REL % b'Type="x/image" Target="\\\\10.0.0.1\\x"')
    ),
    "external in utf-16": (
        "external",
        build.docx(
            word__r_dot_rels=(REL % b'TargetMode="External" Type="x/frame" Target="x"').decode().encode("utf-16")
        ),
    ),
    "doctype in utf-16": ("entities", build.docx(word__x_dot_xml="<!DOCTYPE x><x/>".encode("utf-16"))),
    "doctype in utf-16 without a mark": (
        "entities", build.docx(word__x_dot_xml="<!DOCTYPE x><x/>".encode("utf-16-le"))
    ),
    "doctype late": (
        "entities",
        build.docx(word__x_dot_xml=b"<!--" + Random(1).randbytes(9000).hex().encode() + b"--><!DOCTYPE x><x/>"),
    ),
    "doctype behind another ending": ("entities", build.docx(word__x_dot_dat=b" <!DOCTYPE x><x/>")),
    "four bytes a letter": ("foreign", build.docx(word__x_dot_xml="<!DOCTYPE x><x/>".encode("utf-32-be"))),
    "a part in pieces": ("foreign", build.docx(**{"word/x_dot_xml__[0]_dot_piece": b"<x/>"})),
    "another encoding": ("foreign", build.docx(word__x_dot_xml=b'<?xml version="1.0" encoding="UTF-7"?>+ADw-x/+AD4-')),
    "dde": (
        "macro",
        build.docx(
            word__f_dot_xml=W % b'<w:instrText xml:space="preserve"> DDEAUTO c:\\\\cmd.exe "/k calc" </w:instrText>'
        ),
    ),
    "dde in pieces": (
        "macro",
        build.docx(
            word__f_dot_xml=W % b'<w:fldChar/><w:instrText>D</w:instrText><w:r/>\n<w:instrText>&#68;E cmd</w:instrText>'
        ),
    ),
    "dde after another field": (
        "macro",
        build.docx(
            word__f_dot_xml=W % b"<w:instrText>PAGE</w:instrText><w:fldChar/><w:instrText>DDE cmd</w:instrText>"
        ),
    ),
    "dde as an attribute": ("macro", build.docx(word__f_dot_xml=W % b"<w:fldSimple w:instr=' dde cmd'/>")),
    "dde broken by a comment": (
        "foreign", build.docx(word__f_dot_xml=W % b"<w:instrText>DD<!-- x -->E cmd</w:instrText>")
    ),
    "dde in a sheet": ("macro", build.xlsx(xl__s_dot_xml=SHEET % b"<f>cmd|'/c calc'!A0</f>")),
    "dde behind a sum": ("macro", build.xlsx(xl__s_dot_xml=SHEET % b"<x:f t='a'>1+cmd|'/c calc'!A0</x:f>")),
    "dde in cdata": ("macro", build.xlsx(xl__s_dot_xml=SHEET % b"<f><![CDATA[cmd|'/c calc'!A0]]></f>")),
    "dde with a hidden bar": ("foreign", build.xlsx(xl__s_dot_xml=SHEET % b"<f>cmd&#x7c;'/c calc'!A0</f>")),
    "dde link": (
        "macro",
        build.xlsx(xl__e_dot_xml=b'<externalLink><ddeLink ddeService="cmd" ddeTopic="/c calc"/></externalLink>'),
    ),
    "folder above": ("foreign", build.docx(**{"..__x_dot_txt": b"x"})),
    "backslash": ("foreign", build.docx(**{"a\\x_dot_txt": b"x"})),
    "names differing in case": ("foreign", build.docx(word__Document_dot_xml=b"<x/>")),
}


@pytest.mark.parametrize("kind", OFFICE)
def test_an_office_file_that_acts_or_hides_is_refused(kind):
    code, content = OFFICE[kind]
    assert verdict(DOCX, content) == code


def changed(old: bytes, new: bytes, count: int = 1, content: bytes = b"") -> bytes:
    content = content or stored(build.docx(word__settings_dot_xml=b"<settings/>"))
    assert old in content
    assert len(old) == len(new)
    return content.replace(old, new, count)


def overlapping() -> bytes:
    """Two entries of the directory that share one body."""
    content = bytearray(stored(build.docx(word__b1_dot_xml=b"<b/>", word__b2_dot_xml=b"<b/>")))
    first, second = (content.find(name, content.find(b"PK\x01\x02")) - 46 for name in (b"word/b1.xml", b"word/b2.xml"))
    content[second + 42 : second + 46] = content[first + 42 : first + 46]
    return bytes(content)


def encrypted() -> bytes:
    content = bytearray(stored(build.docx()))
    at = content.rfind(b"PK\x01\x02")
    content[at + 8] |= 1
    return bytes(content)


ZIPS = {
    "another name in front of the data": changed(b"word/settings.xml", b"word/vbaProj.bin1"),
    "something behind": build.docx() + b"MZ",
    "something between": build.docx().replace(b"PK\x01\x02", b"MZ" * 40 + b"PK\x01\x02", 1),
    "bodies shared": overlapping(),
    "false sum": changed(b"<settings/>", b"<settings >"),
    "encrypted": encrypted(),
    "name twice": changed(b"word/settings.xml", b"word/document.xml", 2),
}


@pytest.mark.parametrize("kind", ZIPS)
def test_an_archive_that_two_programs_read_differently_is_refused(kind):
    assert verdict(DOCX, ZIPS[kind]) in ("broken", "foreign", "encrypted")
