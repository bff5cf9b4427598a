// Packing and unpacking of catalogues. One function per record names its members, for both
// directions, so that writer and reader cannot disagree about their order.
#include "rules/catalogue/packed.h"

#include <unordered_map>

namespace maillint {
namespace {

template <typename Archive, typename Text>
void members_of_text(Archive& archive, Text& text) {
  archive(text.title);
  archive(text.cause);
  archive(text.steps);
}

template <typename Archive, typename E>
void members_of_entry(Archive& archive, E& entry) {
  archive(entry.id);
  archive(entry.provider);
  archive(entry.text);
  archive(entry.regex);
  archive(entry.hosts);
  archive(entry.reply_codes);
  archive(entry.status_codes);
  archive(entry.commands);
  archive(entry.category);
  archive(entry.permanence);
  archive(entry.retry);
  archive(entry.who);
  archive(entry.retry_after_seconds);
  archive(entry.hosts_required);
  archive(entry.verified);
  archive(entry.loose);
  archive(entry.steps);
  members_of_text(archive, entry.en);
  members_of_text(archive, entry.de);
  archive(entry.shares_text_with);
  archive(entry.supported_by);
  archive(entry.contradicted_by);
  archive(entry.source);
}

template <typename Archive, typename P>
void members_of_provider(Archive& archive, P& provider) {
  archive(provider.id);
  archive(provider.name);
  archive(provider.hosts);
}

template <typename Archive, typename B>
void members_of_blocklist(Archive& archive, B& list) {
  archive(list.name);
  archive(list.operator_name);
  archive(list.words);
  archive(list.lookup);
  archive(list.who);
}

template <typename Archive, typename G>
void members_of_group(Archive& archive, G& group) {
  archive(group.name);
  archive(group.signs);
}

class Writer {
 public:
  explicit Writer(PackedStorage& out) : out_(out) {}

  void operator()(const std::string& text) {
    const auto [at, is_new] =
        known_.try_emplace(text, static_cast<std::uint32_t>(out_.pool.size()));
    if (is_new) out_.pool += text;
    word(at->second);
    word(static_cast<std::uint32_t>(text.size()));
  }
  void operator()(const std::vector<std::string>& list) {
    word(static_cast<std::uint32_t>(list.size()));
    for (const std::string& text : list) (*this)(text);
    strings += list.size();
  }
  void operator()(const std::vector<StepData>& list) {
    word(static_cast<std::uint32_t>(list.size()));
    for (const StepData& step : list) {
      (*this)(step.who);
      (*this)(step.rules);
      (*this)(step.when);
    }
    steps += list.size();
  }
  void operator()(const std::vector<EvidenceData>& list) {
    word(static_cast<std::uint32_t>(list.size()));
    for (const EvidenceData& item : list) {
      (*this)(item.sign);
      word(static_cast<std::uint32_t>(item.weight));
    }
    evidence += list.size();
  }
  template <typename Number>
  void operator()(Number number) {
    word(static_cast<std::uint32_t>(number));
  }

  std::size_t strings = 0, steps = 0, evidence = 0;

 private:
  void word(std::uint32_t number) { out_.words.push_back(number); }

  PackedStorage& out_;
  std::unordered_map<std::string, std::uint32_t> known_;
};

class Reader {
 public:
  Reader(const PackedCatalogue& packed, CatalogueTables& out) : packed_(packed), out_(out) {}

  std::uint32_t word() { return packed_.words[next_++]; }
  void operator()(std::string_view& text) {
    const std::uint32_t begin = word();
    text = packed_.pool.substr(begin, word());
  }
  void operator()(std::span<const std::string_view>& list) {
    const std::uint32_t count = word();
    const std::size_t begin = out_.strings.size();
    for (std::uint32_t i = 0; i < count; ++i) (*this)(out_.strings.emplace_back());
    list = std::span(out_.strings).subspan(begin, count);
  }
  void operator()(std::span<const Step>& list) {
    const std::uint32_t count = word();
    const std::size_t begin = out_.steps.size();
    for (std::uint32_t i = 0; i < count; ++i) {
      Step& step = out_.steps.emplace_back();
      (*this)(step.who);
      (*this)(step.rules);
      (*this)(step.when);
    }
    list = std::span(out_.steps).subspan(begin, count);
  }
  void operator()(std::span<const Evidence>& list) {
    const std::uint32_t count = word();
    const std::size_t begin = out_.evidence.size();
    for (std::uint32_t i = 0; i < count; ++i) {
      Evidence& item = out_.evidence.emplace_back();
      (*this)(item.sign);
      item.weight = static_cast<std::int32_t>(word());
    }
    list = std::span(out_.evidence).subspan(begin, count);
  }
  template <typename Number>
  void operator()(Number& number) {
    number = static_cast<Number>(word());
  }

 private:
  const PackedCatalogue& packed_;
  CatalogueTables& out_;
  std::size_t next_ = 0;
};

}  // namespace

PackedStorage pack(const CatalogueData& data) {
  PackedStorage out;
  out.words.resize(7);  // counts, known at the end
  Writer write(out);
  for (const EntryData& entry : data.entries) members_of_entry(write, entry);
  for (const ProviderData& provider : data.providers) members_of_provider(write, provider);
  for (const BlocklistData& list : data.blocklists) members_of_blocklist(write, list);
  for (const SignGroupData& group : data.groups) members_of_group(write, group);
  const std::size_t counts[] = {data.entries.size(), data.providers.size(), data.blocklists.size(),
                                data.groups.size(),  write.strings,         write.steps,
                                write.evidence};
  for (std::size_t i = 0; i < 7; ++i) out.words[i] = static_cast<std::uint32_t>(counts[i]);
  return out;
}

CatalogueTables unpack(const PackedCatalogue& packed) {
  CatalogueTables out;
  Reader read(packed, out);
  out.entries.resize(read.word());
  out.providers.resize(read.word());
  out.blocklists.resize(read.word());
  out.groups.resize(read.word());
  out.strings.reserve(read.word());  // spans point into these three: they must not move
  out.steps.reserve(read.word());
  out.evidence.reserve(read.word());
  for (Entry& entry : out.entries) members_of_entry(read, entry);
  for (Provider& provider : out.providers) members_of_provider(read, provider);
  for (Blocklist& list : out.blocklists) members_of_blocklist(read, list);
  for (SignGroup& group : out.groups) members_of_group(read, group);
  return out;
}

}  // namespace maillint
