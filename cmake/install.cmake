# What `cmake --install` puts where: library, headers, config package, pkg-config file, command
# line and its manual page, policies, pages of the docs with the examples that they lead to. Nothing
# in the result names the place it was built or installed to.
include(GNUInstallDirs)
include(CMakePackageConfigHelpers)

set(package_dir "${CMAKE_INSTALL_LIBDIR}/cmake/waitlist")
set(policies_dir "${CMAKE_INSTALL_DATADIR}/waitlist/policies")

install(TARGETS waitlist EXPORT waitlistTargets FILE_SET HEADERS)
if(TARGET waitlist_c)
  set_target_properties(waitlist_c PROPERTIES INSTALL_RPATH "$ORIGIN")
  install(TARGETS waitlist_c EXPORT waitlistTargets FILE_SET HEADERS)
endif()
install(EXPORT waitlistTargets NAMESPACE waitlist:: DESTINATION "${package_dir}")
if(TARGET waitlist_cli)
  file(RELATIVE_PATH bin_to_lib "/${CMAKE_INSTALL_BINDIR}" "/${CMAKE_INSTALL_LIBDIR}")
  set_target_properties(waitlist_cli PROPERTIES INSTALL_RPATH "$ORIGIN/${bin_to_lib}")
  install(TARGETS waitlist_cli RUNTIME DESTINATION "${CMAKE_INSTALL_BINDIR}")
  install(FILES "${PROJECT_SOURCE_DIR}/docs/waitlist.1" DESTINATION "${CMAKE_INSTALL_MANDIR}/man1")
endif()
install(DIRECTORY "${PROJECT_SOURCE_DIR}/policies/" DESTINATION "${policies_dir}")
# Beside the policies as they are in the source, so that the links of the pages lead somewhere.
install(DIRECTORY "${PROJECT_SOURCE_DIR}/docs" DESTINATION "${CMAKE_INSTALL_DATADIR}/waitlist"
        PATTERN waitlist.1 EXCLUDE)
install(DIRECTORY "${PROJECT_SOURCE_DIR}/examples/data" "${PROJECT_SOURCE_DIR}/examples/exports"
        DESTINATION "${CMAKE_INSTALL_DATADIR}/waitlist/examples")
install(FILES "${PROJECT_SOURCE_DIR}/LICENSE" DESTINATION "${CMAKE_INSTALL_DOCDIR}")

get_target_property(library_type waitlist TYPE)
if(library_type STREQUAL "STATIC_LIBRARY")
  set(WAITLIST_IS_STATIC 1)
  set(pc_cflags "-DWAITLIST_STATIC_DEFINE")
else()
  set(WAITLIST_IS_STATIC 0)
  set(pc_cflags "")
endif()

set(pc_workbooks "")
if(WAITLIST_WORKBOOKS)
  set(pc_workbooks ", minizip, expat, xlsxwriter")
endif()

configure_package_config_file(
  "${PROJECT_SOURCE_DIR}/cmake/waitlist-config.cmake.in"
  "${PROJECT_BINARY_DIR}/package/waitlist-config.cmake"
  INSTALL_DESTINATION "${package_dir}"
  PATH_VARS policies_dir)
write_basic_package_version_file(
  "${PROJECT_BINARY_DIR}/package/waitlist-config-version.cmake"
  COMPATIBILITY SameMinorVersion)
install(FILES "${PROJECT_BINARY_DIR}/package/waitlist-config.cmake"
              "${PROJECT_BINARY_DIR}/package/waitlist-config-version.cmake"
        DESTINATION "${package_dir}")

# pkg-config finds the prefix from where the .pc file lies, however deep the library directory is.
file(RELATIVE_PATH pc_to_prefix "/${CMAKE_INSTALL_LIBDIR}/pkgconfig" "/")
string(REGEX REPLACE "/$" "" pc_to_prefix "${pc_to_prefix}")
configure_file("${PROJECT_SOURCE_DIR}/cmake/waitlist.pc.in"
               "${PROJECT_BINARY_DIR}/package/waitlist.pc" @ONLY)
install(FILES "${PROJECT_BINARY_DIR}/package/waitlist.pc"
        DESTINATION "${CMAKE_INSTALL_LIBDIR}/pkgconfig")
if(TARGET waitlist_c)
  # A shared library has what it needs inside, or beside it.
  set(pc_c_requires "")
  get_target_property(c_library_type waitlist_c TYPE)
  if(c_library_type STREQUAL "STATIC_LIBRARY")
    set(pc_c_requires "Libs.private: -lstdc++\nRequires.private: waitlist")
  endif()
  configure_file("${PROJECT_SOURCE_DIR}/cmake/waitlist_c.pc.in"
                 "${PROJECT_BINARY_DIR}/package/waitlist_c.pc" @ONLY)
  install(FILES "${PROJECT_BINARY_DIR}/package/waitlist_c.pc"
          DESTINATION "${CMAKE_INSTALL_LIBDIR}/pkgconfig")
endif()
