// Labels of charsets: IANA's names and aliases, and what mailers write instead. Where the label and
// the practice differ, iconv's name is the practice (as the WHATWG Encoding Standard has it).
#include "lint/charset_table.h"

#include <string>
#include <unordered_map>

#include "lint/ascii.h"

namespace maillint {
namespace {

using enum CharsetKind;

constexpr Charset charsets[] = {
    {"us-ascii", "", ascii,
     "ascii ansi_x3.4-1968 iso-ir-6 ansi_x3.4-1986 iso_646.irv:1991 iso646-us us ibm367 cp367 "
     "csascii 646"},
    {"utf-8", "", utf8, "csutf8 utf8 unicode-1-1-utf-8 utf_8"},
    {"utf-7", "", refused, "csutf7 unicode-1-1-utf-7 unicode-2-0-utf-7"},
    {"utf-16", "UTF-16", stateful, "csutf16"},
    {"utf-16be", "UTF-16BE", stateful, "csutf16be"},
    {"utf-16le", "UTF-16LE", stateful, "csutf16le"},
    {"utf-32", "UTF-32", stateful, "csutf32"},
    {"iso-8859-1", "", windows_1252,
     "latin1 l1 iso_8859-1 iso_8859-1:1987 iso-ir-100 ibm819 cp819 csisolatin1 iso8859-1 "
     "iso88591 latin-1"},
    {"iso-8859-2", "ISO-8859-2", single_octet,
     "latin2 l2 iso_8859-2 iso_8859-2:1987 iso-ir-101 csisolatin2 iso8859-2"},
    {"iso-8859-3", "ISO-8859-3", single_octet,
     "latin3 l3 iso_8859-3 iso_8859-3:1988 iso-ir-109 csisolatin3"},
    {"iso-8859-4", "ISO-8859-4", single_octet,
     "latin4 l4 iso_8859-4 iso_8859-4:1988 iso-ir-110 csisolatin4"},
    {"iso-8859-5", "ISO-8859-5", single_octet,
     "cyrillic iso_8859-5 iso_8859-5:1988 iso-ir-144 csisolatincyrillic"},
    {"iso-8859-6", "ISO-8859-6", single_octet,
     "arabic iso_8859-6 iso_8859-6:1987 iso-ir-127 ecma-114 asmo-708 csisolatinarabic"},
    {"iso-8859-7", "ISO-8859-7", single_octet,
     "greek greek8 iso_8859-7 iso_8859-7:1987 iso-ir-126 elot_928 ecma-118 csisolatingreek"},
    {"iso-8859-8", "ISO-8859-8", single_octet,
     "hebrew iso_8859-8 iso_8859-8:1988 iso-ir-138 csisolatinhebrew"},
    {"iso-8859-8-i", "ISO-8859-8", single_octet, "iso_8859-8-i csiso88598i"},
    {"iso-8859-8-e", "ISO-8859-8", single_octet, "iso_8859-8-e csiso88598e"},
    {"iso-8859-9", "WINDOWS-1254", single_octet,
     "latin5 l5 iso_8859-9 iso_8859-9:1989 iso-ir-148 csisolatin5"},
    {"iso-8859-10", "ISO-8859-10", single_octet,
     "latin6 l6 iso-ir-157 iso_8859-10:1992 csisolatin6"},
    {"iso-8859-11", "CP874", single_octet, ""},
    {"tis-620", "CP874", single_octet, "cstis620"},
    {"iso-8859-13", "ISO-8859-13", single_octet, "csiso885913"},
    {"iso-8859-14", "ISO-8859-14", single_octet,
     "latin8 l8 iso-celtic iso-ir-199 iso_8859-14 iso_8859-14:1998 csiso885914"},
    {"iso-8859-15", "ISO-8859-15", single_octet,
     "latin-9 iso_8859-15 csiso885915 latin9 iso8859-15"},
    {"iso-8859-16", "ISO-8859-16", single_octet,
     "latin10 l10 iso-ir-226 iso_8859-16 iso_8859-16:2001 csiso885916"},
    {"windows-1250", "CP1250", single_octet, "cswindows1250 cp1250"},
    {"windows-1251", "CP1251", single_octet, "cswindows1251 cp1251 win-1251"},
    {"windows-1252", "", windows_1252, "cswindows1252 cp1252 ansi"},
    {"windows-1253", "CP1253", single_octet, "cswindows1253 cp1253"},
    {"windows-1254", "CP1254", single_octet, "cswindows1254 cp1254"},
    {"windows-1255", "CP1255", single_octet, "cswindows1255 cp1255"},
    {"windows-1256", "CP1256", single_octet, "cswindows1256 cp1256"},
    {"windows-1257", "CP1257", single_octet, "cswindows1257 cp1257"},
    {"windows-1258", "CP1258", single_octet, "cswindows1258 cp1258"},
    {"windows-874", "CP874", single_octet, "cswindows874 cp874"},
    {"koi8-r", "KOI8-R", single_octet, "cskoi8r koi8"},
    {"koi8-u", "KOI8-U", single_octet, "cskoi8u koi8-ru"},
    {"ibm850", "IBM850", single_octet, "cp850 850 cspc850multilingual"},
    {"ibm852", "IBM852", single_octet, "cp852 852 cspcp852"},
    {"ibm866", "IBM866", single_octet, "cp866 866 csibm866"},
    {"ibm437", "IBM437", single_octet, "cp437 437 cspc8codepage437"},
    {"macintosh", "MACINTOSH", single_octet, "mac csmacintosh x-mac-roman macroman"},
    {"x-mac-cyrillic", "MAC-CYRILLIC", single_octet, "mac-cyrillic maccyrillic"},
    {"viscii", "VISCII", single_octet, "csviscii"},
    {"tcvn", "TCVN5712-1", single_octet, "tcvn5712-1"},
    {"armscii-8", "ARMSCII-8", single_octet, ""},
    {"georgian-ps", "GEORGIAN-PS", single_octet, ""},
    {"iso-2022-jp", "ISO-2022-JP-2", stateful, "csiso2022jp"},
    {"iso-2022-jp-1", "ISO-2022-JP-2", stateful, ""},
    {"iso-2022-jp-2", "ISO-2022-JP-2", stateful, "csiso2022jp2"},
    {"iso-2022-kr", "ISO-2022-KR", stateful, "csiso2022kr"},
    {"iso-2022-cn", "", refused, "csiso2022cn"},
    {"iso-2022-cn-ext", "", refused, "csiso2022cnext"},
    {"shift_jis", "CP932", shift_jis, "ms_kanji csshiftjis sjis shift-jis x-sjis"},
    {"windows-31j", "CP932", shift_jis, "cswindows31j cp932 ms932"},
    {"euc-jp", "EUC-JP-MS", euc_jp,
     "extended_unix_code_packed_format_for_japanese cseucpkdfmtjapanese x-euc-jp eucjp"},
    {"euc-kr", "CP949", euc_kr, "cseuckr euckr"},
    {"ks_c_5601-1987", "CP949", euc_kr,
     "iso-ir-149 ks_c_5601-1989 ksc_5601 korean csksc56011987 ks_c_5601"},
    {"uhc", "CP949", euc_kr, "cp949 windows-949 ms949"},
    {"johab", "JOHAB", big5, "cp1361"},
    {"gb2312", "GB18030", gb18030, "csgb2312 gb_2312-80 euc-cn x-gbk"},
    {"gbk", "GB18030", gb18030, "cp936 ms936 windows-936 csgbk"},
    {"gb18030", "GB18030", gb18030, "csgb18030"},
    {"hz-gb-2312", "", refused, "hz"},
    {"big5", "CP950", big5, "csbig5 cn-big5 x-x-big5 cp950 ms950"},
    {"big5-hkscs", "BIG5-HKSCS", big5, "csbig5hkscs"},
    {"euc-tw", "EUC-TW", euc_tw, "x-euc-tw"},
    {"iso-10646-ucs-2", "UCS-2BE", stateful, "csunicode ucs-2"},
};

using Index = std::unordered_map<std::string_view, const Charset*>;

Index make_index() {
  Index index;
  for (const Charset& charset : charsets) {
    index.emplace(charset.name, &charset);
    std::string_view rest = charset.aliases;
    while (!rest.empty()) {
      const std::string_view alias = rest.substr(0, rest.find(' '));
      index.emplace(alias, &charset);
      rest.remove_prefix(std::min(alias.size() + 1, rest.size()));
    }
  }
  return index;
}

}  // namespace

const Charset* find_charset(std::string_view label) {
  static const Index index = make_index();
  constexpr std::size_t longest = 64;
  label = ascii::trim(label);
  if (label.size() > longest) return nullptr;
  char lower[longest];
  for (std::size_t i = 0; i < label.size(); ++i) lower[i] = ascii::lower(label[i]);
  const auto found = index.find(std::string_view(lower, label.size()));
  return found == index.end() ? nullptr : found->second;
}

}  // namespace maillint
