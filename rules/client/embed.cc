// Build tool: makes the records of the client-* rules. Usage: maillint_embed_clients SUPPORT
// FEATURES OUT.cc OUT.inc. All of it is constant data: no work at program start.
#include <algorithm>
#include <cstdlib>
#include <fstream>
#include <iostream>
#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace {

using Row = std::vector<std::string>;

Row split(std::string_view text, char separator) {
  Row pieces(1);
  for (const char c : text) {
    if (c == separator) {
      pieces.emplace_back();
    } else {
      pieces.back() += c;
    }
  }
  return pieces;
}

std::vector<Row> read_rows(const char* path, std::size_t columns) {
  std::vector<Row> rows;
  std::ifstream in(path);
  for (std::string line; std::getline(in, line);) {
    if (line.empty() || line[0] == '#') continue;
    rows.push_back(split(line, '\t'));
    rows.back().resize(columns);
  }
  return rows;
}

std::string quoted(std::string_view text) {
  std::string out = "\"";
  for (const char c : text) {
    if (c == '"' || c == '\\') out += '\\';
    out += c;
  }
  return out + '"';
}

[[noreturn]] void fail(const std::string& what) {
  std::cerr << "rules/client/features.tsv: " << what << '\n';
  std::exit(1);
}

struct Detectors {
  std::string list;  // "{.kind = ...}, ..."
  std::string none;  // why there are none
  std::string kind;  // of the first one
};

/// "attribute=href:^mailto:@a" of features.tsv.
std::string detector(const std::string& text, std::string& kind) {
  static const std::map<std::string, std::string> kinds = {
      {"property", "property"}, {"function", "function"}, {"unit", "unit"},
      {"keyword", "keyword"},   {"at-rule", "at_rule"},   {"pseudo", "pseudo"},
      {"selector", "selector"}, {"element", "element"},   {"attribute", "attribute"},
      {"image", "image"},       {"comment", "comment"}};
  const std::size_t equals = text.find('=');
  const auto known = kinds.find(text.substr(0, equals));
  if (known == kinds.end() || equals + 1 >= text.size()) fail("no detector: " + text);
  kind = known->second;
  std::string name = text.substr(equals + 1);
  std::string value;
  std::string element;
  if (kind == "selector") {
    if (name == "space") name = " ";
  } else {
    if (const std::size_t at = name.find('@'); at != std::string::npos && at > 0) {
      element = name.substr(at + 1);
      name.resize(at);
    }
    if (const std::size_t colon = name.find(':'); colon != std::string::npos) {
      value = name.substr(colon + 1);
      name.resize(colon);
    }
  }
  const bool is_prefix = value.starts_with('^');
  if (is_prefix) value.erase(0, 1);
  std::ranges::replace(value, '_', ' ');
  return "{WebUseKind::" + kind + ", " + quoted(name) + ", " + quoted(value) + ", " +
         (is_prefix ? "true" : "false") + ", " + quoted(element) + "},\n  ";
}

Detectors read_detectors(const std::string& cell) {
  Detectors result;
  if (cell.starts_with("none=")) {
    result.none = cell.substr(5);
    return result;
  }
  for (const std::string& word : split(cell, ' ')) {
    std::string kind;
    if (word.empty()) continue;
    result.list += detector(word, kind);
    if (result.kind.empty()) result.kind = kind;
  }
  return result;
}

/// What helps where the feature has no remedy of its own.
std::string remedy_for(const std::string& kind) {
  static const std::map<std::string, std::string> remedies = {
      {"property", "See that it also looks well without."},
      {"function", "Declare a plain value before it: programs take the last one they understand."},
      {"keyword", "Declare a plain value before it: programs take the last one they understand."},
      {"unit", "Write the size in px."},
      {"at_rule", "See that it also looks well where the block is skipped."},
      {"pseudo", "Nothing that readers need may hang on it."},
      {"selector", "Give the elements a class, or write what matters into style attributes."},
      {"element", "Use another element, or say the same in text."},
      {"attribute", "Say it in another way as well, or do without."},
      {"image", "Use PNG, JPEG or GIF."},
      {"comment", "Take comments out when you build the message."}};
  const auto found = remedies.find(kind);
  return found == remedies.end() ? "Find out with a test message." : found->second;
}

std::string bits_of(const std::string& support, char letter) {
  unsigned long long bits = 0;
  for (std::size_t i = 0; i < support.size(); ++i) {
    if (support[i] == letter) bits |= 1ULL << i;
  }
  return std::to_string(bits) + "U";
}

std::string why(const std::string& support, const std::string& tested) {
  const auto count = [&](char c) { return std::to_string(std::ranges::count(support, c)); };
  const auto all = support.size() - static_cast<std::size_t>(std::ranges::count(support, 'u'));
  return "Of " + std::to_string(all) + " mail programs that caniemail.com tested" +
         (tested.empty() ? "" : " (" + tested + ")") + ", " + count('y') + " support it, " +
         count('a') + " in part, " + count('n') + " not.";
}

class Writer {
 public:
  void client(const Row& row) {
    clients_ += "    {" + quoted(row[1]) + ", " + quoted(row[2]) + ", " + quoted(row[3]) + "},\n";
    ++client_count_;
  }

  void feature(const Row& support, const Row& row) {
    if (support[3].size() != client_count_) fail("letters do not fit the clients: " + support[0]);
    const std::string number = std::to_string(count_++);
    const Detectors found = read_detectors(row[2]);
    const Detectors excuses = read_detectors(row[3]);
    if (found.list.empty() && found.none.empty()) fail("no detectors: " + support[0]);
    const auto list = [&](const std::string& name, const std::string& items) {
      if (items.empty()) return std::string("{}");
      tables_ += "constexpr Detector " + name + number + "[] = {" + items + "};\n";
      return name + number;
    };
    const std::string detectors = list("detectors_", found.list);
    features_ +=
        "    {.title = " + quoted(support[1]) + ", .loss = Loss::" + row[1] +
        ", .supported = " + bits_of(support[3], 'y') + ", .partly = " + bits_of(support[3], 'a') +
        ", .unsupported = " + bits_of(support[3], 'n') + ",\n     .detectors = " + detectors +
        ", .excuses = " + list("excuses_", excuses.list) +
        ", .not_detected = " + quoted(found.none) + "},\n";
    tables_ += "constexpr std::string_view references_" + number + "[] = {" +
               quoted("https://www.caniemail.com/features/" + support[0] + "/") + "};\n";
    rules_ += "    {.id = " + quoted("client-" + support[0]) +
              ",\n     .severity = Severity::info,\n     .criterion = Criterion::rendering,\n"
              "     .summary = " +
              quoted("Not in all mail programs: " + support[1]) +
              ",\n     .why = " + quoted(why(support[3], support[2])) +
              ",\n     .remedy = " + quoted(row[4].empty() ? remedy_for(found.kind) : row[4]) +
              ",\n     .references = references_" + number + ",\n     .check = check<" + number +
              ">},\n";
    list_ += "MAILLINT_CLIENT_RULE(" + number + ")\n";
  }

  bool write(const char* code, const char* list) const {
    std::ofstream out(code, std::ios::binary);
    out << "// Made by rules/client/embed.cc.\n#include \"rules/client/feature.h\"\n"
           "#include \"rules/clients.h\"\n\nnamespace maillint {\nnamespace rules::client {\n"
           "namespace {\n\n"
        << tables_ << "\nconstinit const Feature table[] = {\n"
        << features_
        << "};\n\n}  // namespace\n\nstd::span<const Feature> features() { return table; }\n\n"
           "constinit const Rule client_rules[] = {\n"
        << rules_
        << "};\n\n}  // namespace rules::client\n\nnamespace {\n\n"
           "constinit const MailClient all_clients[] = {\n"
        << clients_
        << "};\n\n}  // namespace\n\nstd::span<const MailClient> mail_clients() "
           "{ return all_clients; }\n\n}  // namespace maillint\n";
    out.close();
    std::ofstream names(list, std::ios::binary);
    names << list_;
    names.close();
    return out && names;
  }

 private:
  std::size_t count_ = 0;
  std::size_t client_count_ = 0;
  std::string tables_, features_, rules_, clients_, list_;
};

}  // namespace

int main(int argc, char** argv) {
  if (argc != 5) {
    std::cerr << "usage: maillint_embed_clients SUPPORT FEATURES OUT.cc OUT.inc\n";
    return 2;
  }
  std::map<std::string, Row> known;
  for (Row& row : read_rows(argv[2], 5)) known.emplace(row[0], row);
  Writer writer;
  for (const Row& row : read_rows(argv[1], 4)) {
    if (row[0] == "client") {
      writer.client(row);
      continue;
    }
    const auto found = known.find(row[0]);
    if (found == known.end()) fail("does not know " + row[0]);
    writer.feature(row, found->second);
    known.erase(found);
  }
  if (!known.empty()) fail("knows what is no feature: " + known.begin()->first);
  return writer.write(argv[3], argv[4]) ? 0 : 1;
}
