import Estimators

extension RuleTree {
  /// The same tree with splits in place of conditions.
  ///
  /// A condition that the splits above already decide needs none; one of several parts becomes
  /// several splits. Nodes without an answer get the one of the leaves below them.
  /// - Throws: `EstimatorError` of code `malformedModel` if the tree grows beyond `largestTree`.
  func assembled(name: String) throws(EstimatorError) -> ImportedTree {
    var assembly = Assembly(rules: self)
    guard assembly.run() else {
      throw Self.malformed(
        name,
        "holds conditions that become too many splits: more than \(Self.largestTree) nodes, or "
          + "\(Self.mostSteps) decisions on the way to them")
    }
    assembly.answerFromLeaves()
    do throws(EstimatorError) {
      let tree = try DecisionTree(schema: schema, nodes: assembly.finished())
      return ImportedTree(tree, notes: notes + assembly.notes)
    } catch {
      throw Self.malformed(name, "can't be used: \(error.message)")
    }
  }
}

/// The way from conditions to splits: an own stack of what is still to be decided, since a file may
/// nest as deep as it likes.
private struct Assembly {
  let rules: RuleTree
  private var nodes: [Draft] = []
  private var tasks: [Task] = []
  private var hasRefused = false
  private var hasNoAnswer = false

  init(rules: RuleTree) { self.rules = rules }

  /// A node of the tree; it answers as the file's node `owner` does.
  private struct Draft {
    var owner: Int
    /// Whether all rows that come to `owner` come here.
    var isOwner = false
    var answer: DecisionTree.Answer?
    var split: Split?
    var children: [Int] = []
  }

  /// What decides a row's way from here on.
  private indirect enum Course {
    /// The row is at a node of the file.
    case enter(Int)
    /// No child before this one took the row.
    case next(parent: Int, child: Int)
    /// A condition decides.
    case test(Predicate, yes: Course, no: Course)
  }

  /// A node that is still to be made, and the rows that come to it.
  private struct Task {
    var node: Int
    var course: Course
    var region: Region
  }

  /// Makes all nodes; false if they, or the decisions on the way to them, are too many.
  mutating func run() -> Bool {
    nodes = [Draft(owner: 0)]
    let root = Course.test(
      rules.nodes[0].predicate, yes: .enter(0), no: .next(parent: 0, child: .max))
    tasks = [Task(node: 0, course: root, region: Region(rules.schema))]
    var steps = 0
    while let task = tasks.popLast() {
      steps += 1
      guard nodes.count <= RuleTree.largestTree, steps <= RuleTree.mostSteps else { return false }
      step(task)
    }
    return true
  }

  private mutating func step(_ task: Task) {
    var task = task
    switch task.course {
    case .enter(let rule):
      nodes[task.node].owner = rule
      nodes[task.node].isOwner = true
      if rules.nodes[rule].children.isEmpty {
        nodes[task.node].answer = rules.nodes[rule].answer
      } else {
        task.course = .next(parent: rule, child: 0)
        tasks.append(task)
      }
    case .next(let parent, let child):
      let children = rules.nodes[parent].children
      if child == 0, let groups = groups(of: parent, task.region) {
        branch(task, feature: groups.feature, groups.groups)
      } else if child < children.count {
        task.course = .test(
          rules.nodes[children[child]].predicate, yes: .enter(children[child]),
          no: .next(parent: parent, child: child + 1))
        tasks.append(task)
      } else {
        hasRefused = hasRefused || rules.refusesTheRest
        nodes[task.node].answer = rules.nodes[parent].answer
      }
    case .test(let predicate, let yes, let no): test(task, predicate, yes: yes, no: no)
    }
  }

  private mutating func test(_ task: Task, _ predicate: Predicate, yes: Course, no: Course) {
    var task = task
    switch predicate {
    case .always: task.course = yes
    case .not(let opposite): task.course = .test(opposite, yes: no, no: yes)
    case .all(let parts):
      task.course =
        parts.first.map {
          .test($0, yes: .test(.all(Array(parts.dropFirst())), yes: yes, no: no), no: no)
        } ?? yes
    case .any(let parts):
      task.course =
        parts.first.map {
          .test($0, yes: yes, no: .test(.any(Array(parts.dropFirst())), yes: yes, no: no))
        } ?? no
    case .atMost(let feature, let threshold):
      guard case .interval(let lower, let upper) = task.region[feature] else {
        preconditionFailure("a threshold on categories")
      }
      guard lower < threshold, threshold < upper else {
        task.course = threshold >= upper ? yes : no
        break
      }
      split(task, .threshold(feature: feature, threshold), [yes, no])
      return
    case .oneOf(let feature, let set):
      guard case .categories(let present) = task.region[feature] else {
        preconditionFailure("categories of a number")
      }
      let inside = present.filter(set.contains)
      guard !inside.isEmpty, inside.count < present.count else {
        task.course = inside.isEmpty ? no : yes
        break
      }
      let outside = present.filter { !set.contains($0) }
      split(task, .categories(feature: feature, groups: [inside, outside]), [yes, no])
      return
    }
    tasks.append(task)
  }

  /// Splits a node, whose answer is that of its owner, and sets out to make its children.
  private mutating func split(_ task: Task, _ split: Split, _ courses: [Course]) {
    let owner = nodes[task.node].owner
    nodes[task.node].split = split
    nodes[task.node].answer = rules.nodes[owner].answer
    for (branch, course) in courses.enumerated() {
      guard let side = task.region[split.feature].narrowed(to: branch, of: split) else {
        preconditionFailure("a split beyond its region")
      }
      nodes[task.node].children.append(nodes.count)
      var region = task.region
      region[split.feature] = side
      tasks.append(Task(node: nodes.count, course: course, region: region))
      nodes.append(Draft(owner: owner))
    }
  }

  private mutating func branch(_ task: Task, feature: Int, _ groups: [(rule: Int, [Int])]) {
    split(
      task, .categories(feature: feature, groups: groups.map(\.1)), groups.map { .enter($0.rule) })
  }

  /// The categories that each child of a node takes, where all conditions ask for the same feature;
  /// `nil` where that isn't so, or where one child takes them all.
  private func groups(
    of parent: Int, _ region: Region
  ) -> (feature: Int, groups: [(rule: Int, [Int])])? {
    var feature: Int?
    var left: [Int] = []
    var groups: [(rule: Int, [Int])] = []
    for child in rules.nodes[parent].children {
      var isOpposite = false
      var predicate = rules.nodes[child].predicate
      while case .not(let opposite) = predicate {
        (predicate, isOpposite) = (opposite, !isOpposite)
      }
      var taken: [Int]
      switch predicate {
      case .always where feature != nil: taken = isOpposite ? [] : left
      case .oneOf(let asked, let set):
        guard feature ?? asked == asked, case .categories(let present) = region[asked] else {
          return nil
        }
        if feature == nil { (feature, left) = (asked, present) }
        taken = left.filter { set.contains($0) != isOpposite }
      default: return nil
      }
      left.removeAll(where: taken.contains)
      if !taken.isEmpty { groups.append((child, taken)) }
    }
    guard let feature, groups.count > 1 || (groups.count == 1 && !left.isEmpty) else { return nil }
    return (feature, groups)
  }

  // MARK: Answers

  /// Answers for inner nodes about which the file is silent, from the leaves up.
  mutating func answerFromLeaves() {
    var sums = [Summary](repeating: Summary(), count: nodes.count)
    for index in nodes.indices.reversed() {
      let rule = rules.nodes[nodes[index].owner]
      if nodes[index].children.isEmpty {
        sums[index] = Summary(rule, classes: rules.schema.classes.count)
      } else {
        for child in nodes[index].children { sums[index].add(sums[child]) }
      }
    }
    // Downwards, so that a leaf about which nothing is known can answer as its parent does.
    for index in nodes.indices {
      if nodes[index].answer == nil {
        nodes[index].answer = sums[index].answer
        hasNoAnswer = true
      }
      for child in nodes[index].children where sums[child].weight == 0 {
        nodes[child].answer = nodes[child].answer ?? nodes[index].answer
      }
    }
  }

  /// What the leaves below a node say together.
  private struct Summary {
    var weight = 0.0
    var value = 0.0
    var counts: [Double] = []

    init() {}

    init(_ leaf: RuleTree.Node, classes: Int) {
      counts = [Double](repeating: 0, count: classes)
      guard leaf.answer != nil || leaf.distribution != nil else { return }
      weight = leaf.count.map(Double.init) ?? leaf.distribution?.reduce(0, +) ?? 1
      if classes == 0 {
        value = weight * (leaf.answer?.value ?? 0)
      } else if let distribution = leaf.distribution {
        counts = distribution
      } else {
        counts[leaf.answer?.label ?? 0] = weight
      }
    }

    mutating func add(_ other: Summary) {
      weight += other.weight
      value += other.value
      if counts.isEmpty { counts = [Double](repeating: 0, count: other.counts.count) }
      for k in other.counts.indices { counts[k] += other.counts[k] }
    }

    var answer: DecisionTree.Answer {
      guard !counts.isEmpty else {
        return .init(value: weight > 0 ? value / weight : value)
      }
      let label = counts.indices.reduce(0) { counts[$1] > counts[$0] ? $1 : $0 }
      let total = counts.reduce(0, +)
      return .init(label: label, confidence: total > 0 ? counts[label] / total : nil)
    }
  }

  var notes: [String] {
    (hasRefused
      ? ["some rows have no prediction by the file; here they get that of the node they stop at"]
      : [])
      + (hasNoAnswer
        ? ["the file is silent about inner nodes; here they answer as the leaves below do together"]
        : [])
  }

  func finished() -> [DecisionTree.Node] {
    nodes.map { draft in
      DecisionTree.Node(
        answer: draft.answer ?? .init(label: 0), split: draft.split, children: draft.children,
        count: draft.isOwner ? rules.nodes[draft.owner].count : nil)
    }
  }
}
