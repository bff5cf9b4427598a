// The named character references of HTML in common use.
#include "lint/web/entities.h"

#include <algorithm>
#include <array>

namespace maillint {
namespace {

using std::string_view_literals::operator""sv;

// Names of HTML 4, the punctuation of HTML 5 (which hides URLs: "&colon;", "&sol;", "&Tab;"), the
// Latin letters of Central Europe. Sorted by name.
// clang-format off
constexpr auto entities = std::to_array<Entity>({
    {"AElig"sv, 0xC6, true}, {"AMP"sv, 0x26, true}, {"Aacute"sv, 0xC1, true}, {"Abreve"sv, 0x102},
    {"Acirc"sv, 0xC2, true}, {"Agrave"sv, 0xC0, true}, {"Alpha"sv, 0x391}, {"Amacr"sv, 0x100},
    {"Aogon"sv, 0x104}, {"Aring"sv, 0xC5, true}, {"Atilde"sv, 0xC3, true}, {"Auml"sv, 0xC4, true},
    {"Beta"sv, 0x392}, {"COPY"sv, 0xA9, true}, {"Cacute"sv, 0x106}, {"Ccaron"sv, 0x10C},
    {"Ccedil"sv, 0xC7, true}, {"Chi"sv, 0x3A7}, {"Dagger"sv, 0x2021}, {"Dcaron"sv, 0x10E},
    {"Delta"sv, 0x394}, {"Dstrok"sv, 0x110}, {"ETH"sv, 0xD0, true}, {"Eacute"sv, 0xC9, true},
    {"Ecaron"sv, 0x11A}, {"Ecirc"sv, 0xCA, true}, {"Egrave"sv, 0xC8, true}, {"Emacr"sv, 0x112},
    {"Eogon"sv, 0x118}, {"Epsilon"sv, 0x395}, {"Eta"sv, 0x397}, {"Euml"sv, 0xCB, true},
    {"GT"sv, 0x3E, true}, {"Gamma"sv, 0x393}, {"Gbreve"sv, 0x11E}, {"Hat"sv, 0x5E},
    {"Iacute"sv, 0xCD, true}, {"Icirc"sv, 0xCE, true}, {"Idot"sv, 0x130}, {"Igrave"sv, 0xCC, true},
    {"Imacr"sv, 0x12A}, {"Iota"sv, 0x399}, {"Iuml"sv, 0xCF, true}, {"Kappa"sv, 0x39A},
    {"LT"sv, 0x3C, true}, {"Lambda"sv, 0x39B}, {"Lstrok"sv, 0x141}, {"Mu"sv, 0x39C},
    {"Nacute"sv, 0x143}, {"Ncaron"sv, 0x147}, {"NewLine"sv, 0xA}, {"NoBreak"sv, 0x2060},
    {"NonBreakingSpace"sv, 0xA0}, {"Ntilde"sv, 0xD1, true}, {"Nu"sv, 0x39D}, {"OElig"sv, 0x152},
    {"Oacute"sv, 0xD3, true}, {"Ocirc"sv, 0xD4, true}, {"Odblac"sv, 0x150},
    {"Ograve"sv, 0xD2, true}, {"Omacr"sv, 0x14C}, {"Omega"sv, 0x3A9}, {"Omicron"sv, 0x39F},
    {"Oslash"sv, 0xD8, true}, {"Otilde"sv, 0xD5, true}, {"Ouml"sv, 0xD6, true}, {"Phi"sv, 0x3A6},
    {"Pi"sv, 0x3A0}, {"Prime"sv, 0x2033}, {"Psi"sv, 0x3A8}, {"QUOT"sv, 0x22, true},
    {"REG"sv, 0xAE, true}, {"Rcaron"sv, 0x158}, {"Rho"sv, 0x3A1}, {"Sacute"sv, 0x15A},
    {"Scaron"sv, 0x160}, {"Scedil"sv, 0x15E}, {"Sigma"sv, 0x3A3}, {"THORN"sv, 0xDE, true},
    {"Tab"sv, 0x9}, {"Tau"sv, 0x3A4}, {"Tcaron"sv, 0x164}, {"Theta"sv, 0x398},
    {"Uacute"sv, 0xDA, true}, {"Ucirc"sv, 0xDB, true}, {"Udblac"sv, 0x170},
    {"Ugrave"sv, 0xD9, true}, {"Umacr"sv, 0x16A}, {"UnderBar"sv, 0x5F}, {"Upsilon"sv, 0x3A5},
    {"Uring"sv, 0x16E}, {"Uuml"sv, 0xDC, true}, {"Xi"sv, 0x39E}, {"Yacute"sv, 0xDD, true},
    {"Yuml"sv, 0x178}, {"Zacute"sv, 0x179}, {"Zcaron"sv, 0x17D}, {"Zdot"sv, 0x17B},
    {"ZeroWidthSpace"sv, 0x200B}, {"Zeta"sv, 0x396}, {"aacute"sv, 0xE1, true}, {"abreve"sv, 0x103},
    {"acirc"sv, 0xE2, true}, {"acute"sv, 0xB4, true}, {"aelig"sv, 0xE6, true},
    {"agrave"sv, 0xE0, true}, {"alefsym"sv, 0x2135}, {"alpha"sv, 0x3B1}, {"amacr"sv, 0x101},
    {"amp"sv, 0x26, true}, {"and"sv, 0x2227}, {"ang"sv, 0x2220}, {"aogon"sv, 0x105},
    {"apos"sv, 0x27}, {"aring"sv, 0xE5, true}, {"ast"sv, 0x2A}, {"asymp"sv, 0x2248},
    {"atilde"sv, 0xE3, true}, {"auml"sv, 0xE4, true}, {"bdquo"sv, 0x201E}, {"beta"sv, 0x3B2},
    {"bigstar"sv, 0x2605}, {"brvbar"sv, 0xA6, true}, {"bsol"sv, 0x5C}, {"bull"sv, 0x2022},
    {"bullet"sv, 0x2022}, {"cacute"sv, 0x107}, {"cap"sv, 0x2229}, {"ccaron"sv, 0x10D},
    {"ccedil"sv, 0xE7, true}, {"cedil"sv, 0xB8, true}, {"cent"sv, 0xA2, true}, {"check"sv, 0x2713},
    {"checkmark"sv, 0x2713}, {"chi"sv, 0x3C7}, {"circ"sv, 0x2C6}, {"clubs"sv, 0x2663},
    {"colon"sv, 0x3A}, {"comma"sv, 0x2C}, {"commat"sv, 0x40}, {"cong"sv, 0x2245},
    {"copy"sv, 0xA9, true}, {"copysr"sv, 0x2117}, {"crarr"sv, 0x21B5}, {"cross"sv, 0x2717},
    {"cup"sv, 0x222A}, {"curren"sv, 0xA4, true}, {"dArr"sv, 0x21D3}, {"dagger"sv, 0x2020},
    {"darr"sv, 0x2193}, {"dash"sv, 0x2010}, {"dcaron"sv, 0x10F}, {"deg"sv, 0xB0, true},
    {"delta"sv, 0x3B4}, {"diams"sv, 0x2666}, {"divide"sv, 0xF7, true}, {"dollar"sv, 0x24},
    {"dstrok"sv, 0x111}, {"eacute"sv, 0xE9, true}, {"ecaron"sv, 0x11B}, {"ecirc"sv, 0xEA, true},
    {"egrave"sv, 0xE8, true}, {"emacr"sv, 0x113}, {"empty"sv, 0x2205}, {"emsp"sv, 0x2003},
    {"ensp"sv, 0x2002}, {"eogon"sv, 0x119}, {"epsilon"sv, 0x3B5}, {"equals"sv, 0x3D},
    {"equiv"sv, 0x2261}, {"eta"sv, 0x3B7}, {"eth"sv, 0xF0, true}, {"euml"sv, 0xEB, true},
    {"euro"sv, 0x20AC}, {"excl"sv, 0x21}, {"exist"sv, 0x2203}, {"female"sv, 0x2640},
    {"fnof"sv, 0x192}, {"forall"sv, 0x2200}, {"frac12"sv, 0xBD, true}, {"frac13"sv, 0x2153},
    {"frac14"sv, 0xBC, true}, {"frac15"sv, 0x2155}, {"frac18"sv, 0x215B}, {"frac23"sv, 0x2154},
    {"frac34"sv, 0xBE, true}, {"frac38"sv, 0x215C}, {"frac58"sv, 0x215D}, {"frac78"sv, 0x215E},
    {"frasl"sv, 0x2044}, {"gamma"sv, 0x3B3}, {"gbreve"sv, 0x11F}, {"ge"sv, 0x2265},
    {"grave"sv, 0x60}, {"gt"sv, 0x3E, true}, {"hArr"sv, 0x21D4}, {"hairsp"sv, 0x200A},
    {"half"sv, 0xBD}, {"harr"sv, 0x2194}, {"hearts"sv, 0x2665}, {"hellip"sv, 0x2026},
    {"horbar"sv, 0x2015}, {"hyphen"sv, 0x2010}, {"iacute"sv, 0xED, true}, {"icirc"sv, 0xEE, true},
    {"iexcl"sv, 0xA1, true}, {"igrave"sv, 0xEC, true}, {"imacr"sv, 0x12B}, {"image"sv, 0x2111},
    {"imath"sv, 0x131}, {"incare"sv, 0x2105}, {"infin"sv, 0x221E}, {"inodot"sv, 0x131},
    {"int"sv, 0x222B}, {"iota"sv, 0x3B9}, {"iquest"sv, 0xBF, true}, {"isin"sv, 0x2208},
    {"iuml"sv, 0xEF, true}, {"kappa"sv, 0x3BA}, {"lArr"sv, 0x21D0}, {"lambda"sv, 0x3BB},
    {"lang"sv, 0x27E8}, {"laquo"sv, 0xAB, true}, {"larr"sv, 0x2190}, {"lbrace"sv, 0x7B},
    {"lbrack"sv, 0x5B}, {"lceil"sv, 0x2308}, {"lcub"sv, 0x7B}, {"ldquo"sv, 0x201C},
    {"ldquor"sv, 0x201E}, {"le"sv, 0x2264}, {"lfloor"sv, 0x230A}, {"lowast"sv, 0x2217},
    {"lowbar"sv, 0x5F}, {"loz"sv, 0x25CA}, {"lpar"sv, 0x28}, {"lrm"sv, 0x200E},
    {"lsaquo"sv, 0x2039}, {"lsqb"sv, 0x5B}, {"lsquo"sv, 0x2018}, {"lsquor"sv, 0x201A},
    {"lstrok"sv, 0x142}, {"lt"sv, 0x3C, true}, {"macr"sv, 0xAF, true}, {"male"sv, 0x2642},
    {"malt"sv, 0x2720}, {"mdash"sv, 0x2014}, {"micro"sv, 0xB5, true}, {"midast"sv, 0x2A},
    {"middot"sv, 0xB7, true}, {"minus"sv, 0x2212}, {"mldr"sv, 0x2026}, {"mu"sv, 0x3BC},
    {"nabla"sv, 0x2207}, {"nacute"sv, 0x144}, {"nbsp"sv, 0xA0, true}, {"ncaron"sv, 0x148},
    {"ndash"sv, 0x2013}, {"ne"sv, 0x2260}, {"ni"sv, 0x220B}, {"nldr"sv, 0x2025},
    {"not"sv, 0xAC, true}, {"notin"sv, 0x2209}, {"nsub"sv, 0x2284}, {"ntilde"sv, 0xF1, true},
    {"nu"sv, 0x3BD}, {"num"sv, 0x23}, {"numsp"sv, 0x2007}, {"oacute"sv, 0xF3, true},
    {"ocirc"sv, 0xF4, true}, {"odblac"sv, 0x151}, {"oelig"sv, 0x153}, {"ograve"sv, 0xF2, true},
    {"ohm"sv, 0x3A9}, {"oline"sv, 0x203E}, {"omacr"sv, 0x14D}, {"omega"sv, 0x3C9},
    {"omicron"sv, 0x3BF}, {"oplus"sv, 0x2295}, {"or"sv, 0x2228}, {"ordf"sv, 0xAA, true},
    {"ordm"sv, 0xBA, true}, {"oslash"sv, 0xF8, true}, {"otilde"sv, 0xF5, true},
    {"otimes"sv, 0x2297}, {"ouml"sv, 0xF6, true}, {"para"sv, 0xB6, true}, {"part"sv, 0x2202},
    {"percnt"sv, 0x25}, {"period"sv, 0x2E}, {"permil"sv, 0x2030}, {"perp"sv, 0x22A5},
    {"phi"sv, 0x3C6}, {"phone"sv, 0x260E}, {"pi"sv, 0x3C0}, {"piv"sv, 0x3D6}, {"plus"sv, 0x2B},
    {"plusmn"sv, 0xB1, true}, {"pound"sv, 0xA3, true}, {"prime"sv, 0x2032}, {"prod"sv, 0x220F},
    {"prop"sv, 0x221D}, {"psi"sv, 0x3C8}, {"puncsp"sv, 0x2008}, {"quest"sv, 0x3F},
    {"quot"sv, 0x22, true}, {"rArr"sv, 0x21D2}, {"radic"sv, 0x221A}, {"rang"sv, 0x27E9},
    {"raquo"sv, 0xBB, true}, {"rarr"sv, 0x2192}, {"rarrw"sv, 0x219D}, {"rbrace"sv, 0x7D},
    {"rbrack"sv, 0x5D}, {"rcaron"sv, 0x159}, {"rceil"sv, 0x2309}, {"rcub"sv, 0x7D},
    {"rdquo"sv, 0x201D}, {"rdquor"sv, 0x201D}, {"real"sv, 0x211C}, {"reg"sv, 0xAE, true},
    {"rfloor"sv, 0x230B}, {"rho"sv, 0x3C1}, {"rlm"sv, 0x200F}, {"rpar"sv, 0x29},
    {"rsaquo"sv, 0x203A}, {"rsqb"sv, 0x5D}, {"rsquo"sv, 0x2019}, {"rsquor"sv, 0x2019},
    {"sacute"sv, 0x15B}, {"sbquo"sv, 0x201A}, {"scaron"sv, 0x161}, {"scedil"sv, 0x15F},
    {"sdot"sv, 0x22C5}, {"sect"sv, 0xA7, true}, {"semi"sv, 0x3B}, {"sext"sv, 0x2736},
    {"shy"sv, 0xAD, true}, {"sigma"sv, 0x3C3}, {"sigmaf"sv, 0x3C2}, {"sim"sv, 0x223C},
    {"sol"sv, 0x2F}, {"spades"sv, 0x2660}, {"star"sv, 0x2606}, {"starf"sv, 0x2605},
    {"sub"sv, 0x2282}, {"sube"sv, 0x2286}, {"sum"sv, 0x2211}, {"sung"sv, 0x266A}, {"sup"sv, 0x2283},
    {"sup1"sv, 0xB9, true}, {"sup2"sv, 0xB2, true}, {"sup3"sv, 0xB3, true}, {"supe"sv, 0x2287},
    {"szlig"sv, 0xDF, true}, {"tau"sv, 0x3C4}, {"tcaron"sv, 0x165}, {"telrec"sv, 0x2315},
    {"there4"sv, 0x2234}, {"theta"sv, 0x3B8}, {"thetasym"sv, 0x3D1}, {"thinsp"sv, 0x2009},
    {"thorn"sv, 0xFE, true}, {"tilde"sv, 0x2DC}, {"times"sv, 0xD7, true}, {"trade"sv, 0x2122},
    {"uArr"sv, 0x21D1}, {"uacute"sv, 0xFA, true}, {"uarr"sv, 0x2191}, {"ucirc"sv, 0xFB, true},
    {"udblac"sv, 0x171}, {"ugrave"sv, 0xF9, true}, {"umacr"sv, 0x16B}, {"uml"sv, 0xA8, true},
    {"upsih"sv, 0x3D2}, {"upsilon"sv, 0x3C5}, {"uring"sv, 0x16F}, {"uuml"sv, 0xFC, true},
    {"verbar"sv, 0x7C}, {"vert"sv, 0x7C}, {"weierp"sv, 0x2118}, {"xi"sv, 0x3BE},
    {"yacute"sv, 0xFD, true}, {"yen"sv, 0xA5, true}, {"yuml"sv, 0xFF, true}, {"zacute"sv, 0x17A},
    {"zcaron"sv, 0x17E}, {"zdot"sv, 0x17C}, {"zeta"sv, 0x3B6}, {"zwj"sv, 0x200D},
    {"zwnj"sv, 0x200C},
});
// clang-format on

}  // namespace

const Entity* find_entity(std::string_view name) {
  const auto found = std::ranges::lower_bound(entities, name, {}, &Entity::name);
  return found == entities.end() || found->name != name ? nullptr : &*found;
}

}  // namespace maillint
