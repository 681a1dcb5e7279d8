/// A kind of text that language models were found to have memorised.
///
/// A text may be of several kinds. The first twenty are those of Carlini et al. 2021, Table 1 and
/// its longer form, Table 5; the rest say more exactly what personal data or which secret was
/// found. Two of the paper's are left out: pornography, and one person's posts, whose place
/// `shortPost` takes.
public enum Category: String, Sendable, Codable, CaseIterable, Hashable {
  /// News of a country or of the world.
  case news
  /// Log files, error reports and stack traces.
  case logs
  /// Licences, terms of use and notices of copyright.
  case licence
  /// Lists of named things.
  case namedList = "named_list"
  /// Posts of a forum, or an article of a wiki.
  case forum
  /// Addresses of the web that are well-formed.
  case url
  /// Persons named outside of news.
  case namedIndividual = "named_individual"
  /// Advertising.
  case promotional
  /// Random strings; the narrower `uuid`, `hash`, `base64` and some `key` are among them.
  case highEntropy = "high_entropy"
  /// How to reach somebody; the narrower `email`, `phone` and `address` are among them.
  case contact
  /// Source code.
  case code
  /// Configuration files.
  case configuration
  /// Religious texts.
  case religious
  /// User names and handles.
  case pseudonym
  /// Short posts of a social network.
  case shortPost = "short_post"
  /// Web forms.
  case webForm = "web_form"
  /// News of technology.
  case techNews = "tech_news"
  /// Lists of numbers.
  case numberList = "number_list"
  /// News of sports.
  case sports = "sports_news"
  /// Synopsis or cast of a film.
  case movie
  /// E-mail addresses.
  case email
  /// Telephone numbers.
  case phone
  /// Postal addresses.
  case address
  /// Bank accounts, with right check digits.
  case iban
  /// Payment cards, with a right check digit.
  case card
  /// Social security numbers of the United States.
  case ssn
  /// Access keys, tokens and passwords.
  case key
  /// Universally unique identifiers.
  case uuid
  /// Digests in hexadecimal.
  case hash
  /// Blobs in base 64.
  case base64

  /// Whether it is about a person: the starred rows of Table 1, and what names or pays for
  /// somebody.
  public var isPersonal: Bool {
    switch self {
    case .namedIndividual, .contact, .pseudonym, .email, .phone, .address, .iban, .card, .ssn: true
    default: false
    }
  }

  /// The wider category that a string of this one also belongs to.
  var broader: Category? {
    switch self {
    case .email, .phone, .address: .contact
    case .uuid, .hash, .base64: .highEntropy
    default: nil
    }
  }
}

extension Category: Comparable {
  /// Whether it stands before another one in the order of declaration, which is Table 1's.
  public static func < (first: Category, second: Category) -> Bool {
    first.place < second.place
  }

  private static let places = Dictionary(
    uniqueKeysWithValues: zip(allCases, allCases.indices))

  private var place: Int { Self.places[self, default: 0] }
}
