// The renderer of a format.
#include "cli/render/renderer.h"

namespace maillint::cli {

std::unique_ptr<Renderer> make_renderer(Format format, const RenderOptions& options) {
  switch (format) {
    case Format::json:
      return make_json_renderer(options);
    case Format::ndjson:
      return make_ndjson_renderer(options);
    case Format::concise:
      return make_concise_renderer();
    case Format::sarif:
      return make_sarif_renderer();
    case Format::junit:
      return make_junit_renderer();
    case Format::checkstyle:
      return make_checkstyle_renderer();
    case Format::github:
      return make_github_renderer();
    case Format::gitlab:
      return make_gitlab_renderer();
    case Format::rdjson:
      return make_rdjson_renderer();
    case Format::markdown:
      if (options.command == Subcommand::check) return make_markdown_renderer();
      [[fallthrough]];
    default:
      return make_text_renderer(options);
  }
}

}  // namespace maillint::cli
