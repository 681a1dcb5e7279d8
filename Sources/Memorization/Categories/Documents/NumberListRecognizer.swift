/// Lists of numbers: ten or more that are 7 in 10 of all words, in no log and no code.
struct NumberListRecognizer: DocumentRecognizer {
  var category: Category { .numberList }

  func recognizes(_ reading: Reading) -> Bool {
    let profile = reading.profile
    let numbers = profile.words.count(where: \.isNumber)
    return numbers >= 10 && 10 * numbers >= 7 * profile.words.count && reading.language == nil
      && !reading.isLog
  }
}
