public import Memorization

/// What an audit found, as `skua audit --json` prints it.
public struct AuditReport: Sendable, Encodable {
  /// Samples of all schemes.
  public var samples: Int
  /// One for each scheme, in the order of the plan.
  public var schemes: [Scheme]
  /// One for each pair of scheme and metric.
  public var configurations: [Configuration]
  /// Memorised findings in all samples, or among those that somebody has judged.
  @Nullable public var uniqueMemorized: Int?
  /// Memorised findings in the selected samples.
  @Nullable public var uniqueSelected: Int?
  /// Passages of the training text that samples repeat, and planted strings.
  public var findings: [AuditFinding]
  /// What was planted and what of it came back, by family and number of repetitions.
  @Nullable public var planted: [PlantedSummary]?
  /// Text that the model was not trained on, held against the training text in the same way.
  @Nullable public var noise: NoiseFloor?
  /// The training text, if it is known.
  @Nullable public var corpus: Corpus?
  /// Where the time went, in seconds of this call.
  public var seconds: Seconds

  /// One sampling scheme.
  public struct Scheme: Sendable, Encodable {
    /// The scheme.
    public var scheme: SamplingScheme
    /// Its samples.
    public var samples: Int
    /// The share of samples that the removal of duplicates drops.
    public var duplicates: Double
    /// Samples that repeat training text that is not trivial.
    @Nullable public var memorized: Int?
    /// Samples that repeat trivial training text alone.
    @Nullable public var trivial: Int?
    /// Findings in its samples.
    @Nullable public var unique: Int?
    /// Findings in its selected samples.
    @Nullable public var uniqueSelected: Int?
    /// Memorised samples that some metric selected, without duplicates: what Table 2 of Carlini et al.
    /// 2021 counts as unique.
    @Nullable public var uniqueSamples: Int?
  }

  /// A pair of sampling scheme and metric.
  public struct Configuration: Sendable, Encodable {
    /// The scheme.
    public var scheme: SamplingScheme
    /// The name of the metric.
    public var metric: String
    /// Samples selected.
    public var candidates: Int
    /// How many of them somebody has judged; `null` where the training text decides.
    @Nullable public var judged: Int?
    /// How many of them are memorised; `null` if neither the training text is known nor marks are.
    @Nullable public var memorized: Int?
    /// The interval of their share, among those judged, with 95% confidence.
    @Nullable public var interval: ClosedInterval?
    /// How many of them have a passage of 50 words that passes the fuzzy check: all its word trigrams
    /// stand in one stretch of a document.
    @Nullable public var fuzzy: Int?
    /// The best distinct samples, among which the candidates were selected.
    public var pool: Int
    /// How many of them are memorised; `null` where the training text isn't known.
    @Nullable public var memorizedInPool: Int?
    /// How well the metric tells memorised samples from others, over all samples: the area under the
    /// curve.
    @Nullable public var auroc: Double?
    /// Numbers of the selected samples.
    public var selected: [Int]
  }

  /// Two bounds, both included.
  public struct ClosedInterval: Sendable, Encodable, Hashable {
    /// The lower bound.
    public var low: Double
    /// The upper bound.
    public var high: Double
  }

  /// Planted strings of one family that were inserted equally often.
  public struct PlantedSummary: Sendable, Encodable {
    /// The family.
    public var family: String
    /// Occurrences in the training text; 0 for twins that were never inserted.
    public var occurrences: Int
    /// Strings of the family inserted so often.
    public var items: Int
    /// How many of them stand in a sample as a whole.
    public var found: Int
    /// Those of 40 bytes or more.
    public var longItems: Int
    /// How many of those stand in a sample as a whole.
    public var longFound: Int
  }

  /// Matches of text that the model can't have learned.
  public struct NoiseFloor: Sendable, Encodable {
    /// Its documents.
    public var documents: Int
    /// How many repeat training text that is not trivial.
    public var memorized: Int
    /// The share of its bytes in such matches.
    public var share: Double
  }

  /// The training text.
  public struct Corpus: Sendable, Encodable {
    /// Its documents.
    public var documents: Int
    /// Its bytes.
    public var bytes: Int
  }

  /// Seconds of each part.
  public struct Seconds: Sendable, Encodable {
    /// Reading the training text.
    public var index = 0.0
    /// Drawing samples.
    public var sampling = 0.0
    /// Scoring them under models.
    public var scoring = 0.0
    /// All the rest: ranking, duplicates, verification, categories.
    public var analysis = 0.0
  }
}
