/// The items of a PMML `Array`: parted by white space, in quotes where they hold some.
enum PMMLArray {
  static func items(_ text: String) -> [String] {
    var items: [String] = []
    var item: String?
    var isQuoted = false
    var isEscaped = false
    for character in text {
      if isEscaped {
        item = (item ?? "") + String(character)
        isEscaped = false
      } else if isQuoted && character == "\\" {
        isEscaped = true
      } else if character == "\"" {
        item = item ?? ""
        isQuoted.toggle()
      } else if character.isWhitespace && !isQuoted {
        if let whole = item { items.append(whole) }
        item = nil
      } else {
        item = (item ?? "") + String(character)
      }
    }
    if let item { items.append(item) }
    return items
  }
}
