#include <waitlist/io/answer_reader.h>

#include "io/cell_parser.h"

#include <utility>

namespace waitlist {

Result<Answer> read_answer(const FactDefinition& fact,
                           std::string_view text,
                           const std::string& source) {
  Answer answer;
  CellFault fault;
  if (parse_answer(fact, trimmed(text), answer, fault)) return answer;
  return failed({fault.code, source, 0, 0, fact.id, clipped(fault.found), std::move(fault.reason)});
}

}  // namespace waitlist
