import Foundation
import Testing

@testable import Reports

@Suite struct TreeDiagramTests {
  /// age asks, then colour; three leaves.
  private let few = TreeDiagram(
    title: "Tiers",
    nodes: [
      .init(
        name: "age",
        branches: [.init(label: "<= 30", child: 1), .init(label: "> 30", child: 4)]),
      .init(
        name: "colour",
        branches: [.init(label: "= red", child: 2), .init(label: "= blue & <green>", child: 3)]),
      .init(name: "gold (0.9)", role: .category(0)),
      .init(name: "silver (0.5)", role: .category(1)),
      .init(name: "gold (0.7)", role: .category(0)),
    ])

  /// A complete binary tree of a depth.
  private func complete(_ depth: Int, maximumLeaves: Int = 60) -> TreeDiagram {
    let inner = (1 << depth) - 1
    let nodes = (0..<(2 * inner + 1)).map { index in
      TreeDiagram.Node(
        name: "n\(index)",
        branches: index < inner
          ? [.init(label: "a", child: 2 * index + 1), .init(label: "b", child: 2 * index + 2)] : [])
    }
    return TreeDiagram(title: "", nodes: nodes, maximumLeaves: maximumLeaves)
  }

  /// A path of splits, each with a leaf at its side.
  private func path(_ depth: Int) -> TreeDiagram {
    var nodes: [TreeDiagram.Node] = []
    for level in 0..<depth {
      nodes.append(
        .init(
          name: "s\(level)",
          branches: [
            .init(label: "a", child: 2 * level + 1), .init(label: "b", child: 2 * level + 2),
          ]))
      nodes.append(.init(name: "leaf"))
    }
    return TreeDiagram(title: "Path", nodes: nodes + [.init(name: "last")])
  }

  /// The boxes of a picture: all rectangles but the ground.
  private func boxes(_ picture: String) -> [Rectangle] {
    ParsedMarkup(picture).named("rect").filter { !$0.classes.contains("ground") }.map { box in
      func number(_ key: String) -> Double { Double(box.attributes[key] ?? "") ?? .nan }
      return Rectangle(
        x: number("x"), y: number("y"), width: number("width"), height: number("height"))
    }
  }

  @Test func everyNodeHasABoxAndEveryBranchAnEdgeAndALabel() {
    let parsed = ParsedMarkup(few.svg())
    #expect(parsed.named("rect").count == 6)
    #expect(parsed.named("path").count == 4)
    let texts = parsed.text("text")
    for text in ["Tiers", "age", "colour", "gold (0.9)", "<= 30", "= red"] {
      #expect(texts.contains(text))
    }
    let description = "A tree of 5 nodes, 3 of them leaves. The root asks for age."
    #expect(parsed.text("desc") == [description])
  }

  @Test func aBoxOfAnInnerNodeLiesAmidItsChildren() {
    let layout = TreeLayout(few.nodes, leaves: 60, levels: .max)
    #expect(layout.rows == 3 && layout.levels == 3 && layout.note == nil)
    let rows = Dictionary(uniqueKeysWithValues: layout.boxes.map { ($0.node, $0.row) })
    #expect(rows == [0: 1.25, 1: 0.5, 2: 0, 3: 1, 4: 2])
  }

  @Test(arguments: [(0, 60), (3, 60), (5, 60), (8, 60), (8, 7), (4, 1)])
  func boxesLieInsideThePictureAndApart(depth: Int, leaves: Int) {
    let diagram = complete(depth, maximumLeaves: leaves)
    for picture in [diagram.svg(), diagram.svg(width: 500, height: 300)] {
      let boxes = boxes(picture)
      let size = ParsedMarkup(picture).elements[0].attributes
      let (width, height) = (Double(size["width"]!)!, Double(size["height"]!)!)
      for (index, box) in boxes.enumerated() {
        #expect(box.x >= 0 && box.right <= width && box.y >= 0 && box.bottom <= height)
        for other in boxes[(index + 1)...] {
          let isApart =
            box.right <= other.x || other.right <= box.x || box.bottom <= other.y
            || other.bottom <= box.y
          #expect(isApart)
        }
      }
    }
  }

  @Test func whatHasNoRoomIsFoldedAndCounted() {
    let layout = TreeLayout(complete(8).nodes, leaves: 60, levels: .max)
    // 256 leaves: five levels of 32 whole, and 28 more opened on the next.
    #expect(layout.rows == 60)
    let folded = layout.boxes.filter { $0.folded > 0 }
    let drawn = layout.boxes.count { $0.folded == 0 && complete(8).nodes[$0.node].branches.isEmpty }
    #expect(folded.reduce(0) { $0 + $1.folded } + drawn == 256)
    #expect(layout.note == "256 of 256 leaves are folded into 60 boxes.")
    #expect(ParsedMarkup(complete(8).svg()).text("text").contains(layout.note!))
    #expect(TreeLayout(complete(5).nodes, leaves: 60, levels: .max).note == nil)
  }

  @Test func aDeepTreeIsFoldedWhereTheColumnsEnd() {
    let layout = TreeLayout(path(40).nodes, leaves: 60, levels: 5)
    #expect(layout.levels == 5 && layout.rows == 5)
    #expect(layout.boxes.last?.folded == 37)
    let wide = path(200).svg()
    #expect(wide.contains("leaves are folded into one box"))
    #expect(ParsedMarkup(wide).named("rect").count > 100)
  }

  @Test func aLoneLeafIsAPicture() {
    let lone = TreeDiagram(title: "", nodes: [.init(name: "yes")])
    #expect(boxes(lone.svg()).count == 1)
  }

  @Test func theSameTreeGivesTheSameBytes() throws {
    try expectSnapshot(few.svg(width: 480, height: 220), "tree.svg")
  }
}
