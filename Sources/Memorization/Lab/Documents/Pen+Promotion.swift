extension Pen {
  /// Promotional mail.
  mutating func promotion() -> Draft {
    let seller = company()
    var blocks: [String] = []
    if chance(0.5) { blocks.append("Subject: \(chance(0.5) ? offer(seller) : headline())") }
    blocks.append(
      pick([
        "Dear \(noun()) lover,", "Hello \(person().given),", "Dear customer,", "Good news!",
        "Friends of \(seller.name),", "\(adjective().uppercased()) \(noun().uppercased()) SALE",
      ]))
    blocks += paragraphs(documentSize()) { pen in
      switch pen.below(5) {
      case 0: pen.offer(seller) + " " + pen.pitch(seller)
      case 1: pen.pitch(seller) + " " + pen.pitch(seller)
      case 2: "* \(pen.offer(seller))\n* \(pen.offer(seller))\n* \(pen.offer(seller))"
      default: pen.pitch(seller) + " " + pen.sentence(.present)
      }
    }
    blocks.append(
      pick([
        "Visit \(link()) or call \(phone()).",
        "To unsubscribe, \(verb()) \(nominal(0).text) at \(link()).",
        "\(seller.name), \(address())", "Yours, \(person().name), \(seller.name)",
      ]))
    return Draft(.promotional, paragraphs: blocks)
  }

  private mutating func offer(_ seller: World.Company) -> String {
    let product = pick(seller.products)
    switch below(5) {
    case 0:
      return
        "Save \(number(5...80))% on every \(adjective()) \(product.kind) until \(month()) \(number(1...28))!"
    case 1:
      return
        "The new \(product.name) \(product.kind) is only \(price()), \(adjective()) \(noun()) included."
    case 2:
      return "Buy \(number(2...5)) \(Inflection.plural(product.kind)), get one \(noun()) free."
    case 3:
      return
        "Use code \(characters(number(5...9), of: Alphabet.capitals)) for \(number(5...60))% off \(Inflection.plural(noun()))."
    default: return "\(product.name): was \(price()), now \(product.price)."
    }
  }

  private mutating func pitch(_ seller: World.Company) -> String {
    switch below(7) {
    case 0: "Imagine \(nominal(1).text) that \(predicate(.present, isPlural: false, 1))."
    case 1:
      "\(seller.name) \(predicate(.present, isPlural: false, 1)) so that you can \(verb()) your \(noun())."
    case 2: "Don't \(verb()) your \(noun()) - \(verb()) it with our \(adjective()) \(noun())!"
    case 3: "\"\(sentence(.past))\" writes \(person().name) from \(town().name)."
    case 4: "Order before \(date()) and \(verb()) \(nominal(1).text)."
    case 5: "Our \(Inflection.plural(noun())) \(predicate(.present, isPlural: true, 1))."
    default: "Why \(verb()) \(nominal(0).text) when you can \(verb()) \(nominal(1).text)?"
    }
  }
}
