# What makes building this tree quick: headers that nearly every source parses are compiled once, and
# a few neighbours are compiled as one. Both are for our own builds: a host that adds the library
# to its own build gets neither, unless it asks with CMAKE_UNITY_BUILD or the option below.
option(WAITLIST_PRECOMPILED_HEADERS "Compile common headers once" ${PROJECT_IS_TOP_LEVEL})

# clang tells what a source does not use only when it compiles the source by itself: one of our
# builds does that to the library.
option(WAITLIST_JOIN_LIBRARY "With CMAKE_UNITY_BUILD, join the sources of the library as well" ON)

# Small enough that one changed line is compiled again in seconds.
set(WAITLIST_UNITY_SIZE 8 CACHE STRING "Sources of a module that a unity build compiles as one")

# waitlist_join_sources(RESULT GROUP SOURCES…): with CMAKE_UNITY_BUILD, sources that include a few of
# these each; else these. A module is a group of its own, so that a new source moves only its
# neighbours. CMake's own unity sources name the folder of the checkout, so that a compiler cache
# would serve no other clone; these name each source from an include folder of its target.
function(waitlist_join_sources result group)
  if(NOT CMAKE_UNITY_BUILD)
    set(${result} ${ARGN} PARENT_SCOPE)
    return()
  endif()
  set(joined "")
  set(number 0)
  set(text "")
  set(count 0)
  foreach(source IN LISTS ARGN ITEMS "")
    # What has options of its own is compiled by itself.
    get_source_file_property(own "${source}" COMPILE_OPTIONS)
    if(source AND own)
      list(APPEND joined "${source}")
    elseif(source)
      # clang-tidy reads these, too; that they include sources is their purpose.
      string(APPEND text "// NOLINTNEXTLINE(bugprone-suspicious-include)\n"
                         "#include \"${source}\"\n")
      math(EXPR count "${count} + 1")
    endif()
    if(text AND (NOT source OR count EQUAL WAITLIST_UNITY_SIZE))
      set(unity "${CMAKE_CURRENT_BINARY_DIR}/unity/${group}_${number}.cpp")
      file(CONFIGURE OUTPUT "${unity}" CONTENT "${text}" @ONLY)
      list(APPEND joined "${unity}")
      math(EXPR number "${number} + 1")
      set(text "")
      set(count 0)
    endif()
  endforeach()
  set(${result} ${joined} PARENT_SCOPE)
endfunction()

# waitlist_build_fast(TARGET [HEADER]): its sources are joined already; HEADER is precompiled for it:
# `<name.h>`, found from an include folder, since a path would be another one in each clone.
function(waitlist_build_fast target)
  set_target_properties(${target} PROPERTIES UNITY_BUILD OFF)
  if(WAITLIST_PRECOMPILED_HEADERS AND ARGN)
    target_precompile_headers(${target} PRIVATE ${ARGN})
  endif()
endfunction()
