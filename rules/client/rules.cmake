# Makes the client-* rules of the table of caniemail.com. The tool runs while building; see rules/data/CMakeLists.txt
# for cross-compiling. Included by rules/CMakeLists.txt, as a custom command serves only targets of its own folder.
if(CMAKE_CROSSCOMPILING)
  add_executable(maillint_embed_clients IMPORTED)
  set_target_properties(maillint_embed_clients PROPERTIES
    IMPORTED_LOCATION ${MAILLINT_HOST_TOOLS}/maillint_embed_clients)
else()
  add_executable(maillint_embed_clients client/embed.cc)
  target_link_libraries(maillint_embed_clients PRIVATE maillint_flags)
endif()

set(client_support ${CMAKE_CURRENT_SOURCE_DIR}/data/client-support.tsv)
set(client_features ${CMAKE_CURRENT_SOURCE_DIR}/client/features.tsv)
set(client_made ${CMAKE_CURRENT_BINARY_DIR}/client)
file(MAKE_DIRECTORY ${client_made})
add_custom_command(
  OUTPUT ${client_made}/rules.cc ${client_made}/rules.inc
  COMMAND maillint_embed_clients ${client_support} ${client_features} ${client_made}/rules.cc ${client_made}/rules.inc
  DEPENDS maillint_embed_clients ${client_support} ${client_features}
  COMMENT "Making client rules")
target_sources(maillint_rules PRIVATE client/check.cc client/uses.cc clients.cc ${client_made}/rules.cc ${client_made}/rules.inc)
set_property(SOURCE index.cc APPEND PROPERTY INCLUDE_DIRECTORIES ${PROJECT_BINARY_DIR})
