"""Tables damaged at random: each is read exactly as Python's own csv module and float read it, or refused.

``TABLE_MUTATIONS=20000 pytest tests/session/test_mutated_tables.py`` tries more than the usual 2,000.
"""

from __future__ import annotations

import csv
import os
import random
import re

from gd_visualizer.core.errors import InputError
from gd_visualizer.session.files.cells import is_comment
from gd_visualizer.session.files.source import decode
from gd_visualizer.session.files.table import Table, parse_table, points
from tests.session import test_awkward_tables as awkward
from tests.session import test_strange_tables as strange

SEPARATOR = re.compile(r'"?sep=[,;|\t ]"?\s*', re.IGNORECASE)
COUNT = int(os.environ.get("TABLE_MUTATIONS", "2000"))
TABLES = [table for made in (awkward, strange) for table in (*made.READS.values(), *made.REFUSED.values())]
SEEDS = [data.encode() if isinstance(data, str) else data for data, _expected in TABLES]
PIECES = [
    b",",
    b";",
    b"\t",
    b"|",
    b" ",
    b"\n",
    b"\r\n",
    b'"',
    b"'",
    b"#",
    b"-",
    b".",
    b"1,000",
    b"1e999",
    b"nan",
    b"=1+1",
]
PIECES += [b"\x00", b"\xff", b"\xfe\xff", b"\xc3", b"9" * 400, b'""', b"sep=;\n", b"0x10", b"\xe2\x88\x92", b"\x1a"]


def mutated(dice: random.Random) -> bytes:
    """Return a table with up to six places cut, doubled, exchanged or filled with something nasty."""
    data = bytearray(dice.choice(SEEDS))
    for _time in range(dice.randint(1, 6)):
        start = dice.randrange(len(data) + 1)
        end = min(len(data), start + dice.randint(0, 8))
        match dice.randrange(5):
            case 0:
                del data[start:end]
            case 1:
                data[start:start] = data[start:end]
            case 2:
                data[start:start] = dice.choice(PIECES)
            case 3:
                data[start:end] = bytes(dice.randrange(256) for _byte in range(end - start))
            case _:
                other = dice.choice(SEEDS)
                data[start:end] = other[: dice.randint(0, len(other))]
    return bytes(data)


def rows_of(lines: list[str], delimiter: str, quote: str) -> list[list[str]]:
    """Split lines as csv does; comments and blank lines are left out between two rows, not inside of a cell."""
    rows = []
    left = list(lines)
    while left:
        if not left[0].strip() or is_comment(left[0]):
            del left[0]
            continue
        records = csv.reader(
            (line + "\n" for line in left), delimiter=delimiter, quotechar=quote, skipinitialspace=True
        )
        rows.append(next(records))
        del left[: records.line_num]
    return rows


def readings(data: bytes, table: Table) -> list[list[list[float]]]:
    """Return the columns of numbers by nothing but Python's csv module and float: one way for each possible quote."""
    lines = decode(data, "t.csv").characters.split("\n")
    if SEPARATOR.fullmatch(lines[0]):
        lines = lines[1:]
    delimiter = table.reading.delimiter
    assert delimiter is not None
    kept = [line for line in lines if line.strip() and not is_comment(line)]
    quotes = ['"'] if any('"' in line for line in kept) else ['"', "'"]
    found = []
    for quote in quotes:
        if delimiter == " ":
            # A row is a line, and a quotation mark that does not pair up is a letter.
            spaced = [re.sub("[ \t\v\f\u3000]+", " ", line).strip(" ") for line in kept]
            rows = [row for line in spaced for row in csv.reader([line], delimiter=" ", quotechar=quote)]
        else:
            rows = rows_of(lines, delimiter, quote)
        rows = rows[bool(table.reading.header) :][: table.rows]
        try:
            numbers = [
                [float(row[place].replace(",", ".")) for row in rows] if values is not None else []
                for place, values in enumerate(table.values)
            ]
        except (ValueError, IndexError):
            continue
        found.append(numbers)
    return found


def read_or_refused(data: bytes) -> tuple[Table | None, str]:
    try:
        table = parse_table(data, "t.csv")
        points(table)
    except InputError as error:
        return None, str(error)
    return table, ""


def test_each_is_read_right_or_refused() -> None:
    dice = random.Random(7)
    read = 0
    for number in range(COUNT):
        data = mutated(dice)
        table, sentence = read_or_refused(data)
        if table is None:
            assert sentence.strip(), number
            assert "\n" not in sentence, number
            continue
        read += 1
        ours = [[] if values is None else values.tolist() for values in table.values]
        assert ours in readings(data, table), (number, data)
    assert COUNT // 20 < read < COUNT
