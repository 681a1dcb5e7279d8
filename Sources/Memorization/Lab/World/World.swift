import LinearAlgebra

/// The invented facts that all documents of a lab agree on.
///
/// Lists are drawn from by rank, so that some people and places recur in many documents and most in
/// few.
struct World: Sendable {
  /// A place.
  struct Town: Sendable {
    let name: String, region: String, river: String, postcode: String
    let population: Int, founded: Int
  }

  /// Somebody who doesn't exist.
  struct Person: Sendable {
    let given: String, surname: String, role: String, town: String, employer: String
    let age: Int

    var name: String { "\(given) \(surname)" }
  }

  /// A business that doesn't exist.
  struct Company: Sendable {
    let name: String, domain: String, trade: String, town: String, street: String
    let founded: Int, employees: Int
    let products: [Product]
  }

  /// Something that a company sells.
  struct Product: Sendable {
    let name: String, kind: String
    let cents: Int

    var price: String { "$\(cents / 100).\(cents % 100 < 10 ? "0" : "")\(cents % 100)" }
  }

  /// A sports team.
  struct Team: Sendable {
    let name: String, town: String, coach: String
    let players: [String]
  }

  /// A living thing.
  struct Species: Sendable {
    let common: String, latin: String, family: String, region: String
    let length: Int
  }

  /// A film.
  struct Film: Sendable {
    let title: String, director: String, cast: [String]
    let year: Int, minutes: Int
  }

  /// What decided it.
  let seed: UInt64
  let regions: [String]
  let towns: [Town]
  let people: [Person]
  let companies: [Company]
  let teams: [Team]
  let species: [Species]
  let films: [Film]
  let substances: [String]
  /// Names of programs and program libraries.
  let programs: [String]
  /// Names on forums and networks.
  let users: [String]
  let streets: [String]
  /// Names of web sites under `.example`, with `example.com`, `.org` and `.net`.
  let domains: [String]
  /// Beginnings of files of links; the first `plantedLinkPrefixes` have a planted file.
  let linkPrefixes: [LinkPrefix]
  static let plantedLinkPrefixes = 5
}
