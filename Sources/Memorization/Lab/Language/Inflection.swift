/// Regular English endings.
enum Inflection {
  /// "story" -> "stories", "watch" -> "watches", "leaf" -> "leaves".
  static func plural(_ noun: String) -> String {
    if let form = irregularPlurals[noun] { return form }
    if endsInConsonantAndY(noun) { return noun.dropLast() + "ies" }
    let hisses = ["s", "x", "z", "ch", "sh"].contains { noun.hasSuffix($0) }
    return noun + (hisses ? "es" : "s")
  }

  /// "carry" -> "carries".
  static func thirdPerson(_ verb: String) -> String { plural(verb) }

  /// "carry" -> "carried", "stop" -> "stopped", "move" -> "moved".
  static func past(_ verb: String) -> String {
    if let form = irregularPasts[verb] { return form }
    if verb.hasSuffix("e") { return verb + "d" }
    if endsInConsonantAndY(verb) { return verb.dropLast() + "ied" }
    return (doubling.contains(verb) ? verb + String(verb.suffix(1)) : verb) + "ed"
  }

  /// "move" -> "moving".
  static func gerund(_ verb: String) -> String {
    if verb.hasSuffix("e"), !verb.hasSuffix("ee") { return verb.dropLast() + "ing" }
    return (doubling.contains(verb) ? verb + String(verb.suffix(1)) : verb) + "ing"
  }

  /// "an apple", "a year".
  static func article(_ word: String) -> String {
    guard let first = word.utf8.first else { return "a" }
    let vowels = "aeiouAEIOU".utf8
    let exceptions = ["us", "uni", "eu", "one", "Uni", "Eu"]
    let sounds = vowels.contains(first) && !exceptions.contains { word.hasPrefix($0) }
    return sounds || word.hasPrefix("hones") ? "an" : "a"
  }

  private static let doubling: Set<String> = [
    "stop", "drop", "plan", "control", "cancel", "ban", "permit", "chat", "drip", "label", "admit",
    "travel",
  ]
  private static let irregularPasts = [
    "spend": "spent", "teach": "taught", "forgive": "forgave", "burn": "burnt", "learn": "learnt",
  ]
  private static let irregularPlurals = [
    "leaf": "leaves", "knife": "knives", "child": "children", "fish": "fish", "loaf": "loaves",
    "roof": "roofs", "quarry": "quarries",
  ]

  private static func endsInConsonantAndY(_ word: String) -> Bool {
    guard word.hasSuffix("y"), let before = word.utf8.dropLast().last else { return false }
    return !"aeiou".utf8.contains(before)
  }
}
