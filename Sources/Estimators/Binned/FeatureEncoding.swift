/// How one feature becomes columns of a linear model: one-hot categories, one-hot bins, or itself.
///
/// The recipes of Amazon's service (Tramèr et al. 2016, §5.2). A value fills one column at most; a
/// missing one leaves all of them at 0, unless a column of its own marks it, as in BigML's.
public struct FeatureEncoding: Sendable, Hashable {
  /// What the columns are.
  public var form: Form
  /// Whether a last column is 1 where the value is missing.
  public var marksMissing: Bool

  /// The columns for values that are there.
  public enum Form: Sendable, Hashable {
    /// A column per category, 1 for the row's own.
    case categories
    /// A column per bin, 1 for the row's own: up to t_1, (t_i, t_i+1], above the last threshold.
    ///
    /// The thresholds are finite and rise strictly; without any there is a single bin.
    case bins([Double])
    /// One column that holds the number.
    case number
  }

  /// An encoding of a form.
  public init(_ form: Form, marksMissing: Bool = false) {
    self.form = form
    self.marksMissing = marksMissing
  }

  /// Number of columns of a feature.
  public func width(of feature: Feature) -> Int {
    let columns =
      switch (form, feature.kind) {
      case (.categories, .categorical(let names)): names.count
      case (.bins(let thresholds), _): thresholds.count + 1
      default: 1
      }
    return columns + (marksMissing ? 1 : 0)
  }

  /// The column of a feature that a value fills and what it holds there; `nil` if all stay at 0.
  ///
  /// The value must be of the feature's kind.
  func entry(for value: Value, of feature: Feature) -> (column: Int, value: Double)? {
    switch (form, value) {
    case (_, .missing): marksMissing ? (width(of: feature) - 1, 1) : nil
    case (.categories, .category(let index)): (index, 1)
    case (.bins(let thresholds), .number(let number)):
      (Self.bin(of: number, among: thresholds), 1)
    case (.number, .number(let number)): (0, number)
    default: preconditionFailure("\(value) doesn't fit feature '\(feature.name)'")
    }
  }

  /// The index of the bin that holds a number: how many thresholds lie below it.
  static func bin(of number: Double, among thresholds: [Double]) -> Int {
    var (low, high) = (0, thresholds.count)
    while low < high {
      let middle = (low + high) / 2
      if thresholds[middle] < number { low = middle + 1 } else { high = middle }
    }
    return low
  }

  /// Why this isn't an encoding of a feature, if it isn't: the rest of a sentence.
  func fault(for feature: Feature) -> String? {
    switch (form, feature.kind) {
    case (.categories, .numeric): "encodes numbers as categories"
    case (.bins, .categorical), (.number, .categorical): "encodes categories as numbers"
    case (.bins(let thresholds), .numeric):
      !thresholds.allSatisfy(\.isFinite)
        ? "has a threshold that is no finite number"
        : zip(thresholds, thresholds.dropFirst()).contains { $0 >= $1 }
          ? "has thresholds that don't rise" : nil
    case (.categories, .categorical), (.number, .numeric): nil
    }
  }
}

// As {"kind": "bins", "thresholds": [1.5, 3]}, {"kind": "categories"} or {"kind": "number"}, with
// "marks_missing": true where it is so.
extension FeatureEncoding: Codable {
  private enum CodingKeys: String, CodingKey {
    case kind, thresholds
    case marksMissing = "marks_missing"
  }

  private enum KindName: String, Codable { case categories, bins, number }

  public init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: CodingKeys.self)
    let form: Form =
      switch try container.decode(KindName.self, forKey: .kind) {
      case .categories: .categories
      case .bins: .bins(try container.decode([Double].self, forKey: .thresholds))
      case .number: .number
      }
    self.init(
      form, marksMissing: try container.decodeIfPresent(Bool.self, forKey: .marksMissing) ?? false)
  }

  public func encode(to encoder: any Swift.Encoder) throws {
    var container = encoder.container(keyedBy: CodingKeys.self)
    switch form {
    case .categories: try container.encode(KindName.categories, forKey: .kind)
    case .number: try container.encode(KindName.number, forKey: .kind)
    case .bins(let thresholds):
      try container.encode(KindName.bins, forKey: .kind)
      try container.encode(thresholds, forKey: .thresholds)
    }
    if marksMissing { try container.encode(true, forKey: .marksMissing) }
  }
}
