#include "report/fault_json.h"

#include <waitlist/report/error_report.h>

#include "base/cell_name.h"

#include <cstdint>
#include <string>

namespace waitlist {
namespace {

OrderedJson known(std::uint32_t number) {
  return number == 0 ? OrderedJson(nullptr) : OrderedJson(number);
}

OrderedJson known(const std::string& text) {
  return text.empty() ? OrderedJson(nullptr) : OrderedJson(text);
}

}  // namespace

OrderedJson json_of_cell_fault(const Error& fault) {
  OrderedJson json = {{"code", static_cast<unsigned>(fault.code)},
                      {"field", fault.field},
                      {"found", fault.found},
                      {"reason", fault.reason}};
  if (!fault.sheet.empty()) json["cell"] = place_in_sheet(fault.sheet, fault.line, fault.column);
  json["column"] = known(fault.column);
  return json;
}

OrderedJson json_of_fault(const Error& fault) {
  OrderedJson json = {{"source", known(fault.source)},
                      {"line", known(fault.line)},
                      {"case_id", known(fault.case_id)}};
  json.update(json_of_cell_fault(fault));
  json["message"] = to_text(fault);
  return json;
}

std::string render_json(const Errors& errors) {
  OrderedJson json = {{"format", 1}, {"fault_count", fault_count(errors)}};
  OrderedJson faults = OrderedJson::array();
  for (const Error& fault : errors) faults.push_back(json_of_fault(fault));
  json["faults"] = std::move(faults);
  return text_of(json) + '\n';
}

}  // namespace waitlist
