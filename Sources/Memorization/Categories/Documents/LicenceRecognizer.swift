/// Licences, terms of use and notices of copyright: eight points of their vocabulary, one word in
/// 20.
struct LicenceRecognizer: DocumentRecognizer {
  var category: Category { .licence }

  func recognizes(_ reading: Reading) -> Bool {
    let profile = reading.profile
    return profile.score(.licence) >= 8 && profile.isDense(profile.hits(.licence), oneIn: 20)
  }
}
