extension Category {
  /// What a table calls it.
  public var title: String {
    switch self {
    case .news: "News, domestic and international"
    case .logs: "Log files and error reports"
    case .licence: "Licences, terms of use, copyright notices"
    case .namedList: "Lists of named items"
    case .forum: "Forum posts or wiki entries"
    case .url: "Valid URLs"
    case .namedIndividual: "Named individuals, news left out"
    case .promotional: "Promotional content"
    case .highEntropy: "High-entropy strings"
    case .contact: "Contact information"
    case .code: "Source code"
    case .configuration: "Configuration files"
    case .religious: "Religious texts"
    case .pseudonym: "Pseudonyms"
    case .shortPost: "Short posts"
    case .webForm: "Web forms"
    case .techNews: "Technology news"
    case .numberList: "Lists of numbers"
    case .sports: "Sports news"
    case .movie: "Film synopses or casts"
    default: detailTitle
    }
  }

  private var detailTitle: String {
    switch self {
    case .email: "E-mail addresses"
    case .phone: "Telephone numbers"
    case .address: "Postal addresses"
    case .iban: "Bank account numbers"
    case .card: "Payment card numbers"
    case .ssn: "Social security numbers"
    case .key: "Keys, tokens and passwords"
    case .uuid: "UUIDs"
    case .hash: "Hexadecimal digests"
    default: "Base 64 blobs"
    }
  }
}
