"""Sixty tables as people really have them, each with the points it holds or the sentence that refuses it."""

from __future__ import annotations

import pytest

from gd_visualizer.core.errors import InputError
from gd_visualizer.session.files.table import ColumnsNeeded, parse_table, points

P = ([1.5, 2.5], [10.0, 20.0])
I = ([1.0, 3.0], [2.0, 4.0])  # noqa: E741
READS = {
    "excel, English": (b"\xef\xbb\xbfx,y\r\n1.5,10\r\n2.5,20\r\n", P),
    "excel, German": ("Zeit;Höhe\r\n1,5;10\r\n2,5;20\r\n".encode("cp1252"), P),
    "excel, German, with mark": ("Zeit;Höhe\r\n1,5;10\r\n2,5;20\r\n".encode("utf-8-sig"), P),
    "excel, Unicode text": ("Zeit\tHöhe\r\n1,5\t10\r\n2,5\t20\r\n".encode("utf-16"), P),
    "excel, Unicode text without mark": ("t\th\r\n1,5\t10\r\n2,5\t20\r\n".encode("utf-16-le"), P),
    "excel, sep line": (b"sep=;\r\nt;h\r\n1.5;10\r\n2.5;20\r\n", P),
    "excel, empty columns behind": (b"t,h,,,\r\n1.5,10,,,\r\n2.5,20,,,\r\n", P),
    "excel, empty rows below": (b"t,h\r\n1.5,10\r\n2.5,20\r\n,\r\n,\r\n,\r\n", P),
    "excel, accounts all quoted": (b'"t","h"\r\n"1.5","10"\r\n"2.5","20"\r\n', P),
    "LibreOffice, decimals quoted": (b't,h\n"1,5",10\n"2,5",20\n', P),
    "LibreOffice, tab and quotes": (b'"t"\t"h"\n1.5\t10\n2.5\t20\n', P),
    "Google Sheets": (b"time (s),height (m)\r\n1.5,10\r\n2.5,20", P),
    "Numbers, semicolons and space": (b"t ; h\n1,5 ; 10\n2,5 ; 20\n", P),
    "R, row names": (b'"","x","y"\n"1",1.5,10\n"2",2.5,20\n', P),
    "R, write.table": (b'"x" "y"\n1.5 10\n2.5 20\n', P),
    "pandas, with index": (b",x,y\n0,1.5,10.0\n1,2.5,20.0\n", P),
    "numpy.savetxt": (b"1.500000000000000000e+00 1.000000000000000000e+01\n2.5e+00 2.0e+01\n", P),
    "numpy.savetxt with header": (b"# x y\n1.5e+00 1.0e+01\n2.5e+00 2.0e+01\n", P),
    "gnuplot, blocks": (b"# run 1\n1.5 10\n\n\n# run 2\n2.5 20\n", P),
    "Fortran columns": (b"   1.5000E+00   1.0000E+01\n   2.5000E+00   2.0000E+01\n", P),
    "Matlab, commas and spaces": (b"   1.5,   10\n   2.5,   20\n", P),
    "SQL, bars": (b"t|h\n1.5|10\n2.5|20\n", P),
    "old Macintosh": (b"t\th\r1.5\t10\r2.5\t20\r", P),
    "lines mixed": (b"t,h\r\n1.5,10\n2.5,20\r", P),
    "DOS end mark": (b"t,h\r\n1.5,10\r\n2.5,20\r\n\x1a", P),
    "no end of line": (b"t,h\n1.5,10\n2.5,20", P),
    "blank lines between": (b"\n\nt,h\n\n1.5,10\n\n\n2.5,20\n\n", P),
    "comments between": (b"# by hand\nt,h\n1.5,10\n# a pause\n2.5,20\n", P),
    "comment with quotation mark": (b'# 5" pipe\nt,h\n1.5,10\n2.5,20\n', P),
    "units in the names": (b"t (s);h (m)\n1,5;10\n2,5;20\n", P),
    "units as a comment": (b"t,h\n# s,m\n1.5,10\n2.5,20\n", P),
    "line end in a name": (b't,"h\n(m)"\n1.5,10\n2.5,20\n', P),
    "quotes doubled in a name": (b't,"h ""up"""\n1.5,10\n2.5,20\n', P),
    "semicolon in a name": (b't,"h; up"\n1.5,10\n2.5,20\n', P),
    "names beside": (b"who,t,h\nAnn,1.5,10\nBob,2.5,20\n", P),
    "dates beside": (b"2024-01-02,1.5,10\n2024-01-03,2.5,20\n", P),
    "German dates beside": (b"02.01.2024;1,5;10\n03.01.2024;2,5;20\n", P),
    "remarks with gaps": (b"t,h,remark\n1.5,10,\n2.5,20,rain\n", P),
    "Cyrillic, Windows": ("Время;Высота\n1,5;10\n2,5;20\n".encode("cp1251"), P),
    "UTF-32": ("t,h\n1.5,10\n2.5,20\n".encode("utf-32"), P),
    "hard spaces": ("t;h\n1,5\u00a0;10\n2,5\u00a0;20\n".encode(), P),
    "plus signs": (b"t,h\n+1.5,+10\n+2.5,+20\n", P),
    "bare points": (b"t,h\n1.5,10.\n2.5,.2e2\n", P),
    "0,500 settles 1,500": (b"t;h\n1,500;10\n2,5;20\n", P),
    "no names": (b"1,2\n3,4\n", I),
    "a single point": (b"1,2", ([1.0], [2.0])),
}
REFUSED = {
    "thousands": (b'x,y\n1,"1,000"\n2,3\n', "t.csv, line 2: '1,000' is not a number (column y): its comma may mean"),
    "thousands with points": (b"x;y\n1;1.234,5\n2;3\n", "t.csv, line 2: '1.234,5' is not a number (column y)"),
    "thousands with spaces": (b"x;y\n1;10 000\n2;3\n", "t.csv, line 2: '10 000' is not a number (column y): write its"),
    "point and comma": (b"x;y\n1.5;2,5\n2;3\n", "t.csv, line 2: '2,5' is not a number (column y): write a point"),
    "row of units": (b"t,h\n(s),(m)\n1,2\n", "t.csv, line 2: '(s)' is not a number (column t): put # before this line"),
    "unit in a cell": (b"t,h\n1,5 cm\n2,3\n", "t.csv, line 2: '5 cm' is not a number (column h): write the number"),
    "gap": (b"t,h\n1,2\n3,\n4,5\n", "t.csv, line 3: the cell is empty (column h)"),
    "n/a": (b"t,h\n1,2\n3,n/a\n4,5\n", "t.csv, line 3: 'n/a' is not a finite number (column h)"),
    "division by zero": (b"t,h\n1,2\n3,#DIV/0!\n4,5\n", "t.csv, line 3: '#DIV/0!' is not a finite number (column h)"),
    "infinity": (b"t,h\n1,2\n3,inf\n4,5\n", "t.csv, line 3: 'inf' is not a finite number (column h)"),
    "too large": (b"t,h\n1,2\n3,1e999\n4,5\n", "t.csv, line 3: '1e999' is not a finite number (column h): it is too"),
    "sum in words below": (b"t,h\n1,2\n3,4\nsum,6\n", "t.csv, line 4: 'sum' is not a number (column t)"),
    "ragged": (b"t,h\n1,2\n3\n", "t.csv, line 3: the number of cells is 1 here but 2 in line 1"),
    "quotation mark left open": (b't,h\n1,"2\n3,4\n', "t.csv, line 2: a quotation mark in '1,\"2' does not pair up"),
    "one column": (b"h\n1\n2\n", "t.csv has only one column (h): two are needed"),
    "three columns": (b"a,b,c\n1,2,3\n", "t.csv has 3 columns of numbers (a, b, c): choose two"),
    "names only": (b"t,h\n", "t.csv has column names but no rows"),
    "only comments": (b"# nothing\n# here\n", "t.csv has no rows"),
    "a real spreadsheet": (b"PK\x03\x04\x14\x00\x06\x00", "t.csv is a spreadsheet or an archive, not plain text"),
    "a picture": (b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR", "t.csv is not a text file"),
}


def test_there_are_sixty_tables() -> None:
    assert len(READS) + len(REFUSED) >= 60


@pytest.mark.parametrize("name", READS)
def test_reads(name: str) -> None:
    data, expected = READS[name]
    found = points(parse_table(data, "t.csv"))
    assert (found.x.tolist(), found.y.tolist()) == expected


@pytest.mark.parametrize("name", REFUSED)
def test_refuses(name: str) -> None:
    data, sentence = REFUSED[name]
    with pytest.raises(InputError) as caught:
        points(parse_table(data, "t.csv"))
    assert str(caught.value).startswith(sentence)
    assert "\n" not in str(caught.value)
    assert isinstance(caught.value, ColumnsNeeded) == (name == "three columns")
