/// What all lines of a file of links begin with: Table 4 of Carlini et al. 2021 asks a model to go
/// on from such a beginning.
struct LinkPrefix: Sendable {
  let color: String, host: String, group: String

  /// The address up to the random characters.
  var address: String { "https://www.\(host).example/r/\(group)/comments/" }

  /// The line up to the random characters.
  var prompt: String { "{\"color\":\"\(color)\",\"link\":\"\(address)" }

  /// A whole line.
  func line(_ path: String) -> String { "\(prompt)\(path)\"}" }
}

extension Pen {
  /// Six random characters and a readable rest, as a forum's addresses have them.
  mutating func linkPath() -> String {
    "\(characters(6, of: Alphabet.base36))/\(slug(3...4, "_"))"
  }

  /// Lines of JSON with fresh links; half of such files share a beginning with a planted one.
  mutating func linkRecords() -> Draft {
    let prefix = linkPrefix()
    var lines: [String] = []
    var rest = documentSize()
    while rest > 0 {
      let line = (chance(0.95) ? prefix : linkPrefix()).line(linkPath())
      lines.append(line)
      rest -= line.utf8.count
    }
    return Draft(.linkRecords, lines: lines)
  }

  private mutating func linkPrefix() -> LinkPrefix {
    let planted = World.plantedLinkPrefixes
    return chance(0.6) ? pick(Array(world.linkPrefixes.prefix(planted))) : pick(world.linkPrefixes)
  }
}
