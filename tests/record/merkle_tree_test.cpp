// The tree against published roots and proofs, and against its definition.
#include <waitlist/record/merkle_tree.h>

#include <doctest/doctest.h>

#include <bit>
#include <cstddef>
#include <functional>
#include <map>
#include <string>
#include <vector>

using namespace waitlist;

namespace {

std::string of_hex(std::string_view hex) {
  std::string bytes;
  for (std::size_t i = 0; i < hex.size(); i += 2) {
    bytes += static_cast<char>(std::stoi(std::string{hex.substr(i, 2)}, nullptr, 16));
  }
  return bytes;
}

/// The eight entries that the test vectors of certificate transparency are made of.
const std::vector<Digest>& published_leaves() {
  static const std::vector<Digest> leaves = [] {
    std::vector<Digest> all;
    for (const char* hex : {"", "00", "10", "2021", "3031", "40414243", "5051525354555657",
                            "606162636465666768696a6b6c6d6e6f"}) {
      all.push_back(merkle_leaf(of_hex(hex)));
    }
    return all;
  }();
  return leaves;
}

/// The root as RFC 6962 defines it.
Digest slow_root(std::span<const Digest> leaves) {
  if (leaves.empty()) return sha256("");
  if (leaves.size() == 1) return leaves.front();
  const std::size_t left = std::bit_floor(leaves.size() - 1);
  return merkle_node(slow_root(leaves.first(left)), slow_root(leaves.subspan(left)));
}

std::vector<Digest> leaves_of_bytes(std::size_t count) {
  std::vector<Digest> leaves;
  for (std::size_t i = 0; i < count; ++i) {
    leaves.push_back(merkle_leaf(std::string(1, static_cast<char>(i))));
  }
  return leaves;
}

std::string line_of(const std::string& numbers, const std::vector<Digest>& hashes) {
  std::string line = numbers;
  for (const Digest& hash : hashes) line += ' ' + hash.hex();
  return line + '\n';
}

/// Proofs changed in every way that the page of the format names.
std::vector<std::vector<Digest>> altered(const std::vector<Digest>& proof) {
  std::vector<std::vector<Digest>> all;
  for (std::size_t i = 0; i < proof.size(); ++i) {
    auto other = proof;
    other[i].bytes[i % 32] ^= 1U;
    all.push_back(other);
    other = proof;
    other.erase(other.begin() + static_cast<std::ptrdiff_t>(i));
    all.push_back(other);
    if (i > 0) {
      other = proof;
      std::swap(other[i - 1], other[i]);
      all.push_back(other);
    }
  }
  auto longer = proof;
  longer.push_back(sha256(""));
  all.push_back(longer);
  longer = proof;
  longer.insert(longer.begin(), sha256(""));
  all.push_back(longer);
  return all;
}

}  // namespace

TEST_SUITE("record") {
  TEST_CASE("merkle tree: leaves, roots and parts are those that were published") {
    const auto& leaves = published_leaves();
    CHECK(leaves[0].hex() == "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d");
    CHECK(leaves[7].hex() == "46f6ffadd3d06a09ff3c5860d2755c8b9819db7df44251788c7d8e3180de8eb1");
    const std::vector<std::string> roots{
        "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
        "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
        "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
        "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
        "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
        "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
        "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
        "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
        "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328"};
    for (std::size_t n = 0; n < roots.size(); ++n) {
      CAPTURE(n);
      CHECK(merkle_root(std::span{leaves}.first(n)).hex() == roots[n]);
    }
    const auto part = [&](std::size_t a, std::size_t b) {
      return merkle_root(std::span{leaves}.subspan(a, b - a)).hex();
    };
    CHECK(part(2, 4) == "5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e");
    CHECK(part(4, 6) == "0ebc5d3437fbe2db158b9f126a1d118e308181031d0a949f8dededebc558ef6a");
    CHECK(part(6, 8) == "ca854ea128ed050b41b35ffc1b87b8eb2bde461e9e3b5596ece6b9d5975a0ae0");
    CHECK(part(4, 8) == "6b47aaf29ee3c2af9af889bc1fb9254dabd31177f16232dd6aab035ca39bf6e4");
    CHECK(part(4, 7) == "837dbb152e9b079010717e84e865da4ebc0fa198a806d59d31bf15accef22d0e");
  }

  TEST_CASE("merkle tree: proofs have the hashes that the page of the format names") {
    const auto& leaves = published_leaves();
    using Part = std::pair<std::size_t, std::size_t>;
    const auto hashes = [&](const std::vector<Part>& parts) {
      std::vector<Digest> all;
      for (const auto& [a, b] : parts)
        all.push_back(slow_root(std::span{leaves}.subspan(a, b - a)));
      return all;
    };

    struct Row {
      std::size_t from;
      std::size_t size;
      std::vector<Part> parts;
    };

    for (const Row& row : std::vector<Row>{{0, 1, {}},
                                           {0, 8, {{1, 2}, {2, 4}, {4, 8}}},
                                           {5, 8, {{4, 5}, {6, 8}, {0, 4}}},
                                           {2, 3, {{0, 2}}},
                                           {1, 5, {{0, 1}, {2, 4}, {4, 5}}},
                                           {6, 7, {{4, 6}, {0, 4}}}}) {
      CAPTURE(row.from);
      CAPTURE(row.size);
      CHECK(inclusion_proof(std::span{leaves}.first(row.size), row.from) == hashes(row.parts));
    }
    for (const Row& row : std::vector<Row>{{1, 8, {{1, 2}, {2, 4}, {4, 8}}},
                                           {6, 8, {{4, 6}, {6, 8}, {0, 4}}},
                                           {2, 5, {{2, 4}, {4, 5}}},
                                           {6, 7, {{4, 6}, {6, 7}, {0, 4}}},
                                           {3, 7, {{2, 3}, {3, 4}, {0, 2}, {4, 7}}},
                                           {4, 7, {{4, 7}}},
                                           {4, 8, {{4, 8}}}}) {
      CAPTURE(row.from);
      CAPTURE(row.size);
      CHECK(consistency_proof(std::span{leaves}.first(row.size), row.from) == hashes(row.parts));
    }
  }

  TEST_CASE("merkle tree: all roots and proofs up to 130 leaves have the published digests") {
    const auto leaves = leaves_of_bytes(130);
    std::string roots;
    std::string inclusion;
    std::string consistency;
    std::size_t proofs = 0;
    for (std::size_t n = 0; n <= leaves.size(); ++n) {
      const std::span<const Digest> first = std::span{leaves}.first(n);
      const Digest root = merkle_root(first);
      CHECK(root == slow_root(first));
      roots += line_of(std::to_string(n), {root});
      for (std::size_t i = 0; i < n; ++i) {
        const auto proof = inclusion_proof(first, i);
        REQUIRE(proves_inclusion(leaves[i], i, {n, root}, proof));
        inclusion += line_of(std::to_string(i) + ' ' + std::to_string(n), proof);
        const auto grown = consistency_proof(first, i + 1);
        REQUIRE(proves_consistency({i + 1, merkle_root(first.first(i + 1))}, {n, root}, grown));
        consistency += line_of(std::to_string(i + 1) + ' ' + std::to_string(n), grown);
        ++proofs;
      }
    }
    CHECK(proofs == 8515);
    CHECK(sha256(roots).hex() ==
          "9c67f07f906103b6bf201842a50ff0b8c91fca9b3e211334a6b7aa3133165dec");
    CHECK(sha256(inclusion).hex() ==
          "893ce6eea61adc33c22c0e3a952498b76dfa3c282e78ac659f6fcc0ea44f9983");
    CHECK(sha256(consistency).hex() ==
          "2498232e1aebe8d1aa8d339d897fc471f4495fe0b8a55ac08f7dae3d88bc4c2a");
  }

  TEST_CASE("merkle tree: a changed proof is refused, and so is one of another leaf or root") {
    const auto leaves = leaves_of_bytes(33);
    for (std::size_t n = 1; n <= 32; ++n) {
      const std::span<const Digest> first = std::span{leaves}.first(n);
      const TreeHead head{n, merkle_root(first)};
      for (std::size_t i = 0; i < n; ++i) {
        const auto proof = inclusion_proof(first, i);
        for (const auto& other : altered(proof)) {
          CHECK((other == proof) == proves_inclusion(leaves[i], i, head, other));
        }
        CHECK_FALSE(proves_inclusion(leaves[i + 1], i, head, proof));
        CHECK_FALSE(proves_inclusion(leaves[i], i + n, head, proof));
        const TreeHead earlier{i + 1, merkle_root(first.first(i + 1))};
        const auto grown = consistency_proof(first, i + 1);
        for (const auto& other : altered(grown)) {
          CHECK((other == grown) == proves_consistency(earlier, head, other));
        }
        if (i + 1 < n) CHECK_FALSE(proves_consistency(head, earlier, grown));
        CHECK_FALSE(proves_consistency({i + 1, leaves[32]}, head, grown));
        CHECK_FALSE(proves_consistency(earlier, {n, leaves[32]}, grown));
      }
    }
  }

  TEST_CASE("merkle tree: nothing is proved of an empty tree, and no leaf is past its end") {
    const auto leaves = leaves_of_bytes(3);
    const TreeHead head{3, merkle_root(leaves)};
    CHECK_FALSE(proves_consistency({0, sha256("")}, head, {}));
    CHECK_FALSE(proves_consistency({0, sha256("")}, {0, sha256("")}, {}));
    CHECK_FALSE(proves_inclusion(leaves[0], 0, {0, leaves[0]}, {}));
    CHECK_FALSE(proves_inclusion(leaves[0], 3, head, {}));
    CHECK(inclusion_proof(leaves, 3).empty());
    CHECK(consistency_proof(leaves, 0).empty());
    CHECK(consistency_proof(leaves, 4).empty());
    CHECK(proves_consistency(head, head, {}));
  }

  TEST_CASE("merkle tree: a proof does not bind the size, as the header says") {
    const auto leaves = leaves_of_bytes(4);
    const TreeHead of_three{3, merkle_root(std::span{leaves}.first(3))};
    const auto proof = consistency_proof(std::span{leaves}.first(3), 1);
    CHECK(proves_consistency({1, leaves[0]}, {4, of_three.root}, proof));
  }
}
