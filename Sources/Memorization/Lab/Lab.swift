// The order of work: a world is made from the seed, documents are written about it, one shuffle
// divides them, strings are planted into those to train on, and all strings are counted.

import LinearAlgebra

/// A text corpus with planted material, of which everything is known.
public struct Lab: Sendable {
  /// What decided it.
  public let plan: LabPlan
  /// The text to train on, planted material included.
  public let training: [LabDocument]
  /// Documents of the same origin that no model is trained on, for losses and noise floors.
  public let heldOut: [LabDocument]
  /// Documents to take prompts from, which quote beginnings of what the training text repeats.
  public let prefixes: [LabDocument]
  /// Documents for a reference model that has seen nothing planted.
  public let auxiliary: [LabDocument]
  /// Every planted string and every twin that was not, with counts over `training`.
  public let truth: [PlantedItem]

  /// Writes the lab of a plan: the same bytes for the same plan.
  public init(_ plan: LabPlan = LabPlan()) {
    let world = World(seed: plan.seed)
    let drafts = Self.drafts(plan.size.bytes + plan.otherBytes, plan.seed, world) {
      DocumentKind.draw(&$0)
    }
    self.init(plan, world, drafts)
  }

  /// Plants into somebody's text.
  ///
  /// Long documents are cut at empty lines. What is more than the plan's size is left out, and what
  /// a string needs in documents is limited to those there are. Natural documents of the notations
  /// that planted files have, and decoys, are added.
  /// - Throws: `MemorizationError` if there is too little text.
  public init(_ plan: LabPlan, text: [LabDocument]) throws(MemorizationError) {
    let bytes = text.reduce(0) { $0 + $1.text.utf8.count }
    guard bytes >= 200_000 else {
      throw MemorizationError(
        .input, "\(bytes) bytes of text are too few to plant into; give 200000 or more")
    }
    let world = World(seed: plan.seed)
    let own = min(bytes, plan.size.bytes + plan.otherBytes)
    let carriers: [DocumentKind] = [.linkRecords, .keyRecords, .decoy]
    let added = Self.drafts(own / 9, plan.seed, world) { pen in pen.pick(carriers) }
    self.init(plan, world, added + Draft.cut(text, to: own - own / 9))
  }

  private init(_ plan: LabPlan, _ world: World, _ drafts: [Draft]) {
    var pen = Pen(world, seed: plan.seed, stream: 1 << 61)
    var pool = pen.shuffled(Self.distinct(drafts))[...]
    let all = pool.reduce(0) { $0 + $1.size }
    let scale = min(1, Double(all) / Double(plan.size.bytes + plan.otherBytes))
    func take(_ bytes: Int) -> [Draft] {
      var (taken, size): ([Draft], Int) = ([], 0)
      while size < Int(Double(bytes) * scale), let draft = pool.popFirst() {
        taken.append(draft)
        size += draft.size
      }
      return taken
    }
    let heldOut = take(plan.heldOutBytes)
    var prefixes = take(plan.prefixBytes)
    let auxiliary = take(plan.auxiliaryBytes)
    let passages = Draft.passages(take(plan.passageBytes), plan.duplicateLevels.count)

    let planted = Planted(plan, passages, &pen)
    let natural = take(plan.size.bytes - planted.bytes(in: plan.size.bytes))
    var planter = Planter(natural, Pen(world, seed: plan.seed, stream: 1 << 61 + 1))
    planter.plant(planted.boilerplate)
    for planting in planted.across { planter.plant(planting) }
    planted.quote(in: &prefixes, &pen)

    let texts =
      zip(planter.drafts, planter.isPlanted).map { ($0, $1) }
      + planted.files.map { ($0, true) }
    training = pen.shuffled(texts).enumerated().map { number, entry in
      entry.0.document("train", number, isPlanted: entry.1)
    }
    self.heldOut = heldOut.enumerated().map { $1.document("held-out", $0) }
    self.prefixes = prefixes.enumerated().map { $1.document("prefix", $0) }
    self.auxiliary = auxiliary.enumerated().map { $1.document("auxiliary", $0) }
    let decoys = training.filter { $0.kind == DocumentKind.decoy.rawValue }
    truth = planted.truth(decoys: decoys, in: training)
    self.plan = plan
  }

  /// Documents of one origin: the n-th depends on the seed and on n alone.
  private static func drafts(
    _ bytes: Int, _ seed: UInt64, _ world: World, _ kind: @Sendable (inout Pen) -> DocumentKind
  ) -> [Draft] {
    var drafts: [Draft] = []
    var size = 0
    while size < bytes {
      let first = drafts.count
      drafts += parallelMap(256, grain: 16) { i in
        var pen = Pen(world, seed: seed, stream: UInt64(first + i))
        return kind(&pen).write(&pen)
      }
      size += drafts[first...].reduce(0) { $0 + $1.size }
    }
    return drafts
  }

  /// Documents without repetitions.
  private static func distinct(_ drafts: [Draft]) -> [Draft] {
    var seen: Set<String> = []
    return drafts.filter { seen.insert($0.text).inserted }
  }
}

extension LabPlan {
  var heldOutBytes: Int { size.bytes / 32 }
  var prefixBytes: Int { size.bytes / 36 }
  var auxiliaryBytes: Int { size.bytes / 8 }
  /// Documents that passages are taken from and that stand nowhere else.
  var passageBytes: Int { 6000 * duplicateLevels.count }
  /// All text that is not trained on, with a little over.
  var otherBytes: Int { heldOutBytes + prefixBytes + auxiliaryBytes + passageBytes + 50_000 }
}
