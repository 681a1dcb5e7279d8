import LinearAlgebra

/// Puts a placeholder such as `[e-mail]` in place of personal data and of secrets.
///
/// Masked are the categories that are personal and keys, or some of them; strings that overlap share
/// one placeholder. Everything else stays byte for byte. Masking what was masked changes nothing.
public struct Redactor: Sendable {
  private let categorizer = Categorizer()
  private let masked: Set<Category>

  /// What this redactor masks, in the order of declaration.
  public var categories: [Category] { masked.sorted() }

  /// The categories that can be masked.
  public static let categories = Category.allCases.filter { placeholder($0) != nil }

  /// A redactor with the recognisers of `Categorizer`.
  ///
  /// - Parameter categories: What to mask, `contact` for all that is narrower; others than
  ///   `categories` change nothing.
  public init(masking categories: Set<Category> = Set(Redactor.categories)) {
    masked = Set(
      Self.categories.filter { category in
        categories.contains(category) || category.broader.map(categories.contains) == true
      })
  }

  /// A text without the personal data that was found in it.
  public func redact(_ text: String) -> String {
    String(decoding: redact(Array(text.utf8)), as: UTF8.self)
  }

  /// Bytes, UTF-8 or not, without the personal data that was found in them.
  public func redact(_ text: [UInt8]) -> [UInt8] { redaction(of: text).text }

  /// A text without the personal data that was found in it, and how often each category was.
  public func redaction(of text: [UInt8]) -> Redaction {
    // A placeholder may be the boundary that a string beside it lacked, so it is looked again until
    // nothing is found. That ends: no recogniser matches a placeholder, and each round shortens
    // what is not one.
    var redaction = Redaction(text: text, counts: [:])
    while true {
      let masks = masks(of: redaction.text)
      let text = replaced(redaction.text, masks)
      if text == redaction.text { return redaction }
      redaction.text = text
      for mask in masks { redaction.counts[mask.category, default: 0] += 1 }
    }
  }

  /// The redactions of texts, computed on all cores.
  public func redactions(of texts: [[UInt8]]) -> [Redaction] {
    parallelMap(texts.count, grain: 1) { redaction(of: texts[$0]) }
  }

  private struct Mask {
    var range: Range<Int>
    let category: Category
  }

  /// What to mask, in order, overlapping strings united under the one that begins first.
  private func masks(of text: [UInt8]) -> [Mask] {
    var masks: [Mask] = []
    for match in categorizer.spans(in: text).sorted() {
      guard masked.contains(match.category) else { continue }
      if let last = masks.last, match.range.lowerBound < last.range.upperBound {
        let end = max(last.range.upperBound, match.range.upperBound)
        masks[masks.count - 1].range = last.range.lowerBound..<end
      } else {
        masks.append(Mask(range: match.range, category: match.category))
      }
    }
    return masks
  }

  private func replaced(_ text: [UInt8], _ masks: [Mask]) -> [UInt8] {
    var result: [UInt8] = []
    result.reserveCapacity(text.count)
    var place = 0
    for mask in masks {
      result += text[place..<mask.range.lowerBound]
      result += Self.placeholder(mask.category)?.utf8 ?? "".utf8
      place = mask.range.upperBound
    }
    return result + text[place...]
  }

  /// What stands in place of a string of a category; none for what is not masked.
  static func placeholder(_ category: Category) -> String? {
    switch category {
    case .email: "[e-mail]"
    case .phone: "[phone]"
    case .address: "[address]"
    case .namedIndividual: "[name]"
    case .pseudonym: "[handle]"
    case .iban: "[account]"
    case .card: "[card]"
    case .ssn: "[ssn]"
    case .key: "[key]"
    default: nil
    }
  }
}
