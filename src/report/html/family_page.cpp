#include <embedded/family_page_mustache.h>
#include <waitlist/report/family_notice.h>

#include "report/html/page.h"
#include "report/html/template.h"

namespace waitlist {
namespace {

html::List list_of(const std::vector<std::string>& texts) {
  html::List list;
  for (const std::string& one : texts) list.push_back(html::Object{{"words", html::text(one)}});
  return list;
}

}  // namespace

std::string render_html(const FamilyNotice& notice) {
  html::List sections;
  for (const FamilyNotice::Section& section : notice.sections) {
    sections.push_back(html::Object{{"number", html::number(sections.size() + 1)},
                                    {"heading", html::text(section.heading)},
                                    {"before", list_of(section.before)},
                                    {"has_items", html::Data{!section.items.empty()}},
                                    {"items", list_of(section.items)},
                                    {"after", list_of(section.after)}});
  }
  html::Template page{embedded::family_page_mustache()};
  html::Page whole{notice.title,
                   page.filled(html::Object{{"title", html::text(notice.title)},
                                            {"opening", html::text(notice.opening)},
                                            {"sections", sections},
                                            {"rules", html::text(notice.rules)}}),
                   {}};
  whole.footer = "This page was made by a program. People run it, and people make the choice.";
  return html::document(whole);
}

}  // namespace waitlist
