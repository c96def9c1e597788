// What changed since an earlier list, as the queue board shows it.
#pragma once

#include <waitlist/queue/ranking_since.h>

#include "report/html/template.h"

#include <functional>

namespace waitlist::html {

/// The case as a link to its row.
using LinkOfRow = std::function<Object(CaseRow)>;

/// Fills `has_since` and, where there is an earlier list, what stands in its section.
void add_changes(Object& data, const ChangesSince* since, const LinkOfRow& link);

}  // namespace waitlist::html
