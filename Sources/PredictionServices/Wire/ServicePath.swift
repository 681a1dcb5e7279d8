import Estimators
import Foundation

/// A path with places for names, such as `/v1/projects/{project}/endpoints/{model}:predict`.
///
/// The model's name fills the place `{model}`. Of a name of several parts, as in `team/loans`, the
/// last one does, and those before it fill the places to the left; a place without a part becomes
/// `default`. A server looks at the model alone and takes whatever stands in the other places.
struct ServicePath: Sendable, Hashable {
  private let components: [Component]

  /// What stands between two slashes: fixed text, or a place with fixed text around it.
  private struct Component: Sendable, Hashable {
    var prefix: String
    var place: String?
    var suffix: String
  }

  init(_ pattern: String) {
    components = pattern.split(separator: "/").map { text in
      guard let start = text.firstIndex(of: "{"), let end = text.firstIndex(of: "}"), start < end
      else { return Component(prefix: String(text), place: nil, suffix: "") }
      return Component(
        prefix: String(text[..<start]), place: String(text[text.index(after: start)..<end]),
        suffix: String(text[text.index(after: end)...]))
    }
  }

  /// The path to the model of a name, percent-encoded.
  func path(to name: String) -> String {
    let fixed = Set(components.filter { $0.place == nil }.map(\.prefix))
    // A full resource name repeats the fixed words of the path: projects/p/endpoints/e.
    var parts = name.split(separator: "/").map(String.init).filter { !fixed.contains($0) }
    var filled: [String] = []
    for component in components.reversed() {
      var text = component.prefix
      if component.place != nil { text += Self.encoded(parts.popLast() ?? "default") }
      filled.append(text + component.suffix)
    }
    return "/" + filled.reversed().joined(separator: "/")
  }

  /// Whether a percent-encoded path is of this form and leads to the model of a name.
  func leads(to name: String, _ path: String) -> Bool {
    let parts = path.split(separator: "/", omittingEmptySubsequences: true)
    guard path.hasPrefix("/"), parts.count == components.count else { return false }
    let model = name.split(separator: "/").last.map(String.init) ?? name
    for (part, component) in zip(parts, components) {
      guard let text = part.removingPercentEncoding else { return false }
      guard let place = component.place else {
        if text != component.prefix { return false }
        continue
      }
      guard text.hasPrefix(component.prefix), text.hasSuffix(component.suffix),
        text.count > component.prefix.count + component.suffix.count
      else { return false }
      let filling = text.dropFirst(component.prefix.count).dropLast(component.suffix.count)
      if place == "model", filling != model { return false }
    }
    return true
  }

  /// A name in which all but letters, digits and `-._~` are percent-encoded (RFC 3986, §2.3).
  private static func encoded(_ name: String) -> String {
    var text = ""
    for byte in name.utf8 {
      switch byte {
      case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
        UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "."),
        UInt8(ascii: "_"), UInt8(ascii: "~"):
        text.unicodeScalars.append(Unicode.Scalar(byte))
      default: text += "%" + (byte < 0x10 ? "0" : "") + String(byte, radix: 16, uppercase: true)
      }
    }
    return text
  }
}
