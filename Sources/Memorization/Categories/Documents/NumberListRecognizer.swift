/// Lists of numbers: ten or more that are 7 in 10 of all words.
struct NumberListRecognizer: DocumentRecognizer {
  let category = Category.numberList

  func recognizes(_ profile: TextProfile, _ spans: [CategoryMatch]) -> Bool {
    let numbers = profile.words.count(where: \.isNumber)
    return numbers >= 10 && 10 * numbers >= 7 * profile.words.count
  }
}
