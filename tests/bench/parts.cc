// Benchmarks of parts: octets a second of the scan, of the decoders and of the whole check.
#include <benchmark/benchmark.h>

#include <memory>
#include <string>

#include "lint/facts.h"
#include "lint/message.h"
#include "lint/transfer.h"
#include "lint/web/html.h"
#include "rules/maillint.h"

namespace {

std::string message_of(std::size_t lines) {
  std::string octets =
      "From: Anna <anna@example.org>\nTo: Bert <bert@example.com>\nSubject: Minutes\n"
      "Date: Mon, 23 Nov 2026 09:13:00 +0100\nMessage-ID: <1@example.org>\n\n";
  for (std::size_t i = 0; i < lines; ++i) {
    octets += "A line of ordinary text that has about seventy octets, as lines in mail do.\n";
  }
  return octets;
}

void scan(benchmark::State& state) {
  const std::string octets = message_of(static_cast<std::size_t>(state.range(0)));
  for (auto _ : state) {
    const maillint::Message message(std::make_unique<maillint::Source>("a", octets));
    benchmark::DoNotOptimize(message.parts().data());
  }
  state.SetBytesProcessed(state.iterations() * static_cast<std::int64_t>(octets.size()));
}
BENCHMARK(scan)->Arg(40)->Arg(100'000);

void check(benchmark::State& state) {
  const std::string octets = message_of(static_cast<std::size_t>(state.range(0)));
  for (auto _ : state) {
    const auto report = maillint::check({.path = "a", .octets = octets, .origin = {}}, {});
    benchmark::DoNotOptimize(report.findings.data());
  }
  state.SetBytesProcessed(state.iterations() * static_cast<std::int64_t>(octets.size()));
}
BENCHMARK(check)->Arg(40)->Arg(10'000);

void explain(benchmark::State& state) {
  for (auto _ : state) {
    const auto report = maillint::explain(
        {.path = "a", .octets = "550 5.1.1 <bert@example.com>: User unknown\n", .origin = {}}, {});
    benchmark::DoNotOptimize(report.recipients.data());
  }
}
BENCHMARK(explain);

void decode(benchmark::State& state, maillint::TransferEncoding encoding, const std::string& line) {
  std::string raw;
  for (int i = 0; i < 10'000; ++i) raw += line;
  for (auto _ : state) {
    const auto decoded = maillint::decode_transfer(raw, 0, encoding);
    benchmark::DoNotOptimize(decoded.octets.text().data());
  }
  state.SetBytesProcessed(state.iterations() * static_cast<std::int64_t>(raw.size()));
}
BENCHMARK_CAPTURE(decode, base64, maillint::TransferEncoding::base64,
                  "PGEgaHJlZj0iaHR0cHM6Ly93d3cuZXhhbXBsZS5jb20vYSI+bW9yZTwvYT4gYW5kIHNvIG9uIGFu\n");
BENCHMARK_CAPTURE(decode, quoted_printable, maillint::TransferEncoding::quoted_printable,
                  "<a href=3D\"https://www.example.com/a\">more</a> and so on, f=C3=BCr all=\n");

void html(benchmark::State& state) {
  std::string text = "<html><body>";
  for (int i = 0; i < 1'000; ++i)
    text += "<p>Text <a href=\"https://www.example.com/a\">more</a> &amp; more</p>\n";
  for (auto _ : state) {
    const auto document = maillint::read_html(text);
    benchmark::DoNotOptimize(document.links.data());
  }
  state.SetBytesProcessed(state.iterations() * static_cast<std::int64_t>(text.size()));
}
BENCHMARK(html);

}  // namespace

BENCHMARK_MAIN();
