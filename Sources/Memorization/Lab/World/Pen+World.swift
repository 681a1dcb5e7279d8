extension Pen {
  mutating func person() -> World.Person { zipf(world.people) }
  mutating func town() -> World.Town { zipf(world.towns) }
  mutating func company() -> World.Company { zipf(world.companies) }
  mutating func team() -> World.Team { zipf(world.teams) }
  mutating func program() -> String { zipf(world.programs) }
  mutating func user() -> String { zipf(world.users) }
  mutating func domain() -> String { zipf(world.domains) }

  /// A made-up telephone number: all have 555 where an exchange would stand.
  mutating func phone() -> String {
    let (area, line) = ("\(number(201...989))", digits(4))
    return pick(["(\(area)) 555-\(line)", "\(area)-555-\(line)", "+1 \(area) 555 \(line)"])
  }

  /// "14 Mill Lane, 40512 Velmora".
  mutating func address() -> String {
    let town = town()
    return "\(number(1...399)) \(zipf(world.streets)), \(town.postcode) \(town.name)"
  }

  /// An address under a name that nobody can register.
  mutating func email(_ name: String? = nil) -> String {
    let local = name ?? pick(["info", "office", "sales", "contact", "hello", "desk", user()])
    return "\(local)@\(domain())"
  }

  /// "https://www.velora.example/garden/quiet-harbour".
  mutating func link() -> String {
    let path = (0..<number(0...2)).map { _ in noun() + "/" }.joined()
    let tail: String
    switch below(5) {
    case 0: tail = slug()
    case 1: tail = slug(2...4, "_") + ".html"
    case 2: tail = "\(noun())?id=\(number(10...99999))"
    case 3: tail = "\(year())/\(padded(number(1...12)))/\(slug())"
    default: tail = slug(1...2) + "/" + characters(number(4...9), of: Alphabet.base36)
    }
    return "http\(chance(0.8) ? "s" : "")://\(chance(0.5) ? "www." : "")\(domain())/\(path)\(tail)"
  }

  /// "$14.99" or "$1,250".
  mutating func price() -> String {
    chance(0.6)
      ? "$\(number(2...999)).\(padded(pick([0, 49, 50, 95, 99, number(0...99)])))"
      : "$\(number(1...89)),\(padded(below(1000), 3))"
  }
}
