// Templates of HTML reports: text with {{names}}, filled and escaped by kainjow mustache.
#pragma once

#include <waitlist/base/index.h>

#include <kainjow/mustache.hpp>

#include <concepts>
#include <string>
#include <string_view>
#include <vector>

namespace waitlist::html {

/// What fills a template: texts, lists, objects, true and false.
using Data = kainjow::mustache::data;
using Object = kainjow::mustache::object;
using List = kainjow::mustache::list;

[[nodiscard]] inline Data text(std::string_view words) { return Data{std::string{words}}; }

/// Nothing where there are no words, so that a section of the template falls away.
[[nodiscard]] inline Data text_or_none(std::string_view words) {
  return words.empty() ? Data{false} : text(words);
}

/// Each as `sentence`.
[[nodiscard]] inline List sentences(const std::vector<std::string>& all) {
  List list;
  for (const std::string& one : all) list.push_back(Object{{"sentence", text(one)}});
  return list;
}

/// A label beside a row; its kind, `alarm`, `warn` or `calm`, never says more than its words.
[[nodiscard]] inline Data tag(std::string_view kind, std::string_view words) {
  return Object{{"kind", text(kind)}, {"words", text(words)}};
}

template <std::integral Whole>
[[nodiscard]] Data number(Whole value) {
  return Data{std::to_string(value)};
}

template <class Thing, class Number>
[[nodiscard]] Data number(Index<Thing, Number> value) {
  return number(Number{value});
}

/// A template, read once and filled often. `{{name}}` is escaped; `{{{name}}}` is HTML already,
/// made by another template or by the charts.
class Template {
 public:
  /// Requires a template without faults: they are part of the library.
  explicit Template(std::string_view source);
  [[nodiscard]] std::string filled(const Data& data);

 private:
  kainjow::mustache::mustache mustache_;
};

}  // namespace waitlist::html
