/// What a lab holds, in numbers; `lab.json` begins with it.
public struct LabDescription: Sendable, Codable, Hashable {
  /// One of the four parts of the text.
  public struct Split: Sendable, Codable, Hashable {
    /// Its documents.
    public let documents: Int
    /// Their bytes.
    public let bytes: Int
  }

  /// The planted strings of a family.
  public struct Family: Sendable, Codable, Hashable {
    /// Strings that were planted.
    public let inserted: Int
    /// Strings that were not.
    public let twins: Int
    /// Occurrences of all in the training text.
    public let occurrences: Int
    /// Bytes of those occurrences.
    public let bytes: Int
    /// Those bytes as a share of the training text.
    public let share: Double
  }

  /// The size by name.
  public let size: LabPlan.Size
  /// The seed.
  public let seed: UInt64
  /// `train`, `held-out`, `prefixes` and `auxiliary`.
  public let splits: [String: Split]
  /// Documents to train on, by kind.
  public let kinds: [String: Int]
  /// Planted strings, by family.
  public let families: [String: Family]
}

extension LabDescription {
  /// Reads `lab.json` of a folder that `Lab.write(to:)` made.
  ///
  /// - Throws: `MemorizationError` if there is none, or it is of another version.
  public init(readingFrom folder: String) throws(MemorizationError) {
    self = try Lab.read(Self.self, from: "\(folder)/lab.json")
  }
}

extension Lab {
  /// The lab in numbers.
  public var description: LabDescription {
    func split(_ documents: [LabDocument]) -> LabDescription.Split {
      LabDescription.Split(
        documents: documents.count, bytes: documents.reduce(0) { $0 + $1.text.utf8.count })
    }
    let train = split(training)
    let families = Dictionary(grouping: truth, by: \.family.rawValue).mapValues { items in
      // A refrain stands many times in a longer one of its kind: decoys count once each.
      func times(_ item: PlantedItem) -> Int { item.family == .decoy ? 1 : item.occurrences }
      let bytes = items.reduce(0) { $0 + times($1) * $1.text.utf8.count }
      let inserted = items.filter(\.isInserted).count
      return LabDescription.Family(
        inserted: inserted, twins: items.count - inserted,
        occurrences: items.reduce(0) { $0 + times($1) }, bytes: bytes,
        share: Double(bytes) / Double(train.bytes))
    }
    return LabDescription(
      size: plan.size, seed: plan.seed,
      splits: [
        "train": train, "held-out": split(heldOut), "prefixes": split(prefixes),
        "auxiliary": split(auxiliary),
      ],
      kinds: Dictionary(grouping: training, by: \.kind).mapValues(\.count), families: families)
  }
}
