/// What decides a lab: its size and its seed.
public struct LabPlan: Sendable, Codable, Hashable {
  /// How much text to train on.
  public enum Size: String, Sendable, Codable, CaseIterable {
    /// 16 MB, five files of links.
    case standard
    /// 4 MB, one file of links.
    case small
    /// Half a megabyte with shortened ladders, for tests.
    case tiny

    /// Bytes of text to train on, planted text included; met within a document or two.
    public var bytes: Int {
      switch self {
      case .standard: 16_000_000
      case .small: 4_000_000
      case .tiny: 500_000
      }
    }
  }

  /// How much text to train on.
  public var size: Size
  /// Decides every word.
  public var seed: UInt64

  /// A plan of a size and a seed.
  public init(size: Size = .standard, seed: UInt64 = 1) {
    self.size = size
    self.seed = seed
  }
}

extension LabPlan {
  /// Repetitions of the links of one file; the first thirteen are those of Table 4 of Carlini et
  /// al. 2021.
  var linkTotals: [Int] {
    let all = [359, 113, 76, 72, 64, 56, 51, 51, 35, 33, 17, 17, 8, 4, 2, 1]
    return size == .tiny ? Array(all.suffix(6)) : all
  }

  /// Files of links.
  var linkFiles: Int { size == .standard ? 5 : 1 }

  /// How often each string of high entropy is planted, in sets.
  var highEntropySets: Int { size == .standard ? 3 : 1 }

  /// Strings of digits by repetitions.
  var digitLevels: [(repetitions: Int, strings: Int)] {
    switch size {
    case .standard:
      [(1, 20), (2, 20), (4, 20), (8, 20), (16, 20), (32, 20), (64, 12), (128, 4), (256, 4)]
    case .small:
      [(1, 4), (2, 4), (4, 4), (8, 4), (16, 4), (32, 4), (64, 4), (128, 2), (256, 1)]
    case .tiny: [(1, 2), (2, 2), (4, 2), (8, 2), (16, 2)]
    }
  }

  /// Never-inserted strings of digits beside the twins.
  var digitReferences: Int { size == .standard ? 20 : 4 }

  /// Repetitions of natural passages, about 2^(n/4) or 2^(n/2).
  var duplicateLevels: [Int] {
    switch size {
    case .standard:
      [1, 1, 1, 2, 2, 3, 3, 4, 5, 6, 7, 8, 10, 11, 13, 16, 19, 23, 27, 32, 38, 45, 54, 64, 76, 91]
        + [108, 128, 152, 181, 215, 256]
    case .small: [1, 1, 2, 3, 4, 6, 8, 11, 16, 23, 32, 45, 64, 91, 128]
    case .tiny: [1, 2, 4, 8]
    }
  }

  /// Lines of a long source file, as many as the one that GPT-2 XL gave back (Carlini et al. 2021,
  /// §6.4), and its copies.
  var longFile: (lines: Int, copies: Int)? { size == .standard ? (1450, 32) : nil }

  /// Ladders of contact blocks, and the repetitions of one.
  var contactLadders: (count: Int, levels: [Int]) {
    let levels = [1, 2, 4, 8, 16, 32, 64, 128]
    switch size {
    case .standard: return (6, levels)
    case .small: return (2, levels)
    case .tiny: return (2, Array(levels.prefix(4)))
    }
  }

  /// Ladders of headlines, and the repetitions of one.
  var headlineLadders: (count: Int, levels: [Int]) {
    let levels = [1, 2, 4, 8, 16, 32, 64]
    switch size {
    case .standard: return (4, levels)
    case .small: return (2, levels)
    case .tiny: return (1, Array(levels.prefix(4)))
    }
  }
}
