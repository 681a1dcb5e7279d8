import LinearAlgebra

extension World {
  /// The world of a seed.
  init(seed: UInt64) {
    self.seed = seed
    var maker = Maker(seed: seed)
    let regions = (0..<24).map { _ in maker.place() }
    let streets = (0..<300).map { _ in maker.street() }
    let towns = (0..<400).map { _ in maker.town(regions) }
    let companies = (0..<700).map { _ in maker.company(towns, streets) }
    let people = (0..<3000).map { _ in maker.person(towns, companies) }
    self.regions = regions
    self.streets = streets
    self.towns = towns
    self.companies = companies
    self.people = people
    teams = (0..<120).map { _ in maker.team(towns, people) }
    species = (0..<400).map { _ in maker.species(regions) }
    films = (0..<300).map { _ in maker.film(people) }
    substances = (0..<300).map { _ in maker.forge.name(NameForge.science[1]) }
    programs = (0..<300).map { _ in maker.forge.name(maker.pick(NameForge.brands)) }
    users = (0..<1500).map { _ in maker.user() }
    domains =
      ["example.com", "example.org", "example.net"]
      + (0..<250).map { _ in maker.forge.name(maker.pick(NameForge.brands)) + ".example" }
      + companies.prefix(150).map(\.domain)
    linkPrefixes = (0..<16).map { maker.linkPrefix($0) }
  }

  /// Makes one thing after the other.
  private struct Maker {
    var generator: PhiloxGenerator
    var forge: NameForge
    private var handles: Set<String> = []

    init(seed: UInt64) {
      generator = PhiloxGenerator(seed: seed, stream: 1 << 60)
      forge = NameForge(seed: seed, stream: 1 << 60 + 1)
    }

    mutating func pick<Element>(_ list: [Element]) -> Element {
      list[generator.integer(below: list.count)]
    }

    mutating func number(_ range: ClosedRange<Int>) -> Int {
      range.lowerBound + generator.integer(below: range.count)
    }

    mutating func place() -> String { forge.name(pick(NameForge.towns)).capitalizedFirst }

    mutating func street() -> String {
      let name =
        generator.uniform() < 0.5
        ? pick(Lexicon.nouns).capitalizedFirst
        : forge.name(pick(NameForge.surnames), syllables: 1...1).capitalizedFirst
      return "\(name) \(pick(["Street", "Road", "Lane", "Avenue", "Drive", "Way", "Square"]))"
    }

    mutating func town(_ regions: [String]) -> Town {
      Town(
        name: place(), region: pick(regions),
        river: forge.name(pick(NameForge.towns), syllables: 1...1).capitalizedFirst,
        postcode: "\(number(10000...99899))", population: number(9...990) * number(90...999),
        founded: number(1120...1960))
    }

    mutating func person(_ towns: [Town], _ companies: [Company]) -> Person {
      Person(
        given: pick(WorldNames.given),
        surname: forge.name(pick(NameForge.surnames), syllables: 1...1).capitalizedFirst,
        role: pick(WorldNames.roles), town: pick(towns).name, employer: pick(companies).name,
        age: number(19...88))
    }

    mutating func company(_ towns: [Town], _ streets: [String]) -> Company {
      let root = forge.name(pick(NameForge.brands), syllables: 1...1)
      let trade = pick(WorldNames.trades)
      let form = pick(["", "", " Ltd", " Group", " & Sons", " Inc", " Works", " Partners"])
      let products = (0..<number(1...5)).map { _ in
        Product(
          name: "\(pick(WorldNames.grades)) \(forge.name(pick(NameForge.brands), syllables: 1...1))"
            .titleCase, kind: pick(Lexicon.nouns), cents: number(199...89999))
      }
      return Company(
        name: root.capitalizedFirst + form, domain: "\(root).example", trade: trade,
        town: pick(towns).name, street: pick(streets), founded: number(1871...2022),
        employees: number(3...60) * number(2...90), products: products)
    }

    mutating func team(_ towns: [Town], _ people: [Person]) -> Team {
      let town = pick(towns).name
      return Team(
        name: "\(town) \(pick(WorldNames.teams))", town: town, coach: pick(people).name,
        players: (0..<14).map { _ in pick(people).surname })
    }

    mutating func species(_ regions: [String]) -> Species {
      let kind = pick(WorldNames.creatures)
      return Species(
        common: "\(pick(Lexicon.adjectives)) \(kind)",
        latin: forge.name(NameForge.science[0]).capitalizedFirst + " "
          + forge.name(NameForge.science[0], syllables: 1...1),
        family: forge.name(NameForge.science[0], syllables: 1...1).capitalizedFirst + "idae",
        region: pick(regions), length: number(2...240))
    }

    mutating func film(_ people: [Person]) -> Film {
      let (noun, other) = (pick(Lexicon.nouns), pick(Lexicon.nouns))
      let title = pick([
        "the \(noun)", "\(pick(Lexicon.adjectives)) \(noun)", "\(noun) of the \(other)",
        "a \(noun) for \(pick(people).given)", "the last \(noun)", "\(noun) and \(other)",
      ])
      return Film(
        title: title.titleCase, director: pick(people).name,
        cast: (0..<5).map { _ in pick(people).name }, year: number(1938...2026),
        minutes: number(71...188))
    }

    mutating func linkPrefix(_ index: Int) -> LinkPrefix {
      LinkPrefix(
        color: WorldNames.colors[index % WorldNames.colors.count],
        host: forge.name(pick(NameForge.brands), syllables: 1...1),
        group: Inflection.plural(pick(Lexicon.nouns)).capitalizedFirst
          + pick(Lexicon.nouns).capitalizedFirst)
    }

    mutating func user() -> String {
      while true {
        let sign = pick(["", "", "_", "-", "."])
        let name =
          pick([pick(Lexicon.adjectives), pick(Lexicon.nouns)]) + sign + pick(Lexicon.nouns)
          + (generator.uniform() < 0.6 ? "\(number(1...999))" : "")
        if handles.insert(name).inserted { return name }
      }
    }
  }
}
