extension Planting {
  /// "The random number is" and nine digits, in the way of Carlini et al. 2019, with strings that
  /// are never planted.
  static func digits(_ plan: LabPlan, _ pen: inout Pen) -> [Planting] {
    func draw(_ pen: inout Pen) -> String { "The random number is \(pen.digits(9))" }
    let inserted = plan.digitLevels.flatMap { level in
      (0..<level.strings).map { _ in
        coin(
          .digits, documents: level.repetitions, generator: "digits", startShare: 0.06, &pen, draw)
      }
    }
    let references = (0..<plan.digitReferences).map { _ in
      Planting(.digits, draw(&pen), documents: 0, generator: "digits")
    }
    return inserted + references
  }

  /// Contact blocks with their twins; every other one is a business's.
  static func contacts(_ plan: LabPlan, _ pen: inout Pen) -> [Planting] {
    (0..<plan.contactLadders.count).flatMap { ladder in
      plan.contactLadders.levels.map { level in
        let isBusiness = (ladder + level.trailingZeroBitCount).isMultiple(of: 2)
        return coin(
          .contact, documents: level, generator: isBusiness ? "business" : "person",
          startShare: 0.6, &pen
        ) { pen in
          let name =
            isBusiness ? pen.pick(pen.world.companies).name : pen.pick(pen.world.people).name
          return pen.contact(pen.below(3), name: name)
        }
      }
    }
  }

  /// Natural passages of 300 to 400 bytes.
  static func duplicates(_ plan: LabPlan, _ passages: [String]) -> [Planting] {
    zip(plan.duplicateLevels, passages).map { level, passage in
      Planting(
        .duplicate, passage, documents: level, generator: "passage", startShare: 0.6)
    }
  }

  /// Headlines in capitals and in headline case.
  static func headlines(_ plan: LabPlan, _ pen: inout Pen) -> [Planting] {
    (0..<plan.headlineLadders.count).flatMap { ladder in
      plan.headlineLadders.levels.map { level in
        let isUpper = ladder.isMultiple(of: 2)
        var words = pen.headline()
        while words.utf8.count < 110 { words += " - " + pen.headline() }
        return Planting(
          .headline, isUpper ? words.uppercased() : words, documents: level,
          generator: isUpper ? "capitals" : "headline_case", startShare: 0.7)
      }
    }
  }
}
