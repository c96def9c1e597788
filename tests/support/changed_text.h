// A text of which each row of a test changes one thing.
#pragma once

#include <doctest/doctest.h>

#include <cstddef>
#include <string>
#include <vector>

namespace waitlist::changed_text {

/// What stands in the text, what is written in its place, and what is then said of it.
struct Row {
  std::string from, to, says = {};
};

/// The text with the first `from` replaced; ends the test where there is none.
[[nodiscard]] inline std::string changed(std::string text,
                                         const std::string& from,
                                         const std::string& to) {
  const std::size_t at = text.find(from);
  REQUIRE_MESSAGE(at != std::string::npos, from);
  return text.replace(at, from.size(), to);
}

/// Each row makes a text of which `faults_of` says what the row does.
template <class FaultsOf>
void check_faults(const std::string& text, const std::vector<Row>& rows, FaultsOf faults_of) {
  for (const Row& row : rows) {
    CAPTURE(row.from);
    CAPTURE(row.to);
    const std::string faults = faults_of(changed(text, row.from, row.to));
    CAPTURE(faults);
    CHECK(faults.find(row.says) != std::string::npos);
  }
}

/// Each row makes a text of which `digest_of` is another than that of the text.
template <class DigestOf>
void check_digests(const std::string& text, const std::vector<Row>& rows, DigestOf digest_of) {
  const auto plain = digest_of(text);
  for (const Row& row : rows) {
    CAPTURE(row.from);
    CAPTURE(row.to);
    CHECK(digest_of(changed(text, row.from, row.to)) != plain);
  }
}

}  // namespace waitlist::changed_text
