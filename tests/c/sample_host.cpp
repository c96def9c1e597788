#include "c/sample_host.h"

#include <doctest/doctest.h>

#include <fstream>
#include <iterator>

namespace c_host {
namespace {

std::string text_of_file(const std::string& path) {
  std::ifstream in(std::string{WAITLIST_SOURCE_DIR} + "/" + path, std::ios::binary);
  REQUIRE_MESSAGE(in.good(), "cannot read ", path);
  return {std::istreambuf_iterator<char>(in), std::istreambuf_iterator<char>()};
}

}  // namespace

std::string taken(wl_text* text) {
  std::string bytes(wl_text_data(text), wl_text_size(text));
  wl_text_free(text);
  return bytes;
}

std::string sentences(wl_errors* errors) {
  wl_text* text = nullptr;
  REQUIRE(wl_errors_text(errors, WL_TEXT, &text) == WL_OK);
  wl_errors_free(errors);
  return taken(text);
}

Host::Host()
    : facts_toml{text_of_file("policies/private_law_facts.toml")},
      policy_toml{text_of_file("policies/staffordshire_2009.toml")},
      csv{"case_id,listed_on,linked_to\nA,2009-06-01,\nB,2009-06-02,A\nC,2009-07-01,\n"},
      roster{"practitioner_id,caseload\nP,2\n"} {
  REQUIRE(wl_read_facts(facts_toml.data(), facts_toml.size(), nullptr, 0, &facts, nullptr) ==
          WL_OK);
  REQUIRE(wl_read_policy(policy_toml.data(), policy_toml.size(), facts, nullptr, &policy,
                         nullptr) == WL_OK);
  REQUIRE(wl_read_cases(csv.data(), csv.size(), facts, nullptr, &cases, nullptr) == WL_OK);
  REQUIRE(wl_rank(cases, policy, kDay, nullptr, &ranking, nullptr) == WL_OK);
  REQUIRE(wl_queue_make(cases, policy, kDay, &queue, nullptr) == WL_OK);
  wl_allocation_input input{};
  input.struct_size = sizeof input;
  input.roster = roster.data();
  input.roster_size = roster.size();
  REQUIRE(wl_allocate(ranking, &input, &allocation, nullptr) == WL_OK);
}

Host::~Host() {
  // In the order in which nobody would.
  wl_facts_free(facts);
  wl_policy_free(policy);
  wl_cases_free(cases);
  wl_ranking_free(ranking);
  wl_queue_free(queue);
  wl_allocation_free(allocation);
}

}  // namespace c_host
