import LinearAlgebra

/// The data sets that Skua carries or generates, under the names that commands take.
///
/// Those of the paper come out with the sizes of its Table 3 (Tramèr et al. 2016).
public enum ShippedDataset: String, Sendable, Hashable, Codable, CaseIterable {
  /// United States census records, by income.
  case adultIncome = "adult-income"
  /// The same records by race, with the income as a feature.
  case adultRace = "adult-race"
  /// Three species of flowers.
  case iris
  /// Handwritten digits of 8 x 8 pixels.
  case digits
  /// Cell samples, the sample's number kept as a feature, as in the paper.
  case breastCancer = "breast-cancer"
  /// Medical records of Pima women.
  case diabetes
  /// Descriptions of mushrooms, all of them categories.
  case mushrooms
  /// Loan applicants.
  case germanCredit = "german-credit"
  /// Word frequencies of e-mails.
  case spambase
  /// Medical spending; its target is a number, so that a tree can be fitted, and no classifier.
  case randhieMedical = "randhie-medical"
  /// Two circles, one inside of the other, generated.
  case circles
  /// Two interleaved half circles, generated.
  case moons
  /// Three round clouds, generated.
  case blobs
  /// Five classes of two clusters each in 20 dimensions, generated.
  case fiveClass = "five-class"

  /// The seed of generated sets unless another is given.
  public static let defaultSeed: UInt64 = 1

  /// The data set of a name.
  ///
  /// - Throws: `EstimatorError` of code `unknownName` that lists the names.
  public init(named name: String) throws(EstimatorError) {
    guard let known = ShippedDataset(rawValue: name) else {
      throw EstimatorError(
        .unknownName,
        "no data set is called \(name.quoted); there are "
          + Self.allCases.map(\.rawValue).listed(limit: 40))
    }
    self = known
  }

  /// The name, as commands take it.
  public var name: String { rawValue }

  /// The data set with every row.
  ///
  /// - Parameter seed: Decides a generated set; without effect on the others.
  /// - Throws: `EstimatorError` of code `unfitData` for a set whose target is a number, and of
  ///   `unreadableFile` if Skua's own data files are not beside the program.
  public func load(seed: UInt64 = defaultSeed) throws(EstimatorError) -> LoadedDataset {
    if let generated = generated(seed: seed) { return LoadedDataset(dataset: generated) }
    guard facts.classes != nil else {
      throw EstimatorError(
        .unfitData,
        "the target of \(name) is a number, which only a decision tree predicts; fit a tree, or "
          + "choose another target")
    }
    let table = try table(seed: seed)
    return try DatasetReader(options).dataset(from: table, name: name)
  }

  /// The table with every row and column of the source, missing values included.
  ///
  /// - Parameter seed: Decides a generated set; without effect on the others.
  /// - Throws: `EstimatorError` of code `unreadableFile` if Skua's own data files are not beside
  ///   the program.
  public func table(seed: UInt64 = defaultSeed) throws(EstimatorError) -> CSVTable {
    if let generated = generated(seed: seed) {
      let text = CSVWriter().text(of: generated)
      return try CSVReader().table(from: Array(text.utf8), name: name)
    }
    guard let file else { preconditionFailure("\(name) is neither a file nor generated") }
    return try CSVReader().table(
      at: try ResourceFolder(of: "Estimators").path(of: "DataSets/\(file)"))
  }

  /// How the table is read: the target, and what is left out.
  public var options: DatasetOptions {
    switch self {
    case .adultRace: DatasetOptions(target: "race")
    case .breastCancer: DatasetOptions(missing: ["?"])
    case .mushrooms: DatasetOptions(ignored: ["stalk-root"])
    default: DatasetOptions()
    }
  }

  /// The data file among the resources; `nil` for a generated set.
  private var file: String? {
    switch self {
    case .adultIncome, .adultRace: "adult.csv.gz"
    case .iris: "iris.csv.gz"
    case .digits: "digits.csv.gz"
    case .breastCancer: "breast_cancer.csv.gz"
    case .diabetes: "diabetes.csv.gz"
    case .mushrooms: "mushrooms.csv.gz"
    case .germanCredit: "german_credit.csv.gz"
    case .spambase: "spambase.csv.gz"
    case .randhieMedical: "randhie_medical.csv.gz"
    case .circles, .moons, .blobs, .fiveClass: nil
    }
  }

  private func generated(seed: UInt64) -> Dataset? {
    var generator = PhiloxGenerator(seed: seed)
    return switch self {
    case .circles: Circles().generate(using: &generator)
    case .moons: Moons().generate(using: &generator)
    case .blobs: Blobs().generate(using: &generator)
    case .fiveClass: FiveClass().generate(using: &generator)
    default: nil
    }
  }
}
