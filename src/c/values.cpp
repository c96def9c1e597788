// Versions, texts, faults and days.
#include <waitlist/base/day.h>
#include <waitlist/base/version.h>
#include <waitlist/report/error_report.h>

#include "c/handles.h"

#include <array>

namespace waitlist::c {
namespace {

constexpr std::uint32_t kInterfaceVersion = 1;

struct StatusText {
  std::int32_t status;
  const char* text;
};

constexpr std::array<StatusText, 8> kStatusTexts{{
    {WL_OK, "ok"},
    {WL_MISUSE, "misuse"},
    {WL_REJECTED, "rejected"},
    {WL_NO_FILE, "no file"},
    {WL_TOO_SMALL, "too small"},
    {WL_CANCELLED, "cancelled"},
    {WL_NO_MEMORY, "no memory"},
    {WL_BUG, "bug"},
}};

}  // namespace

std::unique_ptr<wl_errors> kept(Errors faults) {
  auto errors = std::make_unique<wl_errors>();
  errors->faults.reserve(faults.size());
  for (Error& fault : faults) {
    std::string code = "E" + std::to_string(static_cast<unsigned>(fault.code));
    std::string sentence = to_text(fault);
    errors->faults.push_back({std::move(fault), std::move(code), std::move(sentence)});
  }
  return errors;
}

std::int32_t keep_faults(wl_errors** errors, Errors faults, std::int32_t status) noexcept {
  if (errors == nullptr) return status;
  try {
    *errors = kept(std::move(faults)).release();
    return status;
  } catch (...) {
    return WL_NO_MEMORY;
  }
}

std::int32_t keep_fault(wl_errors** errors,
                        std::int32_t status,
                        const char* function,
                        const char* argument,
                        const char* reason) noexcept {
  if (errors == nullptr) return status;
  try {
    Error fault;
    fault.code = static_cast<ErrorCode>(status);
    fault.source = function;
    fault.field = argument;
    fault.reason = reason;
    return keep_faults(errors, {fault}, status);
  } catch (...) {
    return WL_NO_MEMORY;
  }
}

}  // namespace waitlist::c

using namespace waitlist::c;  // NOLINT(google-build-using-namespace): the work of this file

uint32_t wl_interface_version(void) { return kInterfaceVersion; }

const char* wl_version(void) { return WAITLIST_VERSION; }

const char* wl_status_text(int32_t status) {
  for (const StatusText& row : kStatusTexts) {
    if (row.status == status) return row.text;
  }
  return "unknown";
}

const char* wl_text_data(const wl_text* text) {
  return text == nullptr ? nullptr : text->bytes.c_str();
}

size_t wl_text_size(const wl_text* text) { return text == nullptr ? 0 : text->bytes.size(); }

void wl_text_free(wl_text* text) { delete text; }

size_t wl_errors_count(const wl_errors* errors) {
  return errors == nullptr ? 0 : errors->faults.size();
}

int32_t wl_errors_at(const wl_errors* errors, size_t index, wl_fault* fault) {
  return guarded("wl_errors_at", nullptr, [&] {
    const std::uint32_t size = struct_of(fault, "fault").struct_size;
    require(index < given(errors, "errors").faults.size(), "index", "is past the last fault");
    const auto& [error, code, sentence] = errors->faults[index];
    const wl_fault own{
        .struct_size = size,
        .number = static_cast<std::int32_t>(error.code),
        .line = error.line,
        .column = error.column,
        .code = code.c_str(),
        .code_size = code.size(),
        .source = error.source.c_str(),
        .source_size = error.source.size(),
        .sheet = error.sheet.c_str(),
        .sheet_size = error.sheet.size(),
        .field = error.field.c_str(),
        .field_size = error.field.size(),
        .case_id = error.case_id.c_str(),
        .case_id_size = error.case_id.size(),
        .found = error.found.c_str(),
        .found_size = error.found.size(),
        .reason = error.reason.c_str(),
        .reason_size = error.reason.size(),
        .sentence = sentence.c_str(),
        .sentence_size = sentence.size(),
    };
    std::memcpy(fault, &own, size);
  });
}

int32_t wl_errors_text(const wl_errors* errors, int32_t form, wl_text** text) {
  clear(text);
  return guarded("wl_errors_text", nullptr, [&] {
    given(text, "text");
    std::string lines;
    waitlist::Errors faults;
    for (const wl_errors::Kept& fault : given(errors, "errors").faults) {
      if (form == WL_TEXT) lines += fault.sentence + '\n';
      if (form == WL_JSON) faults.push_back(fault.error);
    }
    if (form == WL_JSON) {
      lines = render_json(faults);
    } else if (form != WL_TEXT) {
      refuse_form();
    }
    give_text(text, std::move(lines));
  });
}

void wl_errors_free(wl_errors* errors) { delete errors; }

int32_t wl_day_read(const char* text, size_t size, int32_t* day, wl_errors** errors) {
  clear(day);
  return guarded("wl_day_read", errors, [&] {
    given(day, "day");
    const std::string_view written = text_of(text, size, "text");
    const auto read = waitlist::Day::parse(written);
    if (!read) {
      throw Rejected{{{waitlist::ErrorCode::not_a_date, "day", 0, 0, "", waitlist::clipped(written),
                       "write a day from 1900-01-01 to 2199-12-31 as YYYY-MM-DD"}}};
    }
    *day = read->days_since_epoch();
  });
}

int32_t wl_day_write(int32_t day, char* text, size_t capacity) {
  return guarded("wl_day_write", nullptr, [&] {
    given(text, "text");
    const std::string written = day_of(day).text();
    if (capacity <= written.size()) throw Ended{WL_TOO_SMALL};
    std::memcpy(text, written.c_str(), written.size() + 1);
  });
}
