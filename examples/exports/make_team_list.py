"""Writes team_list.xlsx, the workbook of the tutorial, from examples/data/team_cases.csv: the same
cases, said as an office's own spreadsheet says them.   make_team_list.py CASES TARGET"""
import csv
import datetime
import sys

import xlsxwriter

COLUMNS = {"Case No": "case_id", "Office": "area", "Status": "status", "Date received": "listed_on",
           "Child DOB": "child_dobs", "Linked cases": "linked_to", "Type of work": "work_type",
           "DA reported": "da.reported", "MARAC": "da.marac", "LA status": "cp.la_status"}
WORDS = {"status": {"awaiting": "Open - unallocated", "allocated": "Open - allocated"},
         "work_type": {"s7": "Section 7", "rule_16_4": "Rule 16.4"},
         "da.marac": {"repeat": "Repeat", "no": "N"},
         "cp.la_status": {"cin": "Child in need", "earlier": "Closed", "no": "N", "unknown": "NK"},
         "da.reported": {"no": "N", "reported": "Reported", "serious": "Serious", "severe": "Severe"}}
DAYS = ("listed_on", "child_dobs")


def main():
    with open(sys.argv[1], encoding="utf-8-sig", newline="") as file:
        cases = list(csv.DictReader(file))
    book = xlsxwriter.Workbook(sys.argv[2])
    # The same bytes whenever it is written.
    book.set_properties({"created": datetime.datetime(2009, 10, 5)})
    sheet = book.add_worksheet("Waiting list")
    title = book.add_format({"bold": True, "font_size": 14})
    head = book.add_format({"bold": True, "bottom": 1})
    day = book.add_format({"num_format": "dd/mm/yyyy"})
    sheet.write_string(0, 0, "Waiting list of the three offices, 5 October 2009", title)
    for column, name in enumerate(COLUMNS):
        sheet.write_string(2, column, name, head)
    for row, case in enumerate(cases, 3):
        for column, ours in enumerate(COLUMNS.values()):
            text = case[ours]
            if ours in DAYS and text:
                sheet.write_datetime(row, column, datetime.datetime.fromisoformat(text), day)
            elif text:
                sheet.write_string(row, column, WORDS.get(ours, {}).get(text, text))
    sheet.set_column(0, len(COLUMNS) - 1, 16)
    sheet.freeze_panes(3, 1)
    book.close()


main()
