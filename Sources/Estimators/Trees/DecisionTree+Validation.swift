// What makes a list of nodes a tree whose every node some input can reach.

extension DecisionTree {
  /// What is wrong with the nodes, if anything: the rest of a sentence.
  static func fault(of nodes: [Node], under schema: Schema) -> String? {
    guard !nodes.isEmpty else { return "it has no node" }
    for (what, names) in [("class", schema.classes), ("feature", schema.features.map(\.name))] {
      if Set(names).count < names.count { return "the schema names a \(what) twice" }
    }
    return linkFault(of: nodes)
      ?? nodes.indices.lazy.compactMap { index in
        (answerFault(of: nodes[index].answer, under: schema)
          ?? nodes[index].split.flatMap { splitFault(of: $0, under: schema) })
          .map { "node \(index) \($0)" }
      }.first
      ?? regionFault(of: nodes, under: schema)
  }

  /// Children that don't exist, come too early, are shared or too few; nodes without a parent.
  private static func linkFault(of nodes: [Node]) -> String? {
    var parents = [Int?](repeating: nil, count: nodes.count)
    for (index, node) in nodes.enumerated() {
      let branches = node.split?.branches ?? 0
      guard node.children.count == branches else {
        return "node \(index) has \(node.children.count) children and its split \(branches) "
          + "branches"
      }
      for child in node.children {
        guard nodes.indices.contains(child) else {
          return "node \(index) has the child \(child), but the last node is \(nodes.count - 1)"
        }
        guard child > index else {
          return "node \(index) has the child \(child), which is itself or comes before it: a cycle"
        }
        if let other = parents[child] {
          return "node \(child) is a child of both node \(other) and node \(index)"
        }
        parents[child] = index
      }
    }
    return parents.indices.dropFirst().first { parents[$0] == nil }
      .map { "node \($0) is no node's child" }
  }

  private static func answerFault(of answer: Answer, under schema: Schema) -> String? {
    if let confidence = answer.confidence, !confidence.isFinite {
      return "has a confidence that is no finite number"
    }
    if schema.classes.isEmpty {
      guard let value = answer.value, value.isFinite, answer.label == 0 else {
        return "doesn't predict a finite number, and the schema names no classes"
      }
    } else {
      guard schema.classes.indices.contains(answer.label), answer.value == nil else {
        return "doesn't predict one of the \(schema.classes.count) classes"
      }
      if let confidence = answer.confidence, !(0...1).contains(confidence) {
        return "has the confidence \(confidence), which is none of a class: they lie in 0...1"
      }
    }
    return nil
  }

  private static func splitFault(of split: Split, under schema: Schema) -> String? {
    guard schema.features.indices.contains(split.feature) else {
      return "splits on feature \(split.feature), and the schema has \(schema.features.count)"
    }
    let feature = schema.features[split.feature]
    switch (split, feature.kind) {
    case (.threshold(_, let threshold), .numeric):
      return threshold.isFinite ? nil : "has a threshold that is no finite number"
    case (.categories(_, let groups), .categorical(let names)):
      let all = groups.joined()
      guard !groups.isEmpty, groups.allSatisfy({ !$0.isEmpty }) else {
        return "has a branch for no category of \(feature.name.quoted)"
      }
      if let unknown = all.first(where: { !names.indices.contains($0) }) {
        return "splits on category \(unknown) of \(feature.name.quoted), which has \(names.count)"
      }
      return Set(all).count == all.count
        ? nil : "names a category of \(feature.name.quoted) twice"
    case (.threshold, .categorical):
      return "has a threshold on \(feature.name.quoted), which holds categories"
    case (.categories, .numeric):
      return "has categories of \(feature.name.quoted), which holds numbers"
    }
  }

  /// A branch that contradicts the splits above it.
  private static func regionFault(of nodes: [Node], under schema: Schema) -> String? {
    var region = Region(schema)
    var steps: [Step] = [.enter(0)]
    while let step = steps.popLast() {
      switch step {
      case .leave(let feature, let side): region[feature] = side
      case .narrow(let feature, let side): region[feature] = side
      case .enter(let index):
        guard let split = nodes[index].split else { continue }
        let side = region[split.feature]
        for (branch, child) in nodes[index].children.enumerated() {
          guard let narrowed = side.narrowed(to: branch, of: split) else {
            return "no input reaches node \(child), since the splits above it on "
              + "\(schema.features[split.feature].name.quoted) leave no value"
          }
          // Last in, first out: narrow, enter, leave.
          steps.append(.leave(split.feature, side))
          steps.append(.enter(child))
          steps.append(.narrow(split.feature, narrowed))
        }
      }
    }
    return nil
  }

  private enum Step {
    case enter(Int)
    case narrow(Int, Region.Side)
    case leave(Int, Region.Side)
  }
}
