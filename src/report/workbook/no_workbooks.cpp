#include <waitlist/report/workbook_report.h>

namespace waitlist {

Result<std::string> render_xlsx(const Ranking& /*ranking*/, const ReportOptions& /*options*/) {
  return failed({ErrorCode::wrong_encoding, "", 0, 0, "", "",
                 "this waitlist was built without workbooks (WAITLIST_WORKBOOKS); take CSV, which "
                 "spreadsheet programs open"});
}

}  // namespace waitlist
