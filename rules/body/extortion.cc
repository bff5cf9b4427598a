// Rule body-bitcoin-extortion: threats, and a wallet to pay to.
#include <algorithm>

#include "lint/ascii.h"
#include "lint/octet_set.h"
#include "rules/body/new_text.h"
#include "rules/index.h"
#include "rules/visible_text.h"

namespace maillint::rules {
namespace {

constexpr std::string_view references[] = {"rspamd LEAKED_PASSWORD_SCAM",
                                           "SpamAssassin BITCOIN_EXTORT"};

bool is_base58(char c) {
  return ascii::is_alnum(c) && c != '0' && c != 'O' && c != 'I' && c != 'l';
}
bool is_bech32(char c) {
  c = ascii::lower(c);
  return ascii::is_alnum(c) && c != '1' && c != 'b' && c != 'i' && c != 'o';
}

/// Length of an address of Bitcoin, Litecoin, Ethereum, Tron or Monero at the begin of a word; 0 if
/// there is none. Check sums do not count: fraudsters mistype too.
constexpr std::size_t shortest_wallet = 14;
std::size_t wallet_length(std::string_view text) {
  std::size_t size = 0;
  while (size < text.size() && size < 110 && ascii::is_alnum(text[size])) ++size;
  const std::string_view word = text.substr(0, size);
  const auto all = [&](std::size_t from, bool (*fits)(char)) {
    return std::ranges::all_of(word.substr(from), fits);
  };
  if (ascii::starts_with(word, "bc1") && size >= shortest_wallet && size <= 74 && all(3, is_bech32))
    return size;
  if (ascii::starts_with(word, "ltc1") && size >= 30 && all(4, is_bech32)) return size;
  if (ascii::starts_with(word, "0x") && size == 42 && all(2, ascii::is_hex)) return size;
  if (size < 26 || !all(0, is_base58)) return 0;
  const bool mixed = std::ranges::any_of(word, ascii::is_digit) &&
                     std::ranges::any_of(word, [](char c) { return c >= 'a' && c <= 'z'; });
  const char first = word[0];
  const bool bitcoin = (first == '1' || first == '3' || first == 'L' || first == 'M') && size <= 35;
  const bool tron = first == 'T' && size == 34;
  const bool monero = (first == '4' || first == '8') && size == 95;
  return mixed && (bitcoin || tron || monero) ? size : 0;
}

TextRange find_wallet(std::string_view text) {
  static constexpr OctetSet octets(ascii::is_alnum);
  // Words are shorter: most octets need not be looked at.
  for (std::size_t begin = 0; begin + shortest_wallet <= text.size();) {
    std::size_t first = begin + shortest_wallet;
    while (first > begin && octets.has(text[first - 1])) --first;
    if (first > begin) {
      begin = first;
      continue;
    }
    if (const std::size_t size = wallet_length(text.substr(begin, 112)))
      return {begin, begin + size};
    while (begin < text.size() && octets.has(text[begin])) ++begin;
  }
  return {};
}

bool has_any(std::string_view text, std::initializer_list<std::string_view> pieces) {
  return std::ranges::any_of(
      pieces, [&](auto piece) { return ascii::find(text, piece) != std::string_view::npos; });
}

bool asks_for_coins(std::string_view text) {
  return has_any(text, {"bitcoin", "btc", "ethereum", "litecoin", "monero", "usdt", "crypto",
                        "krypto", "биткоин", "биткойн", "biktoin", "wallet"});
}
bool shames(std::string_view text) {
  return has_any(text, {"webcam",
                        "web cam",
                        "masturb",
                        "porn",
                        "adult site",
                        "adult website",
                        "adult video",
                        "adult content",
                        "intimate",
                        "recorded you",
                        "video of you",
                        "filmed you",
                        "pleasing yourself",
                        "dirty secret",
                        "your camera",
                        "deine kamera",
                        "ihre kamera",
                        "intime",
                        "ihre kamera",
                        "explosive device",
                        "a bomb",
                        "eine bombe",
                        "votre caméra",
                        "tu cámara",
                        "la tua webcam",
                        "sitios para adultos",
                        "мастурб",
                        "порн"});
}
bool invades(std::string_view text) {
  return has_any(text, {"hacked",         "trojan",        "malware",          "keylogger",
                        "spyware",        "remote access", "full access",      "your password",
                        "access to your", "infected",      "compromised your", "gehackt",
                        "zugriff auf",    "schadsoftware", "ihr passwort",     "dein passwort",
                        "piraté",         "mot de passe",  "accès à",          "hackeado",
                        "contraseña",     "acceso a",      "hackerato",        "accesso a",
                        "virus",          "взлом",         "пароль",           "доступ к"});
}
bool threatens(std::string_view text) {
  return has_any(text,
                 {"your contacts",      "all contacts",    "contact list",    "friends and family",
                  "family and friends", "to your friends", "your relatives",  "your colleagues",
                  "ruin your",          "destroy your",    "expose you",      "publish the",
                  "will be published",  "leak your",       "send the video",  "share the video",
                  "deine kontakte",     "ihre kontakte",   "ihren kontakten", "deinen kontakten",
                  "veröffentlich",      "vos contacts",    "tes contacts",    "tus contactos",
                  "sus contactos",      "tuoi contatti",   "твоим контактам", "вашим контактам"});
}
bool sets_term(std::string_view text) {
  return has_any(text, {"hours", "two days", "three days", "deadline", "stunden", "heures", "horas",
                        "48h", "72h", " ore ", "часов", "часа"});
}

void check(const TextBody& body, const Facts& facts, const Settings& settings,
           const Reporter& report) {
  if (settings.kind != Kind::message) return;
  const VisibleText visible(body, facts);
  const std::string_view text = visible.text();
  const TextRange wallet = find_wallet(text);
  if (wallet.end == 0 || is_quoted_line(text, wallet.begin) || !asks_for_coins(text)) return;
  // Exchanges also write of wallets, passwords and terms, but neither shame nor threaten.
  const bool shame = shames(text);
  const bool threat = threatens(text);
  const bool invasion = invades(text);
  const bool term = sets_term(text);
  if (!(shame && (invasion || threat || term)) && !(threat && invasion && term)) return;
  report(visible.place(wallet.begin, wallet.end), std::string("threats, and a wallet to pay to"));
}

}  // namespace

constinit const Rule body_bitcoin_extortion{
    .id = "body-bitcoin-extortion",
    .severity = Severity::error,
    .criterion = Criterion::content,
    .summary = "Text reads as extortion: threats and a wallet",
    .why = "Millions of such messages are sent, nearly all of them bluff, and filters refuse them.",
    .remedy =
        "Do not pay or answer. Whoever must show such a message to others sends it as a file.",
    .references = references,
    .check = check,
};

}  // namespace maillint::rules
