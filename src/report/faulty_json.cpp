#include "report/faulty_json.h"

#include <waitlist/report/explanation_report.h>

#include "queue/faulty_cases.h"
#include "report/fault_json.h"
#include "report/json_parts.h"

#include <string>
#include <vector>

namespace waitlist {
namespace {

OrderedJson json_of(const FaultyCase& faulty, const std::vector<std::string>& linked_with) {
  OrderedJson json = {{"case_id", faulty.case_id}, {"line", nullptr}, {"index", faulty.index}};
  if (faulty.line != 0) json["line"] = faulty.line;
  json["linked_with"] = linked_with;
  json["faults"] = OrderedJson::array();
  for (const Error& fault : faulty.faults) json["faults"].push_back(json_of_cell_fault(fault));
  return json;
}

}  // namespace

OrderedJson json_of_faulty(const Ranking& ranking) {
  const auto links = links_of_faulty(ranking);
  OrderedJson all = OrderedJson::array();
  for (std::size_t i = 0; i < ranking.faulty().size(); ++i) {
    all.push_back(json_of(ranking.faulty()[i], links[i]));
  }
  return all;
}

std::string render_faulty_json(const Ranking& ranking, std::string_view case_id) {
  const auto links = links_of_faulty(ranking);
  OrderedJson json = {{"case_id", case_id}, {"as_of", ranking.as_of().text()}};
  json["faulty"] = OrderedJson::array();
  for (std::size_t i = 0; i < ranking.faulty().size(); ++i) {
    const FaultyCase& faulty = ranking.faulty()[i];
    if (!case_id.empty() && faulty.case_id == case_id) {
      json["faulty"].push_back(json_of(faulty, links[i]));
    }
  }
  return text_of(json) + '\n';
}

}  // namespace waitlist
