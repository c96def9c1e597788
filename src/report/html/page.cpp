#include "report/html/page.h"

#include <embedded/page_css.h>
#include <embedded/page_mustache.h>
#include <waitlist/base/digest.h>
#include <waitlist/base/version.h>

#include "report/html/template.h"

#include <openssl/evp.h>

#include <array>

namespace waitlist::html {
namespace {

/// `sha256-…` as a content-security policy names a text (CSP 3, section 2.3.1).
std::string csp_hash(std::string_view text) {
  const Digest digest = sha256(text);
  std::array<unsigned char, 45> base64{};
  EVP_EncodeBlock(base64.data(), digest.bytes.data(), static_cast<int>(digest.bytes.size()));
  return "'sha256-" + std::string{base64.begin(), base64.end() - 1} + "'";
}

}  // namespace

std::string document(const Page& page) {
  const std::string style = std::string{embedded::page_css()} + page.style;
  const Object data{{"title", text(page.title)},
                    {"style", text(style)},
                    {"style_hash", text(csp_hash(style))},
                    {"has_script", Data{!page.script.empty()}},
                    {"script", text(page.script)},
                    {"script_hash", text(csp_hash(page.script))},
                    {"body", text(page.body)},
                    {"footer", page.footer.empty() ? Data{false} : text(page.footer)},
                    {"version", text(WAITLIST_VERSION)}};
  return Template{embedded::page_mustache()}.filled(data);
}

}  // namespace waitlist::html
