# cmake --install: the program, the libraries for find_package(maillint), their headers; cpack -G DEB.
include(CMakePackageConfigHelpers)

if(TARGET maillint)
  install(TARGETS maillint RUNTIME DESTINATION ${CMAKE_INSTALL_BINDIR})
endif()

set_target_properties(maillint_rules PROPERTIES EXPORT_NAME maillint)
set_target_properties(maillint_lint PROPERTIES EXPORT_NAME lint)
set(libraries maillint_rules maillint_lint)
if(TARGET maillint_fmt)
  list(APPEND libraries maillint_fmt)
endif()
install(TARGETS ${libraries} EXPORT maillint-targets ARCHIVE DESTINATION ${CMAKE_INSTALL_LIBDIR} COMPONENT development)

set(package_dir ${CMAKE_INSTALL_LIBDIR}/cmake/maillint)
install(EXPORT maillint-targets NAMESPACE maillint:: DESTINATION ${package_dir} COMPONENT development)
configure_package_config_file(cmake/config.cmake.in ${PROJECT_BINARY_DIR}/maillint-config.cmake
  INSTALL_DESTINATION ${package_dir})
write_basic_package_version_file(${PROJECT_BINARY_DIR}/maillint-config-version.cmake COMPATIBILITY SameMinorVersion)
install(FILES ${PROJECT_BINARY_DIR}/maillint-config.cmake ${PROJECT_BINARY_DIR}/maillint-config-version.cmake
  cmake/libraries.cmake DESTINATION ${package_dir} COMPONENT development)
install(DIRECTORY lint rules DESTINATION include/maillint COMPONENT development
  FILES_MATCHING PATTERN "*.h" PATTERN "*.def")
install(FILES LICENSE README.md CHANGELOG.md DESTINATION ${CMAKE_INSTALL_DOCDIR})
install(DIRECTORY rules/data/LICENSES DESTINATION ${CMAKE_INSTALL_DOCDIR})

set(CPACK_PACKAGE_VENDOR "maillint")
set(CPACK_PACKAGE_CONTACT "maillint developers <maillint@example.org>")
set(CPACK_PACKAGE_DESCRIPTION_SUMMARY "${PROJECT_DESCRIPTION}")
set(CPACK_DEBIAN_FILE_NAME DEB-DEFAULT)
set(CPACK_DEBIAN_PACKAGE_SECTION mail)
set(CPACK_DEBIAN_PACKAGE_SHLIBDEPS ON)
# Loaded when a list is cleaned, so dpkg-shlibdeps does not see it.
set(CPACK_DEBIAN_PACKAGE_DEPENDS "libsqlite3-0")
set(CPACK_STRIP_FILES ON)
include(CPack)
