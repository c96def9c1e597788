// Mapped lists against plain ones, at random.
#include <waitlist/base/limits.h>
#include <waitlist/io/case_reader.h>
#include <waitlist/io/case_writer.h>

#include "io/csv_lexer.h"
#include "io/mapping/export_layout.h"
#include "io/mapping/fast_export_reader.h"
#include "io/mapping/rewritten_export.h"
#include "support/shipped.h"

#include <doctest/doctest.h>
#include <rapidcheck.h>

#include <algorithm>
#include <random>
#include <string>
#include <tuple>
#include <vector>

using namespace waitlist;  // NOLINT(google-build-using-namespace): every name here is ours

namespace {

using Table = std::vector<std::vector<std::string>>;

std::size_t below(std::mt19937& random, std::size_t limit) { return random() % limit; }

/// Some rows of the sample, as cells; the first row names the columns.
Table some_rows(std::mt19937& random, std::size_t rows) {
  std::vector<Case> cases;
  const std::size_t all = shipped::sample().size();
  const std::size_t first = below(random, all - rows);
  for (std::size_t i = 0; i < rows; ++i) {
    cases.push_back(shipped::sample().at(static_cast<CaseRow>(first + i)));
    cases.back().linked_to.clear();
  }
  const std::string text = write_cases_csv(cases, shipped::facts());
  Table table;
  CsvLexer lexer{text, ','};
  for (std::vector<CsvCell> cells; lexer.next_row(cells);) {
    table.emplace_back();
    for (const CsvCell& cell : cells) table.back().emplace_back(cell.text);
  }
  return table;
}

/// Every cell in quotes, or only those that need them.
std::string text_of_table(const Table& table, char delimiter, bool quotes, const char* line_end) {
  std::string text;
  for (const auto& row : table) {
    bool first = true;
    for (const std::string& cell : row) {
      if (!first) text += delimiter;
      first = false;
      if (!quotes) {
        append_rewritten_cell(text, cell, delimiter);
        continue;
      }
      text += '"';
      for (const char c : cell) text.append(c == '"' ? 2 : 1, c);
      text += '"';
    }
    text += line_end;
  }
  return text;
}

bool is_iso(const std::string& cell) {
  return cell.size() == 10 && cell[4] == '-' && cell[7] == '-' && cell[0] < '3';
}

/// `2009-04-06` as people write it; anything else stays.
std::string as_people_write(std::mt19937& random, const std::string& iso, bool times) {
  if (!is_iso(iso)) return iso;
  const auto two = [&](std::size_t at) {
    std::string digits = iso.substr(at, 2);
    if (digits[0] == '0' && below(random, 2) == 0) digits.erase(0, 1);
    return digits;
  };
  const char* const signs = "/.- ";
  const std::string sign(1, signs[below(random, 4)]);
  std::string day = two(8);
  ((((day += sign) += two(5)) += sign) += iso.substr(0, 4));
  if (times && below(random, 2) == 0) day += " 14:30";
  return day;
}

std::string children_as_people_write(std::mt19937& random, const std::string& cell, bool times) {
  std::string list;
  std::size_t at = 0;
  while (at <= cell.size()) {
    const std::size_t end = std::min(cell.find(';', at), cell.size());
    if (at > 0) list += ';';
    list += as_people_write(random, cell.substr(at, end - at), times);
    at = end + 1;
  }
  return list;
}

CaseMapping mapping_from(const std::string& toml) {
  auto mapping = read_case_mapping(toml, shipped::facts(), "map.toml");
  REQUIRE_MESSAGE(mapping.has_value(), shipped::lines_of(mapping ? Errors{} : mapping.error()));
  return *std::move(mapping);
}

/// Columns in another order under other names, with one that nobody reads.
struct Disguised {
  Table table;
  std::string columns;  ///< of the mapping
};

Disguised disguised(std::mt19937& random, const Table& plain) {
  std::vector<std::size_t> order(plain.front().size());
  for (std::size_t i = 0; i < order.size(); ++i) order[i] = i;
  std::shuffle(order.begin(), order.end(), random);
  const std::size_t note = below(random, order.size() + 1);
  const std::vector<std::string> notes{"", "a", "x\"y", "two\nlines", "a,b;c|d\te", "  "};
  Disguised made;
  made.columns = "[columns]\n";
  for (std::size_t row = 0; row < plain.size(); ++row) {
    auto& cells = made.table.emplace_back();
    for (std::size_t i = 0; i < order.size(); ++i) {
      if (i == note) cells.push_back(row == 0 ? "Note" : notes[below(random, notes.size())]);
      cells.push_back(row == 0 ? "Their " + std::to_string(order[i]) : plain[row][order[i]]);
    }
    if (note == order.size()) cells.emplace_back(row == 0 ? "Note" : "");
  }
  for (std::size_t i = 0; i < plain.front().size(); ++i) {
    ((((made.columns += '"') += plain.front()[i]) += "\" = \"Their ") += std::to_string(i)) +=
        "\"\n";
  }
  return made;
}

void disguise_days(std::mt19937& random, Table& table, const Table& plain, bool times) {
  for (std::size_t column = 0; column < table.front().size(); ++column) {
    if (table.front()[column] == "Note") continue;
    const std::size_t ours = std::stoul(table.front()[column].substr(6));
    const std::string& name = plain.front()[ours];
    const auto fact = shipped::facts().find(name);
    const bool of_day = name.ends_with("_on") || name.ends_with("_until") ||
                        name.ends_with("_from") || name == "filing_date" ||
                        (fact && shipped::facts().fact(*fact).kind == FactKind::date);
    for (std::size_t row = 1; row < table.size(); ++row) {
      std::string& cell = table[row][column];
      if (name == "child_dobs") cell = children_as_people_write(random, cell, times);
      if (of_day) cell = as_people_write(random, cell, times);
    }
  }
}

constexpr const char* kDates = "[dates]\norder = \"day/month/year\"\ntimes = \"drop\"\n";

/// Our own columns, as they are.
std::string identity(const Table& table) {
  std::string toml = "format = 1\n[columns]\n";
  for (const std::string& name : table.front()) {
    ((((toml += '"') += name) += "\" = \"") += name) += "\"\n";
  }
  return toml;
}

Errors by_place(Errors errors) {
  std::ranges::sort(errors, {}, [](const Error& error) {
    return std::tuple{error.line, error.field, error.code, error.found};
  });
  return errors;
}

/// The same faults at the same places; a mapping may know a place where the plain reader has none.
void require_same(Errors plain, const Errors& mapped) {
  // The plain reader also says that a cell with a wrong quote is empty.
  const Errors all = plain;
  std::erase_if(plain, [&all](const Error& error) {
    return error.code == ErrorCode::missing_value &&
           std::ranges::any_of(all, [&error](const Error& other) {
             return other.line == error.line && other.field == error.field &&
                    other.code == ErrorCode::malformed_text;
           });
  });
  const Errors a = by_place(std::move(plain));
  const Errors b = by_place(mapped);
  bool same = a.size() == b.size();
  for (std::size_t i = 0; same && i < a.size(); ++i) {
    same = a[i].line == b[i].line && a[i].field == b[i].field && a[i].code == b[i].code &&
           a[i].found == b[i].found && (a[i].column == 0 || a[i].column == b[i].column);
  }
  if (!same) RC_FAIL(shipped::lines_of(a) + "\n" + shipped::lines_of(b));
}

}  // namespace

TEST_SUITE("mapped lists") {
  TEST_CASE("mapped: a disguised list is the list itself, read fast or with care") {
    CHECK(rc::check("other names, order, separators, quotes and days", [] {
      std::mt19937 random{*rc::gen::arbitrary<std::uint32_t>()};
      const Table plain = some_rows(random, 1 + below(random, 30));
      const auto expected =
          read_case_list_csv(text_of_table(plain, ',', false, "\n"), shipped::facts());
      RC_ASSERT(expected.has_value());
      Disguised made = disguised(random, plain);
      disguise_days(random, made.table, plain, true);
      const char delimiter = ",;\t|"[below(random, 4)];
      const std::string text = text_of_table(made.table, delimiter, below(random, 2) == 0,
                                             below(random, 2) == 0 ? "\n" : "\r\n");
      const CaseMapping mapping =
          mapping_from("format = 1\n[file]\nignore = \"Note\"\n" + made.columns + kDates);
      const auto list = read_case_list_csv(text, shipped::facts(), "export.csv",
                                           {1, FaultyRows::refuse, mapping});
      if (!list) RC_FAIL(shipped::lines_of(list.error()));
      RC_ASSERT(list->cases.digest() == expected->cases.digest());
      const auto layout = layout_of(text, mapping.rules(), "export.csv");
      RC_ASSERT(layout.has_value());
      for (const unsigned parts : {1U, 2U, 5U}) {
        const auto fast = read_export_fast(text, mapping.rules(), *layout, parts);
        RC_ASSERT(fast.has_value());
        RC_ASSERT(fast->digest() == expected->cases.digest());
      }
      const auto slow = rewrite_export(text, mapping.rules(), *layout, "export.csv");
      RC_ASSERT(slow.faults.empty());
      const auto careful = read_case_list_csv(slow.text, shipped::facts());
      RC_ASSERT(careful.has_value());
      RC_ASSERT(careful->cases.digest() == expected->cases.digest());
    }));
  }

  TEST_CASE("mapped: a list mapped to itself has the faults of the list, at the same places") {
    const std::vector<std::string> junk{
        "",        "x",   "31/02/2009", "a\"b",       "no",   "99999999999", ";",  "A;A",
        "unknown", "\"q", "1999",       "2009-02-30", "SM-1", "pending",     "-1", "2050-01-01"};
    CHECK(rc::check("junk in cells, rows too long or too short", [&junk] {
      std::mt19937 random{*rc::gen::arbitrary<std::uint32_t>()};
      Table table = some_rows(random, 1 + below(random, 6));
      for (std::size_t i = below(random, 8); i > 0; --i) {
        auto& row = table[1 + below(random, table.size() - 1)];
        const std::size_t kind = below(random, 12);
        if (kind == 0)
          row.pop_back();
        else if (kind == 1)
          row.emplace_back("x");
        else
          row[below(random, row.size())] = junk[below(random, junk.size())];
        if (row.empty()) row.emplace_back();
      }
      std::string text;
      for (const auto& row : table) {
        for (std::size_t i = 0; i < row.size(); ++i) {
          if (i > 0) text += ',';
          const bool raw = row[i].find('"') != std::string::npos;
          raw ? text += row[i] : (append_rewritten_cell(text, row[i], ','), text);
        }
        text += '\n';
      }
      const CaseMapping mapping = mapping_from(identity(table));
      for (const FaultyRows rows : {FaultyRows::refuse, FaultyRows::set_apart}) {
        const auto plain = read_case_list_csv(text, shipped::facts(), "x", {1, rows});
        const auto mapped = read_case_list_csv(text, shipped::facts(), "x", {1, rows, mapping});
        RC_ASSERT(plain.has_value() == mapped.has_value());
        if (!plain) {
          require_same(plain.error(), mapped.error());
          continue;
        }
        RC_ASSERT(plain->cases.digest() == mapped->cases.digest());
        RC_ASSERT(plain->faulty.size() == mapped->faulty.size());
        for (std::size_t i = 0; i < plain->faulty.size(); ++i) {
          RC_ASSERT(plain->faulty[i].case_id == mapped->faulty[i].case_id);
          RC_ASSERT(plain->faulty[i].line == mapped->faulty[i].line);
          require_same(plain->faulty[i].faults, mapped->faulty[i].faults);
        }
      }
    }));
  }
}
