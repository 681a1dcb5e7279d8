/// The frame of an HTML file that loads nothing from anywhere.
struct HTMLDocument {
  let title: String
  /// Style sheets, in order.
  let styles: [String]
  /// A script that runs once the page is read; `nil` for none, which the file then forbids.
  var script: String?

  /// The file, with `body` between the tags of the body.
  func html(_ body: (inout Markup) -> Void) -> String {
    var markup = Markup()
    markup.raw("<!DOCTYPE html>\n")
    markup.block("html", ["lang": "en"]) { markup in
      markup.block("head") { markup in
        markup.empty("meta", ["charset": "utf-8"])
        markup.empty(
          "meta", ["name": "viewport", "content": "width=device-width, initial-scale=1"])
        markup.empty(
          "meta", ["http-equiv": "Content-Security-Policy", "content": policy])
        markup.empty("meta", ["name": "color-scheme", "content": "light dark"])
        markup.element("title", title)
        markup.newline()
        markup.block("style") { markup in markup.raw(styles.joined(separator: "\n")) }
      }
      markup.block("body") { markup in
        body(&markup)
        if let script { markup.block("script") { $0.raw(script) } }
      }
    }
    return markup.text
  }

  /// What a browser may do for this file: apply its styles, run its script if it has one, and
  /// nothing else, so that nothing in it can reach out.
  private var policy: String {
    "default-src 'none'; style-src 'unsafe-inline'"
      + (script == nil ? "" : "; script-src 'unsafe-inline'")
      + "; base-uri 'none'; form-action 'none'"
  }
}
