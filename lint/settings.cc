// Names of settings, as the output and the options spell them.
#include "lint/settings.h"

namespace maillint {

std::string_view name(Severity severity) {
  switch (severity) {
    case Severity::info:
      return "info";
    case Severity::warning:
      return "warning";
    case Severity::error:
      return "error";
  }
  return "";
}

std::string_view name(Profile profile) {
  switch (profile) {
    case Profile::personal:
      return "personal";
    case Profile::transactional:
      return "transactional";
    case Profile::bulk:
      return "bulk";
  }
  return "";
}

std::string_view name(Stage stage) {
  switch (stage) {
    case Stage::draft:
      return "draft";
    case Stage::sent:
      return "sent";
    case Stage::received:
      return "received";
  }
  return "";
}

std::string_view name(Kind kind) {
  switch (kind) {
    case Kind::message:
      return "message";
    case Kind::template_:
      return "template";
    case Kind::report:
      return "report";
    case Kind::error:
      return "error";
    case Kind::batch:
      return "batch";
  }
  return "";
}

}  // namespace maillint
