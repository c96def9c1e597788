// Commitments against the vectors of the page and of RFC 4231.
#include <waitlist/record/commitment.h>
#include <waitlist/record/merkle_tree.h>

#include <doctest/doctest.h>

#include <array>
#include <cstddef>
#include <string>
#include <vector>

using namespace waitlist;

namespace {

CaseKey key_from(unsigned first) {
  CaseKey key;
  for (auto& byte : key.bytes) byte = static_cast<std::uint8_t>(first++);
  return key;
}

}  // namespace

TEST_SUITE("record") {
  TEST_CASE("commitment: HMAC-SHA-256 is that of RFC 4231") {
    CHECK(hmac_sha256(std::string(20, '\x0b'), "Hi There").hex() ==
          "b0344c61d8db38535ca8afceaf0bf12b881dc200c9833da726e9376c2e32cff7");
    CHECK(hmac_sha256("Jefe", "what do ya want for nothing?").hex() ==
          "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843");
    CHECK(hmac_sha256(std::string(131, '\xaa'),
                      "Test Using Larger Than Block-Size Key - Hash Key First")
              .hex() == "60e431591ee0b67f0d8a26aacbf5b77f8e0bc6213728c5140546040f0ee37f54");
  }

  TEST_CASE("commitment: salts, commitments and the root of three rows are those of the page") {
    const std::string list = "2025-01-31/1";
    const CaseKey key = key_from(0);
    CHECK(salt_of(key, "case", list).hex() ==
          "74e3f130e24d18c5b2fdf24814557440d6e1a16d232bfc63ab016aa5ec292d71");
    CHECK(salt_of(key, "row", list).hex() ==
          "1643a5e59f640fcbe8a6b2742c24ffc1eb5810b58d9553b0102a984bcf3199f9");
    const RowCommitments first = commit_row(key, list, "4711;3;yes", "1;4711;0.75");
    CHECK(first.of_case.hex() ==
          "b70fca5405f48f1c9b8182d602650860cad28ec7c3f093dc95e37d02602d9efe");
    CHECK(first.of_row.hex() == "d614ee4b1fdceedb29e9ba34bd849adbf6ea5f034899bb2c777bb7aef76c3215");
    const std::vector<Digest> leaves{
        row_leaf(0, first),
        row_leaf(1, commit_row(key_from(0x40), list, "2222;2;yes", "2;2222;0.50")),
        row_leaf(2, commit_row(key_from(0x20), list, "0815;1;no", "3;0815;0.25"))};
    CHECK(leaves[0].hex() == "9013f7e3d147630153e93fbcd62ae3d7e38db3078b3e1d48ea2c5f60a41d8eab");
    CHECK(leaves[1].hex() == "4a4c5784ea6aa58318d6ba24f1581315417599ab3d2c7e9b90e7e6b9af3cdbc1");
    CHECK(leaves[2].hex() == "9462decf35a8eba4d4b77facec5181fbfd3f5ba98453bcbf29eb502cd341d5a3");
    CHECK(merkle_root(leaves).hex() ==
          "fa2799c83484a935b749c93085fcbe0427fc867521ad6ac10af8ef43c4b50dc3");
  }

  TEST_CASE("commitment: another list, purpose, key or text gives another commitment") {
    const RowCommitments one = commit_row(key_from(0), "2025-01-31/1", "a", "a");
    CHECK(one.of_case != one.of_row);
    CHECK(commit_row(key_from(0), "2025-01-31/2", "a", "a").of_case != one.of_case);
    CHECK(commit_row(key_from(1), "2025-01-31/1", "a", "a").of_case != one.of_case);
    CHECK(commit_row(key_from(0), "2025-01-31/1", "b", "a").of_case != one.of_case);
  }

  TEST_CASE("commitment: keys are new each time") {
    const auto one = new_case_key();
    const auto other = new_case_key();
    REQUIRE(one);
    REQUIRE(other);
    CHECK_FALSE(*one == *other);
    CHECK_FALSE(*one == CaseKey{});
  }
}
