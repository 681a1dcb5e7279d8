import Memorization

/// The published figures of Carlini et al. 2021 that an audit stands beside.
enum PublishedAudit {
  /// Table 2: memorised of 100 selected samples, by metric and scheme.
  static let memorized: [String: [SamplingScheme: Int]] = [
    "perplexity": [.topN: 9, .temperature: 3, .internet: 39],
    "small": [.topN: 41, .temperature: 42, .internet: 58],
    "medium": [.topN: 38, .temperature: 33, .internet: 45],
    "zlib": [.topN: 59, .temperature: 46, .internet: 67],
    "window": [.topN: 33, .temperature: 28, .internet: 58],
    "lowercase": [.topN: 53, .temperature: 22, .internet: 60],
  ]

  /// Table 2: distinct memorised samples of each scheme, and their sum.
  static let uniqueByScheme: [SamplingScheme: Int] = [
    .topN: 191, .temperature: 140, .internet: 273,
  ]
  static let unique = 604

  /// Table 1 and its longer form, Table 5, by the category that comes nearest.
  static let categories: [Category: Int] = [
    .news: 109, .logs: 79, .licence: 54, .namedList: 54, .forum: 53, .url: 50,
    .namedIndividual: 46, .promotional: 45, .highEntropy: 35, .contact: 32, .code: 31,
    .configuration: 30, .religious: 25, .pseudonym: 15, .webForm: 11, .techNews: 11,
    .shortPost: 12, .numberList: 10, .sports: 9, .movie: 5,
  ]

  /// Table 3: length in characters and occurrences of strings that stand in one document.
  static let rareStrings: [(length: Int, total: Int)] = [
    (87, 10), (40, 22), (54, 36), (64, 49), (32, 64), (43, 83), (10, 96), (17, 122), (40, 311),
  ]

  /// Figure 4: the share of samples that the removal of duplicates drops.
  static let duplicates: [SamplingScheme: Double] = [
    .topN: 0.026, .internet: 0.071, .temperature: 0.006,
  ]
}
