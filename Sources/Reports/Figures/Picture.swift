/// The SVG element around one or several plots.
enum Picture {
  /// Plain points that a picture holds at most: some 300 kB.
  static let pointBudget = 40_000

  private static let border = 16.0

  /// One SVG element with a ground, a title and a description.
  /// - Parameter draw: Adds the picture inside the border that it is given.
  static func svg(
    width: Double, height: Double, title: String, summary: String,
    draw: (inout Markup, inout Rectangle) -> Void
  ) -> String {
    precondition(
      (160...20_000).contains(width) && (120...20_000).contains(height),
      "a figure of \(width) x \(height) pixels; 160 x 120 is the least")
    var canvas = Markup()
    var frame = Rectangle(x: 0, y: 0, width: width, height: height).inset(by: border)
    canvas.block(
      "svg",
      [
        "xmlns": "http://www.w3.org/2000/svg", "class": "skua-figure", "role": "img",
        "width": width.svg, "height": height.svg, "viewBox": "0 0 \(width.svg) \(height.svg)",
      ]
    ) { canvas in
      canvas.element("title", title.isEmpty ? "Figure" : title)
      canvas.newline()
      canvas.element("desc", summary)
      canvas.newline()
      canvas.block("style") { $0.raw(FigureStyle.text) }
      canvas.empty("rect", ["class": "ground", "width": width.svg, "height": height.svg])
      draw(&canvas, &frame)
    }
    return canvas.text
  }

  /// Writes a heading, in as many lines as it needs, at the top of a frame, which loses that part.
  static func draw(
    heading: String, style: HeadingStyle = .title, into canvas: inout Markup,
    in frame: inout Rectangle
  ) {
    guard !heading.isEmpty else { return }
    let columns = max(Int(frame.width / (style.size * 0.56)), 1)
    for line in heading.wrapped(width: columns) {
      frame.removeTop(style.lineHeight)
      canvas.element(
        "text",
        ["class": style.rawValue, "x": frame.x.svg, "y": (frame.y - style.size * 0.4).svg],
        line.fitted(to: frame.width, size: style.size))
      canvas.newline()
    }
    frame.removeTop(4)
  }

  /// How large a heading is; the raw value is its class in the style sheet.
  enum HeadingStyle: String {
    case title = "heading"
    case caption

    var size: Double { self == .title ? 15 : 12.5 }
    var lineHeight: Double { self == .title ? 21 : 17 }
  }
}
