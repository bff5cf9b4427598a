// Findings across messages, in each format.
#pragma once

#include <span>
#include <string>

#include "cli/options.h"
#include "cli/render/renderer.h"
#include "rules/batch.h"

namespace maillint::cli {

/// Formats that are made for findings in one file do not show them.
bool shows_batch(Format format);

/// What comes after the last message; `findings` is never empty.
std::string render_batch(std::span<const BatchFinding> findings, Format format,
                         const RenderOptions& options);

/// An object of kind "batch".
std::string json_of_batch(std::span<const BatchFinding> findings);
std::string text_of_batch(std::span<const BatchFinding> findings, const RenderOptions& options);

}  // namespace maillint::cli
