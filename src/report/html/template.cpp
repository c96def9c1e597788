#include "report/html/template.h"

#include "base/check.h"

namespace waitlist::html {

Template::Template(std::string_view source) : mustache_{std::string{source}} {
  WAITLIST_CHECK(mustache_.is_valid());
}

std::string Template::filled(const Data& data) {
  std::string text;
  mustache_.render(data, [&text](const std::string& piece) { text += piece; });
  return text;
}

}  // namespace waitlist::html
