// A small host in the terms of C: three cases, their policy, and a handle of each kind.
#pragma once

#include <waitlist/c/waitlist.h>

#include <cstdint>
#include <string>
#include <string_view>

namespace c_host {

constexpr std::int32_t kDay = 14522;  ///< 2009-10-05
constexpr std::string_view kLine = R"({"case_id":"D","listed_on":"2009-08-03"})";

/// A text that a function gave; it is freed.
[[nodiscard]] std::string taken(wl_text* text);

/// The sentences of faults; they are freed.
[[nodiscard]] std::string sentences(wl_errors* errors);

struct Host {
  Host();
  Host(const Host&) = delete;
  Host& operator=(const Host&) = delete;
  ~Host();

  std::string facts_toml, policy_toml, csv, roster;
  wl_facts* facts = nullptr;
  wl_policy* policy = nullptr;
  wl_cases* cases = nullptr;
  wl_ranking* ranking = nullptr;
  wl_queue* queue = nullptr;
  wl_allocation* allocation = nullptr;
};

}  // namespace c_host
