/// A licence in sections and a few short notices, which a fifth of all documents quote.
struct Boilerplate {
  /// The sections of the licence, in order; together about 3 kB.
  let licence: [String]
  /// Short notices.
  let notices: [String]

  /// The boilerplate of a lab, worded by a pen.
  init(_ pen: inout Pen) {
    let name = pen.program().capitalizedFirst
    licence = (1...9).map { number in
      var text = "\(number). \(name) Public Licence: \(pen.clause(.present, 1))."
      while text.utf8.count < 290 { text += " " + pen.licenceSentence() }
      return text
    }
    notices = (0..<4).map { _ in
      var text = "Copyright (c) \(pen.year()) \(pen.company().name). All rights reserved."
      while text.utf8.count < 130 { text += " " + pen.licenceSentence() }
      return text
    }
  }

  /// Its paragraphs.
  var paragraphs: [String] { licence + notices }

  /// What a document quotes: the licence, two of its sections, or a notice; all in all a tenth of
  /// the documents that quote have it whole.
  func quotation(_ pen: inout Pen) -> [String] {
    switch pen.below(20) {
    case 0, 1: return licence
    case 2..<11:
      let first = pen.below(licence.count)
      return Array(licence[first..<min(licence.count, first + pen.number(1...2))])
    default: return [pen.pick(notices)]
    }
  }
}

extension Pen {
  /// The beginning of a text, cut between words: at most two thirds of them.
  mutating func beginning(of text: String) -> String {
    let words = text.split(separator: " ")
    return words.prefix(min(number(6...16), words.count * 2 / 3)).joined(separator: " ")
  }

  /// A short sentence of a licence.
  mutating func licenceSentence() -> String {
    switch below(5) {
    case 0: "You may \(verb()), \(verb()) and \(verb()) the \(noun())."
    case 1: "No \(noun()) shall \(verb()) the \(adjective()) \(noun())."
    case 2: "The work comes without any \(noun()) or \(noun())."
    case 3: "Each copy must \(verb()) this \(noun())."
    default: clause(.present, 1).sentence
    }
  }
}
