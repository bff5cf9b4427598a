// check --format junit and checkstyle: XML for build servers.
#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <pugixml.hpp>
#include <sstream>

#include "cli/render/annotations.h"
#include "cli/render/batch.h"
#include "cli/render/renderer.h"
#include "lint/escape.h"

namespace maillint::cli {
namespace {

constexpr const char* declaration = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n";

std::string printed(const pugi::xml_document& document) {
  std::ostringstream out;
  document.save(out, "  ", pugi::format_indent | pugi::format_no_declaration, pugi::encoding_utf8);
  return out.str();
}

void set(pugi::xml_node node, const char* name, const std::string& value) {
  node.append_attribute(name).set_value(value.c_str());
}

std::string place_of(const Annotation& a) {
  return fmt::format("{}:{}", a.begin.line, a.begin.column);
}

/// A test case for each rule that found something; one that passed where none did.
std::string junit_suite(const Report& report) {
  std::map<std::string_view, std::vector<const Annotation*>> by_rule;
  const std::vector<Annotation> annotations = annotations_of(report);
  for (const Annotation& a : annotations) {
    if (a.severity != Severity::info) by_rule[a.rule->id].push_back(&a);
  }
  const std::string path = escaped(report.path);
  pugi::xml_document document;
  pugi::xml_node suite = document.append_child("testsuite");
  set(suite, "name", path);
  const bool unreadable = report.kind == Kind::error;
  set(suite, "tests", fmt::format("{}", by_rule.empty() ? 1 : by_rule.size()));
  set(suite, "failures", fmt::format("{}", by_rule.size()));
  set(suite, "errors", unreadable ? "1" : "0");
  if (by_rule.empty()) {
    pugi::xml_node test = suite.append_child("testcase");
    set(test, "classname", path);
    set(test, "name", unreadable ? "is readable" : "no errors or warnings");
    if (unreadable) {
      pugi::xml_node error = test.append_child("error");
      for (const InputError& why : report.input_errors) set(error, "message", escaped(why.message));
    }
  }
  for (const auto& [rule, places] : by_rule) {
    pugi::xml_node test = suite.append_child("testcase");
    set(test, "classname", path);
    set(test, "name", std::string(rule));
    pugi::xml_node failure = test.append_child("failure");
    set(failure, "type", std::string(name(places.front()->severity)));
    set(failure, "message", places.front()->message);
    std::string text;
    for (const Annotation* a : places)
      text += fmt::format("{}:{}: {}\n", path, place_of(*a), a->message);
    text += std::string(places.front()->rule->remedy);
    failure.append_child(pugi::node_pcdata).set_value(text.c_str());
  }
  return printed(document);
}

std::string checkstyle_file(const Report& report) {
  pugi::xml_document document;
  pugi::xml_node file = document.append_child("file");
  set(file, "name", escaped(report.path));
  for (const Annotation& a : annotations_of(report)) {
    pugi::xml_node error = file.append_child("error");
    set(error, "line", fmt::format("{}", a.begin.line));
    set(error, "column", fmt::format("{}", a.begin_character));
    set(error, "severity", std::string(name(a.severity)));
    set(error, "message", a.message);
    set(error, "source", fmt::format("maillint.{}", a.rule->id));
  }
  for (const InputError& why : report.input_errors) {
    pugi::xml_node error = file.append_child("error");
    set(error, "severity", "error");
    set(error, "message", escaped(why.message));
    set(error, "source", "maillint");
  }
  return printed(document);
}

/// All rules about several messages in one suite.
std::string junit_batch(std::span<const BatchFinding> findings) {
  pugi::xml_document document;
  pugi::xml_node suite = document.append_child("testsuite");
  set(suite, "name", "across messages");
  const auto failures = std::ranges::count_if(
      findings, [](const BatchFinding& f) { return f.severity != Severity::info; });
  set(suite, "tests", fmt::format("{}", failures));
  set(suite, "failures", fmt::format("{}", failures));
  set(suite, "errors", "0");
  for (const BatchFinding& finding : findings) {
    if (finding.severity == Severity::info) continue;
    pugi::xml_node test = suite.append_child("testcase");
    set(test, "classname", escaped(finding.places.front().path));
    set(test, "name", std::string(finding.rule->id));
    pugi::xml_node failure = test.append_child("failure");
    set(failure, "type", std::string(name(finding.severity)));
    set(failure, "message", words_of(finding));
    std::string text;
    for (const BatchPlace& place : finding.places)
      text += fmt::format("{}:{}:{}\n", escaped(place.path), place.line, place.column);
    text += std::string(finding.rule->remedy);
    failure.append_child(pugi::node_pcdata).set_value(text.c_str());
  }
  return printed(document);
}

/// An error in each file that a finding is about.
std::string checkstyle_batch(std::span<const BatchFinding> findings) {
  std::string out;
  for (const BatchFinding& finding : findings) {
    for (const BatchPlace& place : finding.places) {
      pugi::xml_document document;
      pugi::xml_node file = document.append_child("file");
      set(file, "name", escaped(place.path));
      pugi::xml_node error = file.append_child("error");
      set(error, "line", fmt::format("{}", place.line));
      set(error, "column", fmt::format("{}", place.column));
      set(error, "severity", std::string(name(finding.severity)));
      set(error, "message", words_of(finding));
      set(error, "source", fmt::format("maillint.{}", finding.rule->id));
      out += printed(document);
    }
  }
  return out;
}

class XmlRenderer : public Renderer {
 public:
  using Element = std::string (*)(const Report&);
  using Across = std::string (*)(std::span<const BatchFinding>);
  XmlRenderer(std::string begin, std::string end, Element element, Across across)
      : begin_(std::move(begin)), end_(std::move(end)), element_(element), across_(across) {}
  std::string begin() const override { return declaration + begin_; }
  std::string message(const Report& report) const override { return element_(report); }
  std::string batch(std::span<const BatchFinding> findings) const override {
    return across_(findings);
  }
  std::string end(const Totals&) const override { return end_; }

 private:
  std::string begin_;
  std::string end_;
  Element element_;
  Across across_;
};

}  // namespace

std::unique_ptr<Renderer> make_junit_renderer() {
  return std::make_unique<XmlRenderer>("<testsuites name=\"maillint\">\n", "</testsuites>\n",
                                       junit_suite, junit_batch);
}

std::unique_ptr<Renderer> make_checkstyle_renderer() {
  return std::make_unique<XmlRenderer>("<checkstyle version=\"4.3\">\n", "</checkstyle>\n",
                                       checkstyle_file, checkstyle_batch);
}

}  // namespace maillint::cli
