// Parts that several JSON reports share. Keys stand in the order in which people read them.
#pragma once

#include <waitlist/allocation/allocation.h>
#include <waitlist/queue/ranking.h>
#include <waitlist/queue/ranking_since.h>

#include "base/ordered_json.h"

#include <optional>
#include <string>
#include <vector>

namespace waitlist {

/// Points as a text with three decimals: JSON numbers are floating point to many readers.
[[nodiscard]] OrderedJson json_of(Points points);
/// A whole number as a number, another one as a text, for the same reason.
[[nodiscard]] OrderedJson json_of(Decimal number);
[[nodiscard]] OrderedJson json_of(const PointsRange& points);
[[nodiscard]] OrderedJson json_of(const std::optional<Day>& day);
[[nodiscard]] OrderedJson json_of(const PolicyStamp& stamp);
/// A key as policies write it: a word, or an object that says what it names.
[[nodiscard]] OrderedJson json_of(const OrderKey& key);
[[nodiscard]] OrderedJson json_of(const std::vector<OrderKey>& order);
/// A change, with the places of its case where they moved.
[[nodiscard]] OrderedJson json_of(const ListChange& change, const ChangesSince& since);
/// Name and digest of the earlier list.
[[nodiscard]] OrderedJson json_of_list(const ChangesSince& since);

/// What an allocation was made of: policy, digests of all that was read, and the day.
[[nodiscard]] OrderedJson stamps_of(const Allocation& allocation);

/// The document as text. Input is checked to be UTF-8; what a host made otherwise is replaced.
[[nodiscard]] std::string text_of(const OrderedJson& document, int indent = 2);

}  // namespace waitlist
