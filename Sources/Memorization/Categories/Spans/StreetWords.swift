/// Words that name a kind of street.
enum StreetWords {
  static let english = WordSet(
    """
    street st avenue ave av road rd lane ln drive dr boulevard blvd court ct place pl square
    sq terrace ter way parkway pkwy highway hwy close crescent cres row alley circle cir trail
    walk gardens grove mews quay embankment broadway turnpike hill
    """)

  static let directions = WordSet(
    """
    n s e w ne nw se sw north south east west
    """)

  static let french = WordSet(
    """
    rue avenue boulevard place impasse chemin allée quai cours route passage
    """)

  /// Endings of streets written in one word: German, Dutch, Swedish, Danish.
  static let endings: [StaticString] = [
    "straße", "strasse", "str", "weg", "platz", "allee", "gasse", "ufer", "damm", "straat", "laan",
    "plein", "gatan", "vägen", "gade", "vej",
  ]

  /// Words before a street's name: Italian, Spanish, Portuguese, Polish.
  static let leading = WordSet(
    """
    via viale piazza corso calle avenida plaza paseo rua travessa ulica ul aleja
    """)
}
