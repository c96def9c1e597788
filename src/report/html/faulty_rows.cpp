#include "report/html/faulty_rows.h"

#include <embedded/faulty_rows_mustache.h>

#include "report/faulty_words.h"

#include <string>

namespace waitlist::html {

void add_faulty(Object& data, const Ranking& ranking, std::string_view beside) {
  data["has_faulty"] = Data{!ranking.faulty().empty()};
  data["faulty"] = text("");
  if (ranking.faulty().empty()) return;
  List rows;
  for (const FaultyInWords& row : faulty_in_words(ranking)) {
    List faults;
    for (const std::string& fault : row.faults) faults.push_back(Object{{"fault", text(fault)}});
    rows.push_back(Object{{"case_id", text(row.case_id)},
                          {"place", text(row.place)},
                          {"faults", faults},
                          {"linked_with", text(row.linked_with)}});
  }
  Template section{embedded::faulty_rows_mustache()};
  data["faulty"] = text(section.filled(Object{{"heading", text(kFaultyHeading)},
                                              {"sentence", text(faulty_sentence(ranking))},
                                              {"beside", text(beside)},
                                              {"rows", rows}}));
}

}  // namespace waitlist::html
