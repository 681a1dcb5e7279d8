/// The kinds of documents that a lab holds; they follow Table 1 of Carlini et al. 2021.
enum DocumentKind: String, CaseIterable {
  case news, sports, forum, wiki, logs, report, configuration, code, licence
  case urlList = "url_list"
  case linkRecords = "link_records"
  case keyRecords = "key_records"
  case namedList = "named_list"
  case table, promotional, verse, directory
  case webForm = "web_form"
  case tech, post, movie, decoy
  /// A user's own text.
  case text

  /// Its share of the documents, in thousandths.
  var share: Int {
    switch self {
    case .news: 130
    case .sports: 60
    case .forum: 75
    case .wiki: 95
    case .logs: 55
    case .report: 25
    case .configuration: 50
    case .code: 70
    case .licence: 35
    case .urlList: 20
    case .linkRecords: 15
    case .keyRecords: 45
    case .namedList: 40
    case .table: 35
    case .promotional: 55
    case .verse: 35
    case .directory: 40
    case .webForm: 25
    case .tech: 40
    case .post: 30
    case .movie: 30
    case .decoy: 160
    case .text: 0
    }
  }

  /// Whether it is made of sentences, so that a sentence planted into it doesn't stand out.
  var isProse: Bool {
    switch self {
    case .news, .sports, .forum, .wiki, .licence, .promotional, .verse, .tech, .post, .movie, .text:
      true
    default: false
    }
  }

  /// One of the kinds, each by its share.
  static func draw(_ pen: inout Pen) -> DocumentKind {
    var rest = pen.below(allCases.reduce(0) { $0 + $1.share })
    for kind in allCases {
      rest -= kind.share
      if rest < 0 { return kind }
    }
    return .news
  }

  /// A new document of this kind.
  func write(_ pen: inout Pen) -> Draft {
    switch self {
    case .news: pen.newsArticle()
    case .sports: pen.matchReport()
    case .forum: pen.forumThread()
    case .wiki: pen.wikiArticle()
    case .logs: pen.serverLog()
    case .report: pen.errorReport()
    case .configuration: pen.configurationFile()
    case .code: pen.sourceFile()
    case .licence: pen.terms()
    case .urlList: pen.urlList()
    case .linkRecords: pen.linkRecords()
    case .keyRecords: pen.keyRecords()
    case .namedList: pen.namedList()
    case .table: pen.numberTable()
    case .promotional: pen.promotion()
    case .verse: pen.verse()
    case .directory: pen.directory()
    case .webForm: pen.webForm()
    case .tech: pen.techNews()
    case .post: pen.posts()
    case .movie: pen.movie()
    case .decoy: pen.decoy()
    case .text: pen.newsArticle()
    }
  }
}
