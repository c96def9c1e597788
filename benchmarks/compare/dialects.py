"""Where PostgreSQL, SQLite and DuckDB say the same thing in different words."""


class Dialect:
    """Standard SQL as PostgreSQL speaks it; the others say what they say differently."""

    name = "postgresql"
    bytewise = ' COLLATE "C"'  # the policy wants case ids in byte order
    # Keeps a CTE from being merged into its reader, which works its expressions out anew at every
    # mention. With one after the points of groups and one after the part that no day changes the
    # whole query was fastest; with none it took ten times as long.
    fence = " OFFSET 0"

    @staticmethod
    def most(*values):
        return values[0] if len(values) == 1 else f"greatest({', '.join(values)})"

    @staticmethod
    def fewest(*values):
        return values[0] if len(values) == 1 else f"least({', '.join(values)})"

    @staticmethod
    def halves(value):
        """Half of a number that is not negative, rounded down."""
        return f"{value} / 2"

    @staticmethod
    def quotient(value, divisor):
        """A division without a rest."""
        return f"{value} / {divisor}"

    @staticmethod
    def whole(value):
        return f"CAST({value} AS bigint)"

    @staticmethod
    def indexes(in_order):
        """For a kept queue that changes case by case."""
        return [("today_in_order", in_order), ("today_by_case", "today (case_no)"),
                ("cases_by_unit", "cases (unit)"), ("cases_by_number", "cases (case_no)"),
                ("children_by_case", "children (case_no)")]

    # Loading: columns of the file are text, except the dates among them that never hold words.

    date = "date"

    @staticmethod
    def day(value):
        """Days since 1 January 1900."""
        return f"(CAST({value} AS date) - DATE '1900-01-01')"

    @staticmethod
    def parts(column, table):
        """A query of `case_no` and `part`, one row for each text between semicolons."""
        return (f"SELECT case_no, trim(unnest(string_to_array({column}, ';'))) AS part FROM {table}"
                f" WHERE {column} IS NOT NULL")

    @staticmethod
    def holds(text, part):
        return f"strpos({text}, {part}) > 0"

    @staticmethod
    def calendar_month(value):
        return (f"CAST(extract(year FROM CAST({value} AS date)) * 12"
                f" + extract(month FROM CAST({value} AS date)) AS integer)")

    @staticmethod
    def day_of_month(value):
        return f"CAST(extract(day FROM CAST({value} AS date)) AS integer)"


class Duckdb(Dialect):
    name = "duckdb"
    bytewise = ""
    fence = ""  # it works equal expressions out once by itself

    @staticmethod
    def indexes(in_order):
        return []  # it reads no order from an index, and is slower at changes with one

    @staticmethod
    def halves(value):
        return f"{value} // 2"

    @staticmethod
    def quotient(value, divisor):
        return f"{value} // {divisor}"

    @staticmethod
    def parts(column, table):
        return (f"SELECT case_no, trim(unnest(string_split({column}, ';'))) AS part FROM {table}"
                f" WHERE {column} IS NOT NULL")


class Sqlite(Dialect):
    name = "sqlite"
    bytewise = ""
    fence = ""
    date = "text"

    @staticmethod
    def most(*values):
        return values[0] if len(values) == 1 else f"max({', '.join(values)})"

    @staticmethod
    def fewest(*values):
        return values[0] if len(values) == 1 else f"min({', '.join(values)})"

    @staticmethod
    def whole(value):
        return value

    @staticmethod
    def day(value):
        return f"CAST(julianday({value}) - 2415020.5 AS integer)"

    @staticmethod
    def parts(column, table):
        return (f"SELECT case_no, trim(value) AS part FROM {table}, "
                f"json_each('[\"' || replace({column}, ';', '\",\"') || '\"]')"
                f" WHERE {column} IS NOT NULL")

    @staticmethod
    def holds(text, part):
        return f"instr({text}, {part}) > 0"

    @staticmethod
    def calendar_month(value):
        return (f"(CAST(substr({value}, 1, 4) AS integer) * 12"
                f" + CAST(substr({value}, 6, 2) AS integer))")

    @staticmethod
    def day_of_month(value):
        return f"CAST(substr({value}, 9, 2) AS integer)"


DIALECTS = {dialect.name: dialect for dialect in (Dialect, Duckdb, Sqlite)}
