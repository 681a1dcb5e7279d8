import LinearAlgebra

/// Puts strings into documents, each at most once into a document.
struct Planter {
  /// The documents.
  private(set) var drafts: [Draft]
  /// Which of them hold something planted.
  private(set) var isPlanted: [Bool]
  private var load: [Int]
  private var pen: Pen

  init(_ drafts: [Draft], _ pen: Pen) {
    self.drafts = drafts
    self.pen = pen
    isPlanted = drafts.map { $0.kind == .decoy }
    load = Array(repeating: 0, count: drafts.count)
  }

  /// Plants a string, as often as it asks for or as there are documents.
  mutating func plant(_ planting: Planting) {
    let pool = drafts.indices.filter { Self.suits(drafts[$0].kind, planting.family) }
    let order = pen.generator.permutation(pool.count).map { pool[$0] }
    let free = order.filter { load[$0] < 3 } + order.filter { load[$0] >= 3 }
    for document in free.prefix(planting.documents) {
      insert([planting.text], into: document, startShare: planting.startShare)
    }
  }

  /// Lets a fifth of the documents quote boilerplate, half of them before all else.
  mutating func plant(_ boilerplate: Boilerplate) {
    let pool = drafts.indices.filter { Self.suits(drafts[$0].kind, .boilerplate) }
    let order = pen.generator.permutation(pool.count)
    for place in order.prefix(drafts.count / 5) {
      let quotation = boilerplate.quotation(&pen)
      let document = pool[place]
      if pen.chance(0.5) {
        drafts[document].blocks.insert(contentsOf: quotation, at: 0)
      } else {
        drafts[document].blocks += quotation
      }
      isPlanted[document] = true
    }
  }

  private mutating func insert(_ blocks: [String], into document: Int, startShare: Double) {
    let count = drafts[document].blocks.count
    let place: Int
    if pen.chance(startShare) {
      place = 0
    } else if pen.chance(0.4) {
      place = min(count, 1)
    } else {
      place = min(count, 1) + pen.below(max(1, count))
    }
    drafts[document].blocks.insert(contentsOf: blocks, at: min(count, place))
    isPlanted[document] = true
    load[document] += 1
  }

  /// Whether a family may stand in documents of a kind.
  private static func suits(_ kind: DocumentKind, _ family: PlantedItem.Family) -> Bool {
    switch family {
    case .contact: [.directory, .promotional, .forum, .webForm, .namedList, .text].contains(kind)
    case .headline: [.news, .sports, .tech, .promotional, .post, .text].contains(kind)
    case .boilerplate: ![.linkRecords, .keyRecords, .decoy].contains(kind)
    default: kind.isProse
    }
  }
}
