// A page that is one file: the shell, the stylesheet and the security policy of every HTML report.
#pragma once

#include <string>
#include <string_view>

namespace waitlist::html {

struct Page {
  std::string title;        ///< plain text
  std::string body;         ///< HTML, from `<h1>` on
  std::string_view script;  ///< empty: the page runs none
  std::string style = {};   ///< CSS of this page alone, after that of all pages
  std::string footer = {};  ///< plain text; empty: that a report is a proposal, and its program
};

/// The whole document. Its content-security policy lets in nothing but the stylesheet and the
/// script that are in it, both named by their SHA-256; so a report can load and send nothing.
[[nodiscard]] std::string document(const Page& page);

}  // namespace waitlist::html
