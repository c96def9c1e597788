#include <waitlist/io/encoded_text.h>

#include "support/shipped.h"
#include "support/utf_16.h"

#include <doctest/doctest.h>
#include <rapidcheck.h>

#include <cstdint>
#include <string>
#include <vector>

using namespace waitlist;  // NOLINT(google-build-using-namespace): every name here is ours
using namespace std::string_literals;

namespace {

std::string decoded(const std::string& bytes, TextEncoding encoding) {
  const auto text = text_in_utf8(bytes, encoding, "a.csv");
  return text ? *text : shipped::lines_of(text.error());
}

struct EncodedRow {
  TextEncoding encoding;
  std::string bytes;
  std::string text;
};

/// A text in UTF-16, from its characters.
std::string in_utf_16(const std::vector<std::uint32_t>& codes, bool high) {
  std::string bytes;
  for (const std::uint32_t code : codes) utf_16::add(bytes, code, high);
  return bytes;
}

}  // namespace

TEST_SUITE("encoded text") {
  TEST_CASE("encoded text: each encoding gives the text that was written") {
    const std::vector<EncodedRow> rows{
        {TextEncoding::utf_8, "\xEF\xBB\xBFné\n", "né\n"},
        {TextEncoding::windows_1252, "n\xE9 \x80 \x93x\x94 \x9F\xFF\n", "né € “x” Ÿÿ\n"},
        {TextEncoding::windows_1252, "plain\r\n", "plain\r\n"},
        {TextEncoding::utf_16, "\xFF\xFEn\0\xE9\0"s, "né"},
        {TextEncoding::utf_16, "\xFE\xFF\0n\0\xE9"s, "né"},
        {TextEncoding::utf_16le, "n\0\xAC\x20"s, "n€"},
        {TextEncoding::utf_16be, "\0n\x20\xAC"s, "n€"},
        {TextEncoding::utf_16le, "\xFF\xFE=\xD8\x00\xDE"s, "😀"},
        {TextEncoding::utf_16be, "\xFE\xFF\xD8=\xDE\x00"s, "😀"},
        {TextEncoding::utf_16le, "", ""},
    };
    for (const EncodedRow& row : rows) CHECK(decoded(row.bytes, row.encoding) == row.text);
  }

  TEST_CASE("encoded text: what an encoding does not have is a fault with its line and byte") {
    const std::vector<EncodedRow> rows{
        {TextEncoding::windows_1252, "a\nb\x81\x8D\nc\x9D", "a.csv:2:2: \"byte 81\": a byte that"},
        {TextEncoding::windows_1252, "a\nb\x81\x8D\nc\x9D", "a.csv:3:2: \"byte 9D\": a byte that"},
        {TextEncoding::windows_1252, "a\0b"s, "a.csv:1:2: \"byte 00\": a byte that"},
        {TextEncoding::utf_16, "n\0"s, "say which byte comes first: utf-16le or utf-16be"},
        {TextEncoding::utf_16le, "n\0x"s, "\"3 bytes\": half a character"},
        {TextEncoding::utf_16le, "\n\0\x00\xD8n\0"s, "a.csv:2:1: \"D800\": half of a character"},
        {TextEncoding::utf_16le, "\x00\xDC"s, "a.csv:1:1: \"DC00\": half of a character"},
        {TextEncoding::utf_16le, "\x00\xD8"s, "a.csv:1:1: \"D800\": half of a character"},
        {TextEncoding::utf_16be, "\xFE\xFF\0n\0\n\0n\0n\xD8\0\0n"s, "a.csv:2:5: \"D800\": half"},
        {TextEncoding::utf_16le, "\0\0"s, "a.csv:1:1: \"0000\": a zero"},
    };
    for (const EncodedRow& row : rows) {
      const std::string said = decoded(row.bytes, row.encoding);
      CHECK_MESSAGE(said.find(row.text) != std::string::npos, said);
    }
  }

  TEST_CASE("encoded text: both orders of bytes of any text are one text") {
    CHECK(rc::check([] {
      const auto codes = *rc::gen::container<std::vector<std::uint32_t>>(rc::gen::suchThat(
          rc::gen::inRange<std::uint32_t>(1, 0x10FFFF),
          [](std::uint32_t code) { return (code & 0xFFFFF800U) != 0xD800U && code != 0xFEFF; }));
      const auto low = text_in_utf8(in_utf_16(codes, false), TextEncoding::utf_16le);
      const auto high = text_in_utf8(in_utf_16(codes, true), TextEncoding::utf_16be);
      RC_ASSERT(low.has_value());
      RC_ASSERT(high.has_value());
      RC_ASSERT(*low == *high);
      // Characters, not bytes: continuation bytes begin none.
      std::size_t characters = 0;
      for (const char c : *low) characters += (static_cast<unsigned char>(c) & 0xC0U) != 0x80U;
      RC_ASSERT(characters == codes.size());
    }));
  }

  TEST_CASE("encoded text: names of encodings are read as they are written") {
    for (const auto encoding : {TextEncoding::utf_8, TextEncoding::utf_16, TextEncoding::utf_16le,
                                TextEncoding::utf_16be, TextEncoding::windows_1252}) {
      CHECK(parse_text_encoding(to_text(encoding)) == encoding);
    }
    CHECK(!parse_text_encoding("latin1"));
  }
}
