extension TreeDiagram {
  /// Draws edges, then boxes, so that boxes lie above.
  func draw(_ layout: TreeLayout, into canvas: inout Markup, in frame: Rectangle) {
    let column = frame.width / Double(layout.levels)
    let row = frame.height / Double(layout.rows)
    let boxes = Dictionary(
      uniqueKeysWithValues: layout.boxes.map {
        ($0.node, rectangle($0, column: column, row: row, in: frame))
      })
    for box in layout.boxes where box.folded == 0 {
      guard let from = boxes[box.node] else { continue }
      for branch in nodes[box.node].branches {
        if let to = boxes[branch.child] { edge(from, to, into: &canvas) }
      }
    }
    for box in layout.boxes where box.folded == 0 {
      for branch in nodes[box.node].branches {
        if let to = boxes[branch.child] {
          label(branch.label, of: to, column: column, row: row, into: &canvas)
        }
      }
    }
    for box in layout.boxes {
      if let place = boxes[box.node] { self.box(box, place, into: &canvas) }
    }
  }

  /// A box takes the left half of its column or less, so that the label of its edge has room.
  private func rectangle(
    _ box: TreeLayout.Box, column: Double, row: Double, in frame: Rectangle
  ) -> Rectangle {
    let labels = box.level == 0 ? 0 : column * 0.42
    let height = min(20, row - 2)
    return Rectangle(
      x: frame.x + Double(box.level) * column + labels,
      y: frame.y + (box.row + 0.5) * row - height / 2,
      width: (box.level == 0 ? column : column * 0.58) - 6, height: height)
  }

  private func edge(_ from: Rectangle, _ to: Rectangle, into canvas: inout Markup) {
    let (startY, endY) = (from.y + from.height / 2, to.y + to.height / 2)
    // The line turns before the label, which stands to the left of the box.
    let bend = from.right + 8
    canvas.empty(
      "path",
      [
        "class": "axis",
        "d": "M\(from.right.svg) \(startY.svg)C\(bend.svg) \(startY.svg) \(from.right.svg) "
          + "\(endY.svg) \(bend.svg) \(endY.svg)H\(to.x.svg)",
      ])
  }

  private func label(
    _ text: String, of box: Rectangle, column: Double, row: Double, into canvas: inout Markup
  ) {
    let width = column * 0.42 - 12
    canvas.element(
      "text",
      [
        "class": "quiet", "x": (box.x - 4).svg, "y": (box.y + box.height / 2 - 3).svg,
        "text-anchor": "end", "font-size": fontSize(row).svg,
      ], text.fitted(to: width, size: fontSize(row)))
    canvas.newline()
  }

  private func box(_ box: TreeLayout.Box, _ place: Rectangle, into canvas: inout Markup) {
    let node = nodes[box.node]
    let isLeaf = node.branches.isEmpty
    canvas.empty(
      "rect",
      [
        "class": "line \(node.role.cssClass)", "x": place.x.svg, "y": place.y.svg,
        "width": place.width.svg, "height": place.height.svg, "rx": isLeaf ? "8" : "2",
        "stroke-width": isLeaf ? "2" : "1",
        "stroke-dasharray": box.folded > 0 ? "4 3" : "none",
      ])
    let size = fontSize(place.height + 2)
    let name =
      box.folded > 0
      ? "\(NumberFormat.count(box.folded)) leaves: \(node.name)" : node.name
    canvas.element(
      "text",
      [
        "x": (place.x + 6).svg, "y": (place.y + place.height / 2 + size * 0.36).svg,
        "font-size": size.svg,
      ], name.fitted(to: place.width - 12, size: size))
    canvas.newline()
  }

  private func fontSize(_ row: Double) -> Double { min(12, max(9, row * 0.6)) }
}
