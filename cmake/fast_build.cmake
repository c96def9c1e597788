# What makes building this tree quick: headers that nearly every source parses are compiled once, and
# a few neighbours are compiled as one. Both are for our own builds: a host that adds the library
# to its own build gets neither, unless it asks with CMAKE_UNITY_BUILD or the option below.
option(WAITLIST_PRECOMPILED_HEADERS "Compile common headers once" ${PROJECT_IS_TOP_LEVEL})

# Small enough that one changed line is compiled again in seconds.
set(WAITLIST_UNITY_SIZE 8 CACHE STRING "Sources of a module that a unity build compiles as one")

# waitlist_group_sources(MODULE SOURCES…): which sources a unity build compiles as one. A module has
# groups of its own, so that a new source moves only its neighbours to other groups.
function(waitlist_group_sources module)
  set(number 0)
  foreach(source IN LISTS ARGN)
    math(EXPR group "${number} / ${WAITLIST_UNITY_SIZE}")
    set_source_files_properties("${source}" PROPERTIES UNITY_GROUP "${module}_${group}")
    math(EXPR number "${number} + 1")
  endforeach()
endfunction()

# waitlist_build_fast(TARGET [HEADER]): HEADER is what is precompiled for it.
function(waitlist_build_fast target)
  set_target_properties(${target} PROPERTIES UNITY_BUILD_MODE GROUP
    # clang-tidy reads the same groups; that they include sources is their purpose.
    UNITY_BUILD_CODE_BEFORE_INCLUDE "// NOLINTNEXTLINE(bugprone-suspicious-include)")
  if(WAITLIST_PRECOMPILED_HEADERS AND ARGN)
    target_precompile_headers(${target} PRIVATE ${ARGN})
  endif()
endfunction()
