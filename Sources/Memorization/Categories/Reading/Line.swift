/// A line that isn't blank.
struct Line: Sendable {
  /// Its bytes without blanks around them.
  let range: Range<Int>
  /// Blanks before it.
  let indentation: Int
  /// Its words, as places in the profile's words.
  let words: Range<Int>
}
