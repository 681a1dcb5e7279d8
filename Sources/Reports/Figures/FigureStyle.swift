/// The style sheet that stands in every figure, for light and for dark ground.
///
/// Its classes are prefixed by the figure's own, so that several figures and the page around them
/// don't meet; no figure has identifiers, which would have to be unique on a page. Roles set
/// `color` alone and shapes take it up, since not every renderer knows CSS variables.
enum FigureStyle {
  static let text = """
    .skua-figure{font-family:system-ui,-apple-system,"Segoe UI",Roboto,"Helvetica Neue",Arial,\
    "Liberation Sans",sans-serif;font-size:12px;font-variant-numeric:tabular-nums}
    .skua-figure .ground{fill:#fff}
    .skua-figure text{fill:#30363d}
    .skua-figure .quiet{fill:#68717b}
    .skua-figure .heading{font-size:15px;font-weight:600}
    .skua-figure .caption{font-size:12.5px;font-weight:600}
    .skua-figure .grid{stroke:#e7eaed;fill:none}
    .skua-figure .axis{stroke:#8b949e;fill:none}
    .skua-figure .fill{fill:currentColor;stroke:none}
    .skua-figure .line{stroke:currentColor;fill:none;stroke-linejoin:round}
    .skua-figure .dots{stroke:currentColor;fill:none;stroke-linecap:round}
    .skua-figure .edged{fill:currentColor;stroke:#fff;stroke-width:.8;stroke-linejoin:round}
    \(roles(["#5f6973", "#d55e00", "#0b63b0"], ["#0b63b0", "#d55e00", "#00875f", "#b0498c",
      "#8a6d00", "#2f93d1", "#4a4f55"]))
    @media screen and (prefers-color-scheme:dark){
    .skua-figure .ground{fill:#161b22}
    .skua-figure text{fill:#dde3ea}
    .skua-figure .quiet{fill:#98a2ad}
    .skua-figure .grid{stroke:#2a313a}
    .skua-figure .axis{stroke:#6e7681}
    .skua-figure .edged{stroke:#161b22}
    \(roles(["#a3adb8", "#ff9a3c", "#5db8ff"], ["#5db8ff", "#ff9a3c", "#35c99a", "#ea9bcb",
      "#dcbf45", "#a9dcff", "#c9d1d9"]))
    }
    """

  private static func roles(_ roles: [String], _ categories: [String]) -> String {
    let names = ["plain", "selected", "memorized"] + categories.indices.map(String.init)
    return zip(names, roles + categories).map { ".skua-figure .r-\($0){color:\($1)}" }
      .joined(separator: "\n")
  }
}
