"""A hundred tables more, as instruments, printers of tables and people abroad leave them: read right or refused."""

from __future__ import annotations

import gzip
from itertools import pairwise

import pytest

from gd_visualizer.core.errors import InputError
from gd_visualizer.session.files.cells import plain_column
from gd_visualizer.session.files.columns import ColumnsNeeded, Reading, points
from gd_visualizer.session.files.table import parse_table

P = ([1.5, 2.5], [10.0, 20.0])
READS = {
    "two marks": ("\ufeff\ufeffx,y\n1.5,10\n2.5,20\n", P),
    "mark before quotes": ('\ufeff"x","y"\n1.5,10\n2.5,20\n', P),
    "mark of UTF-8 before Latin-1": (b"\xef\xbb\xbfx;H\xf6he\n1.5;10\n2.5;20\n", P),
    "UTF-32 without mark": ("x,y\n1.5,10\n2.5,20\n".encode("utf-32-le"), P),
    "UTF-32, big end first, without mark": ("x,y\n1.5,10\n2.5,20\n".encode("utf-32-be"), P),
    "UTF-16 in Cyrillic without mark": ("Время;Высота\r\n1,5;10\r\n2,5;20\r\n".encode("utf-16-be"), P),
    "UTF-16 in Chinese": ("时间,高度\n1.5,10\n2.5,20\n".encode("utf-16"), P),
    "UTF-16 with sep line": ("sep=;\r\nx;y\r\n1,5;10\r\n2,5;20\r\n".encode("utf-16"), P),
    "Mac Roman": ("Größe;Länge\r1,5;10\r2,5;20\r".encode("mac-roman"), P),
    "Latin-2": ("Długość;Szerokość\n1,5;10\n2,5;20\n".encode("cp1250"), P),
    "line separators": ("x,y\u20281.5,10\u20282.5,20", P),
    "next lines": ("x,y\x851.5,10\x852.5,20\x85", P),
    "carriage returns doubled": (b"x,y\r\r\n1.5,10\r\r\n2.5,20\r\r\n", P),
    "line ends the wrong way round": (b"x,y\n\r1.5,10\n\r2.5,20\n\r", P),
    "form feed between pages": (b"x,y\n1.5,10\n\x0c2.5,20\n", P),
    "error value in a column not used": (b"x,y,z\n1.5,10,\n2.5,20,#REF!\n", P),
    "comments that shout": (b"#WARNING! too warm, stop\n#NVIDIA,b\n#nv,c\nx,y\n1.5,10\n2.5,20\n", P),
    "error value in front": (b"note,x,y\n#N/A,1.5,10\n#DIV/0!,2.5,20\n", P),
    "a cell goes on with #": (b'x,y,note\n1.5,10,"first\n#2"\n2.5,20,"next\n#3"\n', P),
    "a name goes on with #": (b'"time\n# in s",y\n1.5,10\n2.5,20\n', P),
    "blank line in a name": (b'"time\n\nin s",y\n1.5,10\n2.5,20\n', P),
    "R, write.table as it is": (b'"x" "y"\n"1" 1.5 10\n"2" 2.5 20\n', P),
    "R, tabs and names of rows": (b"x\ty\nAnn\t1.5\t10\nBob\t2.5\t20\n", P),
    "R, printed": (b"    x  y\n1 1.5 10\n2 2.5 20\n", P),
    "R, write.csv2": (b'"";"x";"y"\n"1";1,5;10\n"2";2,5;20\n', P),
    "pandas, printed": (b"     x     y\n0  1.5  10.0\n1  2.5  20.0\n", P),
    "Octave, saved": (b"# Created by Octave\n# name: A\n# rows: 2\n# columns: 2\n 1.5 10\n 2.5 20\n\n\n", P),
    "LaTeX": (b"1.5 & 10 \\\\\n2.5 & 20 \\\\\n", P),
    "LTspice": (b"time\tV(out)\n1.500000000000000e+000\t1.0e+001\n2.5e+000\t2.0e+001\n", P),
    "Excel, German powers": (b"x;y\r\n1,50E+00;1,0E+01\r\n2,50E+00;2,0E+01\r\n", P),
    "delimiter at the end of rows only": (b"x;y\n1.5;10;\n2.5;20;\n", P),
    "comma and tab": (b"x,\ty\n1.5,\t10\n2.5,\t20\n", P),
    "semicolon in spaces": (b"x ; y\n1,5 ; 10\n2,5 ; 20\n", P),
    "apostrophes around": (b"'x';'y'\n'1,5';'10'\n'2,5';'20'\n", P),
    "wide spaces": ("x\u3000y\n1.5\u300010\n2.5\u300020\n", P),
    "guillemets in names": ("«x»;«y»\n1,5;10\n2,5;20\n", P),
    "inch in a name": (b'pipe 5",y\n1.5,10\n2.5,20\n', P),
    "inch in a remark": (b'x,y,n\n1.5,10,5" pipe\n2.5,20,ok\n', P),
    "delimiters in names": (b'"a;b";"c,d"\n1,5;10\n2,5;20\n', P),
    "markup in names": (b"<b>x</b>,<img src=http://a/b.png>\n1.5,10\n2.5,20\n", P),
    "formula in a name": (b"=cmd|' /C calc'!A0,y\n1.5,10\n2.5,20\n", P),
    "one name twice": (b"x,x\n1.5,10\n2.5,20\n", P),
    "moments beside": (b"at,a,b\n2024-01-02T00:00:01Z,1.5,10\n2024-01-02T00:00:02Z,2.5,20\n", P),
    "German moments beside": (b"02.01.2024 12:00:00;1,5;10\n02.01.2024 12:00:01;2,5;20\n", P),
    "zeros in front": (b"n,y\n007,2\n008,3\n", ([7.0, 8.0], [2.0, 3.0])),
    "smallest numbers": (b"5e-324,2.2250738585072014e-308\n", ([5e-324], [2.2250738585072014e-308])),
    "many digits": (
        b"a,b\n" + b"1" * 300 + b",3." + b"1" * 300 + b"\n",
        ([float("1" * 300)], [float("3." + "1" * 300)]),
    ),
}
CASES = {
    "1'234.50": "write its digits together, with at most one point",
    "1’234.50": "write its digits together, with at most one point",
    "1\u202f234,50": "write its digits together, with at most one point",
    "1\u00a0234,50": "write its digits together, with at most one point",
    "1.234.567": "write its digits together, with at most one point",
    "1,00,000": "write its digits together, with at most one point",
    "1,234.5": "write its digits together, with at most one point",
    "$1,234.50": "write the number without a unit",
    "12,5 %": "write the number without a unit",
    "12,50 €": "write the number without a unit",
    "5kg": "write the number without a unit",
    "(5.00)": "",
    "5,00-": "",
    "１５": "write it with the digits 0 to 9",
    "١٫٥": "write it with the digits 0 to 9",
    "–1": "write its minus sign as a hyphen, -",
    "\u20111": "write its minus sign as a hyphen, -",
    "1d5": "write its power of ten with e, as in 1e5",
    "2.0D-03": "write its power of ten with e, as in 1e5",
    "1.0+05": "",
    "****": "",
    "0x1F": "",
    "0b11": "",
    "1.#INF": "",
    '="1.5"': "",
    "=1+1": "",
    "½": "",
    "1 1/2": "",
    "1+2i": "",
    "1.5±0.1": "",
    "<0.5": "",
    "1.5*": "",
    "--5": "",
    "- 5": "",
    "1..5": "",
    "1e5.5": "",
    "1×10^5": "",
    "12:30": "",
    "2024-01-02": "",
    "TRUE": "",
    "'1": "",
    "1\u200b": "there is an invisible sign in it, write it anew",
    "\u200f1": "there is an invisible sign in it, write it anew",
    "\ufeff3": "there is an invisible sign in it, write it anew",
    "1\u00ad5": "there is an invisible sign in it, write it anew",
}
NOT_FINITE = ["#N/A", "#REF!", "#WERT!", "#DIV/0 !", "#NV", "NA", "-", ".", "inf", "-NaN", "1e999", "9" * 400]
REFUSED = {
    "lone column with thousands": ("1,000\n2,000\n12,500\n", "t.csv, line 1: '1,000' may be one number or two: name"),
    "lone column with decimals": ("1,5\n2,25\n3,05\n", "t.csv, line 3: '3,05' may be one number or two: name"),
    "lone column with hard spaces": ("1\u00a0234\n2\u00a0345\n", "t.csv has only one column (1): two are needed"),
    "error value as first cell": ("#N/A,2\n3,4\n", "t.csv, line 1: '#N/A' is not a finite number (column x)"),
    "a row lost in a remark": ('x,y,n\n1,2,"a\n#b"\n3,abc,"\n#c"\n5,6,ok\n', "t.csv, line 4: 'abc' is not a number"),
    "row of no units": ("Zeit;Weg\n;\n0,5;1,5\n", "t.csv, line 2: the cell is empty (column Zeit): fill it in"),
    "row of units, one without": ("n,Weg\n,m\n0,1.5\n", "t.csv, line 2: '' is not a number (column n): put # before"),
    "a title above": ("Messung 1;\nZeit;Weg\n1,5;2\n", "t.csv, line 2: 'Zeit' is not a number (column Messung 1)"),
    "Markdown": ("| x | y |\n|---|---|\n| 1 | 2 |\n", "t.csv, line 2: '---' is not a number (column x): put #"),
    "psql": ("  x  |  y  \n-----+-----\n 1.5 | 2.5\n(1 row)\n", "t.csv, line 2: the number of cells is 1 here but 2"),
    "serial log, cut": ("1.5,2.5\n1.6,2.6\n1.7\n", "t.csv, line 3: the number of cells is 1 here but 2 in line 1"),
    "serial log with words": ("t:1.5,h:2.5\nt:1.6,h:2.6\n", "t.csv, line 2: 't:1.6' is not a number"),
    "commas between and inside": ("x,y\n1,5,2\n3,5,4\n", "t.csv, line 2: the number of cells is 3 here but 2"),
    "letter cut in the middle": ("x,µ\n1,2\n3,4 µ".encode()[:-1], "t.csv, line 3: '4 Â' is not a number"),
    "UTF-16, cut": (
        "x;y\r\n1,5;2\r\n3,5;4".encode("utf-16")[:-1],
        "t.csv, line 3: '\ufffd' is not a number (column y)",
    ),
    "zeros of a power cut": (b"x,y\n1,2\n" + bytes(100), "t.csv is not a text file"),
    "gzip": (gzip.compress(b"x,y\n1,2\n"), "t.csv is a spreadsheet or an archive, not plain text"),
    "empty archive": (b"PK\x05\x06" + bytes(18), "t.csv is a spreadsheet or an archive, not plain text"),
    "PDF": (b"%PDF-1.4\n%\xe2\xe3\xcf\xd3\n1 0 obj\n<< >>\nendobj\n", "t.csv is a document to be printed, not a table"),
    "RTF": ("{\\rtf1\\ansi x,y\\par 1,2\\par}", "t.csv is a document to be printed, not a table"),
    "web page called .xls": ("<html><table><tr><td>1</td></tr></table></html>\n", "t.csv is a web page or XML, not a"),
    "XML of a spreadsheet": ('<?xml version="1.0"?>\n<Workbook></Workbook>\n', "t.csv is a web page or XML, not a"),
    "JSON": ('[{"x": 1, "y": 2}]\n', "t.csv is JSON, not a table"),
    "JSON, lists": ("[[1, 2], [3, 4]]\n", "t.csv is JSON, not a table"),
    "JSON, a row on each line": ("[\n [1, 2],\n [3, 4]\n]\n", "t.csv is JSON, not a table"),
    "numbers of rows with #": ("#1,1.5,2\n#2,1.6,3\n", "t.csv has no rows but those that begin with #"),
    "JSON, lines": ('{"x": 1, "y": 2}\n{"x": 3, "y": 4}\n', "t.csv is JSON, not a table"),
}


def refusal(data: bytes | str) -> str:
    with pytest.raises(InputError) as caught:
        points(parse_table(data.encode() if isinstance(data, str) else data, "t.csv"))
    assert not isinstance(caught.value, ColumnsNeeded)
    assert str(caught.value).isprintable()
    return str(caught.value)


def test_there_are_more_than_a_hundred() -> None:
    assert len(READS) + len(CASES) + len(NOT_FINITE) + len(REFUSED) > 100


@pytest.mark.parametrize("name", READS)
def test_reads(name: str) -> None:
    data, expected = READS[name]
    found = points(parse_table(data.encode() if isinstance(data, str) else data, "t.csv"))
    assert (found.x.tolist(), found.y.tolist()) == expected


@pytest.mark.parametrize("cell", CASES)
def test_a_cell_that_is_no_plain_number(cell: str) -> None:
    quoted = cell.replace('"', '""')
    for line, data in ((2, f'a\tb\n1\t"{quoted}"\n2\t3\n'), (4, f'a\tb\n1\t2\n2\t3\n3\t"{quoted}"\n')):
        sentence = refusal(data)
        assert sentence.startswith(f"t.csv, line {line}: '")
        assert " is not a number (column b)" in sentence
        assert sentence.endswith(CASES[cell] or "(column b)")


@pytest.mark.parametrize("cell", NOT_FINITE)
def test_a_cell_that_is_not_finite(cell: str) -> None:
    assert " is not a finite number (column b): " in refusal(f"a\tb\n1\t{cell}\n2\t3\n")


@pytest.mark.parametrize("name", REFUSED)
def test_refuses(name: str) -> None:
    data, sentence = REFUSED[name]
    assert refusal(data).startswith(sentence)


def test_hard_and_narrow_spaces_are_shown_as_spaces() -> None:
    assert "'1 234'" in refusal("a;b\n1;1\u202f234\n2;3\n")
    assert "'1 234'" in refusal("a;b\n1;1\u00a0234\n2;3\n")


def test_the_mark_of_utf_8_before_other_letters_is_said() -> None:
    (warning,) = parse_table(b"\xef\xbb\xbfx,y\n1,2\n# \xf6\n", "t.csv").warnings
    assert (warning.line, "cp1252" in warning.message) == (3, True)


def test_a_comma_stands_between_cells_where_somebody_says_so() -> None:
    for data, reading in ((b"1,000\n2,000\n", Reading(delimiter=",")), (b"a,b\n1,000\n2,000\n", Reading())):
        assert points(parse_table(data, "t.csv", reading)).y.tolist() == [0.0, 0.0]


def test_a_long_column_is_judged_as_one_though_it_is_turned_into_numbers_in_pieces() -> None:
    rows = ["1;1.5"] * 30_000 + ["1;2,5"]
    assert refusal("a;b\n" + "\n".join(rows)).startswith("t.csv, line 30002: '2,5' is not a number (column b)")
    assert plain_column(["1.5"] * 30_000 + ["2,5"], decimal_comma=True) is None
    found = plain_column(["7"] * 30_000 + ["2,5"], decimal_comma=True)
    assert found is not None
    assert (len(found), found[0], found[-1], found.flags.writeable) == (30_001, 7.0, 2.5, False)


@pytest.mark.parametrize("cell", [",5", "5,", "1,5,5", "1 ,5", "1,.5", "-,5", "1e5,5", "1.5", "1,5 5", "\n", ""])
def test_a_number_with_a_comma_has_digits_on_both_sides_of_it(cell: str) -> None:
    assert plain_column(["1,5", cell], decimal_comma=True) is None


def test_long_work_is_told_often_enough_to_be_ended_at_once() -> None:
    for data in ('"a";"b"\n' + '"1,5";"2"\n' * 60_000, "a,b\n" + "1.5,2\n" * 60_000):
        shares: list[float] = []
        parse_table(data.encode(), "t.csv", tell=shares.append)
        assert shares == sorted(shares)
        assert max(after - before for before, after in pairwise(shares)) <= 0.21
        assert len(shares) >= (16 if '"' in data else 11)
