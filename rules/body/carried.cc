// What a message carries or links to beside its text.
#include "rules/body/carried.h"

#include <algorithm>

#include "lint/ascii.h"
#include "lint/attachment.h"
#include "lint/web/domain.h"

namespace maillint::rules {
namespace {

bool has_any(std::string_view text, std::initializer_list<std::string_view> pieces) {
  return std::ranges::any_of(
      pieces, [&](auto piece) { return ascii::find(text, piece) != std::string_view::npos; });
}

}  // namespace

bool carries_something(const Message& message, const Facts& facts) {
  for (const Attachment& file : facts.attachments()) {
    const std::string_view type = message.parts()[file.part].type;
    if (!type.ends_with("-signature")) return true;
  }
  std::size_t plain = 0;
  for (const Part& part : message.parts()) {
    if (part.is_message || part.encoding == TransferEncoding::uuencode) return true;
    plain += part.type == "text/plain" && part.message_root == 0;
  }
  return plain > 1;
}

bool leads_to_file(const Link& link) {
  static constexpr std::string_view hosts[] = {
      "dropbox.com",       "google.com",     "1drv.ms",       "live.com",
      "sharepoint.com",    "wetransfer.com", "we.tl",         "box.com",
      "mega.nz",           "icloud.com",     "mediafire.com", "sendspace.com",
      "swisstransfer.com", "fromsmash.com",  "filemail.com",  "transfernow.net",
      "magentacloud.de",   "mail.ru",        "yandex.ru",     "disk.yandex.com",
      "onedrive.com",      "pcloud.link",    "docusign.net",  "zippyshare.com",
      "photos.app.goo.gl"};
  const Url& url = link.url;
  if (!url.is_web() && url.scheme != "ftp") return false;
  if (url.host.find("cloud") != std::string::npos || url.path.find("/s/") != std::string::npos ||
      has_any(url.path, {"download", "attachment", "/file"})) {
    return true;
  }
  if (std::ranges::find(hosts, organizational_domain(url.host)) != std::end(hosts)) return true;
  const std::string extension = file_extension(url.path.substr(url.path.rfind('/') + 1));
  static constexpr std::string_view documents[] = {
      "pdf", "doc", "docx", "xls", "xlsx", "ppt", "pptx", "zip", "jpg", "jpeg", "png",
      "gif", "txt", "csv",  "gz",  "tgz",  "ps",  "odt",  "ods", "mp3", "mp4"};
  return std::ranges::find(documents, extension) != std::end(documents);
}

}  // namespace maillint::rules
