/// Where a text is of a category.
public struct CategoryMatch: Sendable, Hashable {
  /// The category.
  public let category: Category
  /// Bytes of the text, from its beginning; all of them for a category of whole texts.
  public let range: Range<Int>

  /// A category and the bytes that are of it.
  public init(category: Category, range: Range<Int>) {
    self.category = category
    self.range = range
  }
}

extension CategoryMatch {
  /// A match if there is a range.
  @inline(__always) init?(_ category: Category, _ range: Range<Int>?) {
    guard let range else { return nil }
    self.init(category: category, range: range)
  }
}

extension CategoryMatch: Comparable {
  /// Whether it begins before another; of two that begin together the longer comes first.
  public static func < (first: CategoryMatch, second: CategoryMatch) -> Bool {
    if first.range.lowerBound != second.range.lowerBound {
      return first.range.lowerBound < second.range.lowerBound
    }
    if first.range.upperBound != second.range.upperBound {
      return first.range.upperBound > second.range.upperBound
    }
    return first.category < second.category
  }
}
