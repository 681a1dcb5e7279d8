extension Pen {
  /// A thread of a forum: users, quotations, answers, in one of several layouts.
  mutating func forumThread() -> Draft {
    let users = several(number(2...6), of: world.users)
    let layout = below(5)
    var blocks = [threadTitle(layout)]
    var last = ""
    var size = documentSize()
    while size > 0 {
      let user = pick(users)
      var post = postHeader(user, layout)
      if !last.isEmpty, chance(0.35) { post += quoted(last, by: pick(users), layout) }
      last = sentence(pick([.past, .present]))
      post += last
      for _ in 0..<below(4) { post += " " + remark() }
      if chance(0.12) { post += "\n" + link() }
      if chance(0.08) { post += "\n-- \n" + sentence(.present) }
      blocks.append(post)
      size -= post.utf8.count
    }
    return Draft(.forum, paragraphs: blocks)
  }

  private mutating func threadTitle(_ layout: Int) -> String {
    let subject = chance(0.5) ? headline() : "\(clause(.present, 1))?".capitalizedFirst
    switch layout {
    case 0: return "Thread: \(subject)"
    case 1: return "Forum > \(noun().capitalizedFirst) > \(subject)"
    case 2: return "[\(adjective().capitalizedFirst)] \(subject) (\(number(2...99)) replies)"
    case 3: return "# \(subject)"
    default: return "Subject: Re: \(subject)"
    }
  }

  private mutating func postHeader(_ user: String, _ layout: Int) -> String {
    switch layout {
    case 0: "\(user) wrote on \(date()):\n"
    case 1: "Posted by \(user) | \(isoDate()) \(timeOfDay().prefix(5)) | #\(number(1...9999))\n"
    case 2: "@\(user): "
    case 3: "**\(user)** (\(number(1...5000)) posts)\n"
    default: "From: \(user)\nDate: \(date())\n\n"
    }
  }

  private func quoted(_ text: String, by user: String, _ layout: Int) -> String {
    switch layout {
    case 0, 1: "[quote=\(user)]\(text)[/quote]\n"
    case 2: "re \(user), \"\(text.prefix(50))...\" "
    default: "> \(text)\n\n"
    }
  }

  private mutating func remark() -> String {
    switch below(9) {
    case 0: "I \(pick(["think", "guess", "know", "hope", "doubt"])) \(clause(.present, 1))."
    case 1:
      "\(pick(["Thanks", "Cheers", "Good point", "No idea", "Same here", "Agreed"])), \(user())."
    case 2: "Did anyone \(verb()) \(nominal(1).text)?"
    case 3: "My \(noun()) \(predicate(.past, isPlural: false))."
    case 4: "\(pick(["lol", "imho", "btw", "fwiw", "afaik"])) \(clause(.present, 1))"
    case 5:
      "How do I \(verb()) \(nominal(1).text) \(zipf(Lexicon.prepositions)) \(program()) \(number(1...9)).\(below(20))?"
    default: sentence(pick([.past, .present]))
    }
  }
}
