# The C interface from outside: programs that see its header and link nothing else of ours.
if(TARGET waitlist_c)
  enable_language(C)
  set(c_tests c/answers_test.cpp c/misuse_test.cpp c/short_memory_test.cpp)
  add_executable(waitlist_c_tests main.cpp support/failing_memory.cpp c/sample_host.cpp
                                  ${c_tests})
  target_compile_features(waitlist_c_tests PRIVATE cxx_std_20)
  set_target_properties(waitlist_c_tests PROPERTIES UNITY_BUILD OFF)
  target_compile_options(waitlist_c_tests PRIVATE ${WAITLIST_TEST_OPTIMISATION})
  target_link_libraries(waitlist_c_tests PRIVATE waitlist::c waitlist_warnings doctest::doctest)
  target_include_directories(waitlist_c_tests PRIVATE "${CMAKE_CURRENT_SOURCE_DIR}")
  set_source_files_properties(c/sample_host.cpp PROPERTIES COMPILE_DEFINITIONS
    "WAITLIST_SOURCE_DIR=\"${PROJECT_SOURCE_DIR}\"")
  foreach(test IN LISTS c_tests)
    string(REGEX REPLACE "^c/(.*)_test\\.cpp$" "unit.c.\\1" name "${test}")
    add_test(NAME ${name} COMMAND waitlist_c_tests "--source-file=*tests/${test}")
    set_tests_properties(${name} PROPERTIES
      LABELS unit FAIL_REGULAR_EXPRESSION "test cases: +0 [|]")
  endforeach()

  # In C, as a stranger compiles it; linked as C++ so that a sanitizer of the library is there.
  add_executable(c_whole_way c/whole_way.c)
  set_target_properties(c_whole_way PROPERTIES
    C_STANDARD 99 C_EXTENSIONS OFF LINKER_LANGUAGE CXX UNITY_BUILD OFF)
  target_compile_options(c_whole_way PRIVATE -pedantic-errors -Wall -Wextra -Werror)
  target_link_libraries(c_whole_way PRIVATE waitlist::c)
  if(TARGET waitlist_cli)
    add_test(NAME cli.c_whole_way
             COMMAND sh "${CMAKE_CURRENT_SOURCE_DIR}/c/whole_way.sh" $<TARGET_FILE:waitlist_cli>
                     "${CMAKE_CURRENT_BINARY_DIR}/cli/c_whole_way" $<TARGET_FILE:c_whole_way>
             WORKING_DIRECTORY "${PROJECT_SOURCE_DIR}")
    set_tests_properties(cli.c_whole_way PROPERTIES LABELS cli COST 60)
  endif()

  # A build that counts lines or watches memory adds names of its own, and Python is not built so.
  string(TOUPPER "${CMAKE_BUILD_TYPE}" c_build_type)
  set(c_flags "${CMAKE_CXX_FLAGS} ${CMAKE_CXX_FLAGS_${c_build_type}}")
  if(NOT WAITLIST_C_STATIC AND CMAKE_SYSTEM_NAME STREQUAL Linux
     AND NOT c_flags MATCHES "-fsanitize|--coverage")
    set(c_header "${PROJECT_SOURCE_DIR}/include/waitlist/c/waitlist.h")
    add_test(NAME cli.c_names
             COMMAND sh "${CMAKE_CURRENT_SOURCE_DIR}/c/names.sh" $<TARGET_FILE:waitlist_c>
                     "${c_header}")
    # What packages add to Python is the system's own alone.
    find_program(system_python python3 PATHS /usr/bin NO_DEFAULT_PATH)
    add_test(NAME cli.c_parsed
             COMMAND ${system_python} "${CMAKE_CURRENT_SOURCE_DIR}/c/parsed.py" "${c_header}"
                     $<TARGET_FILE:waitlist_c>
             WORKING_DIRECTORY "${PROJECT_SOURCE_DIR}")
    set_tests_properties(cli.c_names cli.c_parsed PROPERTIES LABELS cli)
  endif()
endif()
