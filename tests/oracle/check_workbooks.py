"""Workbooks as two libraries write them, each ranked as its CSV file or refused with the cause.

usage: check_workbooks.py WAITLIST FOLDER
"""
import csv
import datetime
import io
import os
import subprocess
import sys

import openpyxl
import xlsxwriter
from openpyxl.styles import Font

POLICY = ["--policy", "policies/staffordshire_2009.toml", "--as-of", "2009-10-05"]
DAY = datetime.date
HEAD = ["case_id", "listed_on", "child_dobs", "status", "da.reported", "da.police_12m", "team"]
ROWS = [
    ["SM-1", DAY(2009, 4, 6), DAY(2008, 2, 1), "awaiting", "ongoing", 4, "North"],
    ["SM-2", DAY(2009, 5, 17), "2001-11-30;2005-06-09", "awaiting", "no", 0, "South, West"],
    [17, DAY(2009, 6, 29), "unknown", "duty_allocated", "unknown", None, "North"],
]


def csv_text(head, rows):
    lines = []
    for row in [head] + rows:
        cells = ["" if cell is None else str(cell) for cell in row]
        lines.append(",".join(f'"{cell}"' if "," in cell else cell for cell in cells))
    return "\n".join(lines) + "\n"


def by_openpyxl(path, sheets, day_format="dd/mm/yyyy", change=None):
    book = openpyxl.Workbook()
    book.remove(book.active)
    for name, rows in sheets:
        sheet = book.create_sheet(name)
        for i, row in enumerate(rows, 1):
            for j, cell in enumerate(row, 1):
                if cell is None:
                    continue
                at = sheet.cell(i, j, cell)
                if isinstance(cell, DAY):
                    at.number_format = day_format
    if change:
        change(book)
    book.save(path)


def by_xlsxwriter(path, sheets, day_format="dd/mm/yyyy", change=None, options=None):
    book = xlsxwriter.Workbook(path, options or {})
    days = book.add_format({"num_format": day_format})
    for name, rows in sheets:
        sheet = book.add_worksheet(name)
        for i, row in enumerate(rows):
            for j, cell in enumerate(row):
                if cell is None:
                    continue
                if isinstance(cell, bool):
                    sheet.write_boolean(i, j, cell)
                elif isinstance(cell, datetime.datetime):
                    sheet.write_datetime(i, j, cell, days)
                elif isinstance(cell, DAY):
                    sheet.write_datetime(i, j, datetime.datetime(cell.year, cell.month, cell.day), days)
                elif isinstance(cell, (int, float)):
                    sheet.write_number(i, j, cell)
                else:
                    sheet.write_string(i, j, cell)
    if change:
        change(book)
    book.close()


class Check:
    def __init__(self, program, folder):
        self.program = program
        self.folder = folder
        self.files = 0
        self.failed = 0
        self.expected = self.ranked_csv(csv_text(HEAD, ROWS))

    def run(self, path, *arguments, stdin=None):
        return subprocess.run(
            [self.program, "rank", path, *POLICY, "--format", "csv", *arguments],
            stdin=stdin, capture_output=True, text=True, check=False)

    def ranked_csv(self, text):
        path = os.path.join(self.folder, "list.csv")
        with open(path, "w", encoding="utf-8", newline="") as file:
            file.write(text)
        done = self.run(path)
        assert done.returncode == 0, done.stderr
        return done.stdout

    def path(self, ending=".xlsx"):
        self.files += 1
        return os.path.join(self.folder, f"{self.files}{ending}")

    def holds(self, what, holds, done):
        if holds:
            return
        self.failed += 1
        print(f"FAILED: {what} (file {self.files}, status {done.returncode})")
        print(done.stdout[:600], done.stderr[:1200])

    def same(self, what, path, *arguments, expected=None, says=None):
        done = self.run(path, *arguments)
        right = done.returncode == 0 and done.stdout == (expected or self.expected)
        self.holds(what, right and (says is None or says in done.stderr), done)

    def refused(self, what, path, *causes, arguments=()):
        done = self.run(path, *arguments)
        self.holds(what, done.returncode == 3 and all(cause in done.stderr for cause in causes), done)


def everyday(check):
    """What every library can write."""
    sheets = [("List", [HEAD] + ROWS)]
    texts = [[str(cell) if isinstance(cell, DAY) else cell for cell in row] for row in ROWS]
    spaced = [[f" {cell}\u00a0" if isinstance(cell, str) else cell for cell in row] for row in ROWS]
    times = [[datetime.datetime(cell.year, cell.month, cell.day, 9, 30) if isinstance(cell, DAY)
              else cell for cell in row] for row in ROWS]
    loose = [[cell.upper() if cell in ("awaiting", "ongoing", "no", "unknown") else cell
              for cell in row] for row in ROWS]
    named = ("Waiting list, O'Brien", [HEAD] + ROWS)
    for write in (by_openpyxl, by_xlsxwriter):
        name = write.__name__

        def made(rows, ending=".xlsx", **options):
            path = check.path(ending)
            write(path, rows, **options)
            return path

        check.same(f"{name}: plain", made(sheets))
        for day_format in ("yyyy-mm-dd", "d-mmm-yy", "[$-809]dd mmmm yyyy;@", "dddd d mmmm yyyy",
                           "mm-dd-yy", "d/m/yyyy h:mm", '"on" dd.mm.yyyy', "[Blue]yyyy/mm/dd"):
            check.same(f"{name}: days as {day_format}", made(sheets, day_format=day_format))
        check.same(f"{name}: days as texts", made([("List", [HEAD] + texts)]))
        check.same(f"{name}: days with times", made([("List", [HEAD] + times)]))
        check.same(f"{name}: blanks around texts", made([("List", [HEAD] + spaced)]))
        check.same(f"{name}: capitals", made([("List", [HEAD] + loose)]))
        check.same(f"{name}: empty rows above, between and below",
                   made([("List", [[], HEAD, [], ROWS[0], [None] * 7] + ROWS[1:] + [[" "], []])]))
        check.same(f"{name}: empty sheets beside it",
                   made([("Sheet1", []), ("List", [HEAD] + ROWS), ("Sheet3", [[" "]])]))
        check.same(f"{name}: macros are no matter", made(sheets, ending=".xlsm"))
        check.same(f"{name}: a sheet by its name",
                   made([("Lookups", [["a", "b"]]), named]), "--sheet", named[0])
        check.refused(f"{name}: which sheet", made([("Lookups", [["a"]]), named]),
                      '"Lookups", "Waiting list, O\'Brien"', "--sheet NAME")
        check.refused(f"{name}: a sheet that is not there", made(sheets), '"list"', 'it has "List"',
                      arguments=("--sheet", "list"))
        check.refused(f"{name}: a title", made([("List", [["Our list"], HEAD] + ROWS)]),
                      "List, row 1", "named further down")
        check.refused(f"{name}: a day before there were any",
                      made([("List", [HEAD, ["A", DAY(1900, 2, 28)], ["B", "06/04/2009"]])]),
                      "List!B3", "write 2009-04-06")
        check.refused(f"{name}: a column of its own", made([("List", [HEAD + ["Notes"]] + ROWS)]),
                      "List!H1", '"Notes"')
        check.refused(f"{name}: lines in an id", made([("List", [HEAD, ["A\nB", DAY(2009, 4, 6)]])]),
                      "List!A2", '"A B"')
        check.refused(f"{name}: a cell beside the list",
                      made([("List", [HEAD] + ROWS + [[None] * 9 + ["total"]])]), "List!J1",
                      "has no name")


def of_openpyxl(check):
    sheets = [("List", [HEAD] + ROWS)]

    def made(change, rows=None):
        path = check.path()
        by_openpyxl(path, rows or sheets, change=change)
        return path

    def hide(book):
        book["Lookups"].sheet_state = "hidden"

    check.same("openpyxl: a hidden sheet", made(hide, [("Lookups", [["a"]])] + sheets),
               says='"Lookups" is hidden in the workbook and not read')

    def hide_rows(book):
        book["List"].row_dimensions[3].hidden = True
        book["List"].column_dimensions["G"].hidden = True

    check.same("openpyxl: hidden rows and columns", made(hide_rows),
               says='Row 3 of sheet "List" is hidden')

    def from_1904(book):
        book.epoch = openpyxl.utils.datetime.CALENDAR_MAC_1904

    check.same("openpyxl: days from 1904", made(from_1904))

    def formula(book):
        book["List"]["F2"] = "=2+2"

    check.refused("openpyxl: a formula without its value", made(formula), "List!F2",
                  "a formula without the value")

    def merged_down(book):
        book["List"]["G3"] = "North"
        book["List"]["G2"] = "North"
        book["List"].merge_cells("G2:G3")

    check.same("openpyxl: merged downwards", made(merged_down),
               expected=check.ranked_csv(csv_text(HEAD, [ROWS[0], ROWS[1][:6] + ["North"], ROWS[2]])))

    def merged(book):
        book["List"].merge_cells("F2:G2")

    check.refused("openpyxl: merged sideways", made(merged), "List!G2", "take the merging away")

    def dressed(book):
        sheet = book["List"]
        sheet.freeze_panes = "A2"
        sheet.auto_filter.ref = "A1:G4"
        sheet["A1"].font = Font(bold=True)
        sheet["A1"].comment = openpyxl.comments.Comment("look", "me")
        sheet["A2"].hyperlink = "https://example.org"
        book.defined_names.append(openpyxl.workbook.defined_name.DefinedName("x", attr_text="List!$A$1"))

    check.same("openpyxl: panes, filters, comments, links, names", made(dressed))

    def chart(book):
        book.create_chartsheet("Chart")

    check.same("openpyxl: a chart sheet", made(chart))

    def zeros(book):
        book["List"]["A4"].number_format = "00000"

    check.same("openpyxl: leading zeros", made(zeros),
               expected=check.ranked_csv(csv_text(HEAD, ROWS[:2] + [["00017"] + ROWS[2][1:]])))

    def error(book):
        book["List"]["E3"] = "#N/A"

    check.refused("openpyxl: an error", made(error), "List!E3", "#N/A", "came to this error")


def of_xlsxwriter(check):
    sheets = [("List", [HEAD] + ROWS)]

    def made(change, rows=None, options=None):
        path = check.path()
        by_xlsxwriter(path, rows or sheets, change=change, options=options)
        return path

    check.same("xlsxwriter: texts in their cells", made(None, options={"constant_memory": True}))
    check.same("xlsxwriter: days from 1904", made(None, options={"date_1904": True}))

    def formulas(book):
        sheet = book.get_worksheet_by_name("List")
        sheet.write_formula("F2", "=2+2", None, 4)
        sheet.write_formula("E2", '="on"&"going"', None, "ongoing")

    check.same("xlsxwriter: formulas with their values", made(formulas))

    def broken(book):
        book.get_worksheet_by_name("List").write_formula("F2", "=1/0", None, "#DIV/0!")

    check.refused("xlsxwriter: a formula that came to nothing", made(broken), "List!F2", "#DIV/0!")

    def rich(book):
        bold = book.add_format({"bold": True})
        book.get_worksheet_by_name("List").write_rich_string("E2", bold, "on", "going")

    check.same("xlsxwriter: a text of several hands", made(rich))

    def table(book):
        book.get_worksheet_by_name("List").add_table(
            0, 0, 3, 6, {"header_row": True, "columns": [{"header": name} for name in HEAD]})

    check.same("xlsxwriter: a table", made(table))

    def filtered(book):
        sheet = book.get_worksheet_by_name("List")
        sheet.autofilter(0, 0, 3, 6)
        sheet.filter_column("A", "x == SM-1")
        sheet.set_row(2, options={"hidden": True})
        sheet.set_row(3, options={"hidden": True})

    check.same("xlsxwriter: rows that a filter hides", made(filtered),
               says='Rows 3 to 4 of sheet "List" are hidden')

    def checked(book):
        sheet = book.get_worksheet_by_name("List")
        sheet.data_validation("E2:E9", {"validate": "list", "source": ["ongoing", "no"]})
        sheet.conditional_format("F2:F9", {"type": "3_color_scale"})
        sheet.insert_textbox("J2", "a note")

    check.same("xlsxwriter: validation, colours, boxes", made(checked))

    def very_hidden(book):
        book.get_worksheet_by_name("Old").very_hidden = True
        book.get_worksheet_by_name("Old").hide()

    check.same("xlsxwriter: a hidden sheet", made(very_hidden, sheets + [("Old", [["x"]])]),
               says='"Old" is hidden in the workbook and not read')


def by_standard_input(check):
    path = check.path()
    by_openpyxl(path, [("List", [HEAD] + ROWS)])
    with open(path, "rb") as file:
        done = check.run("-", stdin=file)
    check.holds("standard input", done.returncode == 0 and done.stdout == check.expected, done)


def written(check):
    """The workbook that is written holds what CSV holds, and no formula."""
    rows = [list(row) for row in ROWS] + [["=1+1", DAY(2009, 4, 6), None, "on_hold", None, None, "@x"]]
    head = HEAD + ["hold_reason"]
    rows = [row + [None] for row in rows[:3]] + [rows[3] + ["+2"]]
    source = check.path()
    by_openpyxl(source, [("List", [head] + rows)], change=lambda book: [
        setattr(book["List"].cell(5, column), "data_type", "s") for column in (1, 7, 8)])
    target = check.path()
    done = subprocess.run([check.program, "rank", source, *POLICY, "--format", "xlsx", "--output",
                           target], capture_output=True, text=True, check=False)
    check.holds("written", done.returncode == 0, done)
    with open(target, "rb") as file:
        first = file.read()
    subprocess.run([check.program, "rank", source, *POLICY, "--format", "xlsx", "--output", target],
                   capture_output=True, check=False)
    with open(target, "rb") as file:
        check.holds("written twice, the same bytes", file.read() == first, done)
    book = openpyxl.load_workbook(target)
    check.holds("its sheets", book.sheetnames == ["Queue", "Apart", "About"], done)
    queue = list(book["Queue"].values)
    check.holds("its columns", list(queue[0][:4]) == ["place", "case", "band", "must be allocated"], done)
    lines = list(csv.reader(io.StringIO(check.run(source).stdout)))
    ranked = [line for line in lines[1:] if line[0]]
    check.holds("its places", [(row[0], row[1]) for row in queue[1:]] ==
                [(int(line[0]), line[1]) for line in ranked], done)
    check.holds("its points", [f"{row[4]:.3f}" for row in queue[1:]] == [line[3] for line in ranked],
                done)
    allocate_by = lines[0].index("allocate_by")
    check.holds("its days", ["" if row[8] is None else row[8].date().isoformat() for row in queue[1:]]
                == [line[allocate_by] for line in ranked], done)
    cells = [cell for sheet in book for row in sheet.rows for cell in row]
    check.holds("no formula", all(cell.data_type != "f" for cell in cells), done)
    check.holds("texts as they are", any(cell.value == "=1+1" for cell in cells), done)
    check.holds("its head stays", book["Queue"].freeze_panes == "A2" and
                book["Queue"].auto_filter.ref is not None, done)


def main():
    program, folder = sys.argv[1], sys.argv[2]
    os.makedirs(folder, exist_ok=True)
    check = Check(program, folder)
    everyday(check)
    of_openpyxl(check)
    of_xlsxwriter(check)
    by_standard_input(check)
    written(check)
    print(f"{check.files} workbooks, {check.failed} not as they should be")
    return 1 if check.failed else 0


sys.exit(main())
