/// What the world said no to: a file, a cell, a data set that can't be fitted.
public struct EstimatorError: Error, Sendable, Equatable, CustomStringConvertible {
  /// What kind of failure it is, for programs.
  public enum Code: String, Sendable {
    /// A file can't be opened, read or written.
    case unreadableFile, unwritableFile
    /// A CSV file is empty, ragged, or holds a cell that doesn't fit its column.
    case malformedTable
    /// A name that nothing has: a column, a data set, a model class.
    case unknownName
    /// A value that the schema doesn't allow at query time.
    case invalidQuery
    /// Data that no model of the class can be fitted to.
    case unfitData
    /// A model file that is cut short, of a newer version, or holds a NaN.
    case malformedModel
  }

  /// What kind of failure it is.
  public let code: Code
  /// One sentence for a user: file, line, column, the value, and what to do.
  public let message: String

  /// An error of a code and the sentence that explains it.
  public init(_ code: Code, _ message: String) {
    self.code = code
    self.message = message
  }

  /// The sentence.
  public var description: String { message }
}
