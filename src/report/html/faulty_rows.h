// The section of a page that shows what was set apart as faulty.
#pragma once

#include <waitlist/queue/ranking.h>

#include "report/html/template.h"

#include <string_view>

namespace waitlist::html {

/// Fills `has_faulty` and `faulty`, the section as HTML. `beside` says what this means for what the
/// page is about.
void add_faulty(Object& data, const Ranking& ranking, std::string_view beside);

}  // namespace waitlist::html
