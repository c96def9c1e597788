#include <waitlist/io/workbook_reader.h>

namespace waitlist {

Result<WorkbookSheet> read_workbook_sheet(std::string_view /*bytes*/,
                                          const std::string& /*sheet*/,
                                          const std::string& source) {
  return failed({ErrorCode::wrong_encoding, source, 0, 0, "", "",
                 "this waitlist was built without workbooks (WAITLIST_WORKBOOKS); save the sheet "
                 "as CSV UTF-8 (comma delimited)"});
}

}  // namespace waitlist
