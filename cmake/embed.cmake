# waitlist_embed_text(TARGET SYMBOL FILE): compiles a text file into TARGET as
# `std::string_view waitlist::embedded::SYMBOL()`, declared in <embedded/SYMBOL.h>.
function(waitlist_embed_text target symbol file)
  cmake_path(ABSOLUTE_PATH file NORMALIZE)
  set_property(DIRECTORY APPEND PROPERTY CMAKE_CONFIGURE_DEPENDS "${file}")
  set(out "${PROJECT_BINARY_DIR}/embedded")
  file(READ "${file}" hex HEX)
  string(REGEX REPLACE "([0-9a-f][0-9a-f])" "'\\\\x\\1'," bytes "${hex}")
  string(REGEX REPLACE "(('\\\\x[0-9a-f][0-9a-f]',){16})" "\\1\n" bytes "${bytes}")
  file(CONFIGURE OUTPUT "${out}/embedded/${symbol}.h" @ONLY CONTENT
"// Generated from a data file.
#pragma once
#include <string_view>
namespace waitlist::embedded {
[[nodiscard]] std::string_view @symbol@() noexcept;
}
")
  file(CONFIGURE OUTPUT "${out}/${symbol}.cpp" @ONLY CONTENT
"// Generated from a data file.
#include <embedded/@symbol@.h>
namespace waitlist::embedded {
namespace {
constexpr char kBytes[] = {
@bytes@'\\0'};
}
std::string_view @symbol@() noexcept { return {kBytes, sizeof kBytes - 1}; }
}
")
  target_sources(${target} PRIVATE "${out}/${symbol}.cpp")
endfunction()
