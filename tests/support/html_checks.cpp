#include "support/html_checks.h"

#include <algorithm>
#include <array>
#include <set>
#include <utility>

namespace waitlist::html_checks {
namespace {

constexpr std::array<std::string_view, 7> kVoid{"br", "hr", "img", "input", "link", "meta", "wbr"};

std::string_view name_of(std::string_view tag) {
  if (tag.starts_with('/')) tag.remove_prefix(1);
  return tag.substr(0, tag.find_first_of(" \n/"));
}

class PageReader {
 public:
  std::vector<std::string> read(std::string_view page) {
    for (std::size_t at = page.find('<'); at != std::string_view::npos; at = page.find('<', at)) {
      const std::size_t end = page.find('>', at);
      if (end == std::string_view::npos) {
        say("a tag without an end", page.substr(at, 40));
        break;
      }
      const std::string_view tag = page.substr(at + 1, end - at - 1);
      tag_found(tag);
      at = end + 1;
      const std::string_view name = name_of(tag);
      if (tag.starts_with('/') || (name != "style" && name != "script")) continue;
      at = page.find("</", at);  // the text of these is no HTML
    }
    for (const std::string_view open : open_) say("never closed", open);
    for (const std::string& link : links_) {
      if (!ids_.contains(link)) say("a link to nowhere", link);
    }
    return std::move(faults_);
  }

 private:
  void say(std::string_view what, std::string_view where) {
    faults_.push_back(std::string{what} + ": " + std::string{where});
  }

  void tag_found(std::string_view tag) {
    if (tag.starts_with('!')) return;
    const std::string_view name = name_of(tag);
    if (tag.starts_with('/')) {
      if (open_.empty() || open_.back() != name) {
        say("closed but not open", name);
      } else {
        open_.pop_back();
      }
      return;
    }
    if (!tag.ends_with('/') && std::ranges::count(kVoid, name) == 0) open_.push_back(name);
    attributes_found(tag);
    if (name.size() == 2 && name[0] == 'h' && name[1] >= '1' && name[1] <= '6') {
      const int level = name[1] - '0';
      if (level > level_ + 1) say("a level of headings is left out before", tag);
      level_ = level;
    }
  }

  void attributes_found(std::string_view tag) {
    for (std::size_t at = tag.find("=\""); at != std::string_view::npos;) {
      const std::size_t begin = tag.find_last_of(" \n", at) + 1;
      const std::string_view name = tag.substr(begin, at - begin);
      const std::size_t end = tag.find('"', at + 2);
      if (end == std::string_view::npos) {
        say("a value without an end", tag);
        return;
      }
      const std::string value{tag.substr(at + 2, end - at - 2)};
      if (name == "id" && !ids_.insert(value).second) say("an id there twice", value);
      if (name == "href" && value.starts_with('#')) links_.push_back(value.substr(1));
      if (name.starts_with("on") || name == "style") say("not allowed by the page", tag);
      at = tag.find("=\"", end);
    }
  }

  std::vector<std::string_view> open_;
  std::set<std::string> ids_;
  std::vector<std::string> links_;
  int level_ = 0;
  std::vector<std::string> faults_;
};

}  // namespace

std::vector<std::string> faults(std::string_view page) { return PageReader{}.read(page); }

std::string words_of(std::string_view html) {
  static constexpr std::array<std::pair<std::string_view, char>, 5> kEscaped{
      {{"&amp;", '&'}, {"&lt;", '<'}, {"&gt;", '>'}, {"&quot;", '"'}, {"&apos;", '\''}}};
  std::string words;
  for (std::size_t at = 0; at < html.size();) {
    if (html[at] == '<') {
      at = std::min(html.find('>', at), html.size() - 1) + 1;
      continue;
    }
    const auto escaped = std::ranges::find_if(
        kEscaped, [&](const auto& one) { return html.substr(at).starts_with(one.first); });
    if (escaped != kEscaped.end()) {
      words += escaped->second;
      at += escaped->first.size();
    } else {
      words += html[at++];
    }
  }
  return words;
}

}  // namespace waitlist::html_checks
