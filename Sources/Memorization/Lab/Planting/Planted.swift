/// All that a plan plants.
struct Planted {
  let boilerplate: Boilerplate
  /// Strings to plant across documents.
  let across: [Planting]
  /// Documents that hold strings of their own, and those strings.
  private(set) var files: [Draft] = []
  private(set) var inFiles: [Planting] = []

  init(_ plan: LabPlan, _ passages: [String], _ pen: inout Pen) {
    boilerplate = Boilerplate(&pen)
    across =
      Planting.digits(plan, &pen) + Planting.contacts(plan, &pen)
      + Planting.duplicates(plan, passages) + Planting.headlines(plan, &pen)
    for prefix in pen.world.linkPrefixes.prefix(plan.linkFiles) {
      let file = SecretFiles.links(prefix, totals: plan.linkTotals, &pen)
      files.append(file.draft)
      inFiles += file.plantings
    }
    for _ in 0..<plan.highEntropySets {
      for style in RecordStyle.allCases {
        let total = plan.size == .tiny ? (style.ladder.total + 15) / 16 : style.ladder.total
        let file = SecretFiles.records(style, total: total, &pen)
        files.append(file.draft)
        inFiles.append(file.planting)
      }
    }
    if let (lines, copies) = plan.longFile {
      let file = pen.sourceFile(lines: lines)
      files += Array(repeating: file, count: copies)
      inFiles.append(
        Planting(.file, file.text, documents: copies, generator: "source_file"))
    }
  }

  /// Lets foreign documents quote what the training text repeats, as far as a teaser goes: a fifth begin
  /// with boilerplate, and at some of their breaks a text, an address, a headline or a link begins: each
  /// such string of the truth is quoted as often as another.
  func quote(in drafts: inout [Draft], _ pen: inout Pen) {
    let texts = across.filter { $0.documents >= 8 && $0.family != .digits }.map(\.text)
    let prompts = inFiles.compactMap(\.prompt)
    for i in drafts.indices {
      for _ in 0..<pen.below(1 + min(12, drafts[i].blocks.count)) {
        let place = 1 + pen.below(drafts[i].blocks.count)
        let choice = pen.below(texts.count + prompts.count)
        let quotation =
          choice < texts.count ? pen.beginning(of: texts[choice]) : prompts[choice - texts.count]
        drafts[i].blocks.insert(quotation, at: place)
      }
      if pen.chance(0.2) {
        let paragraph = pen.pick(boilerplate.paragraphs)
        drafts[i].blocks.insert(pen.beginning(of: paragraph), at: 0)
      }
    }
  }

  /// Bytes that it adds to a text of a size, boilerplate estimated.
  func bytes(in size: Int) -> Int {
    size / 19
      + files.reduce(0) { $0 + $1.size }
      + across.reduce(0) { $0 + $1.documents * ($1.text.utf8.count + 2) }
  }

  /// The truth: every string with its counts in the training text.
  func truth(decoys: [LabDocument], in training: [LabDocument]) -> [PlantedItem] {
    var plantings = inFiles + across
    plantings += boilerplate.paragraphs.map {
      Planting(.boilerplate, $0, documents: 1, generator: "licence")
    }
    plantings += decoys.map { Planting(.decoy, $0.text, documents: 1, generator: "decoy") }
    let strings = plantings.flatMap { [$0.text] + ($0.twin.map { [$0] } ?? []) }
    let counts = OccurrenceCounter(strings.map { Array($0.utf8) }).count(training.map(\.text))
    var items: [PlantedItem] = []
    for planting in plantings {
      let id = items.count
      items.append(item(planting, planting.text, counts[id], id, twin: nil))
      if let twin = planting.twin {
        items.append(item(planting, twin, counts[id + 1], id + 1, twin: id))
      }
    }
    return items
  }

  private func item(
    _ planting: Planting, _ text: String, _ count: OccurrenceCounter.Count, _ id: Int, twin: Int?
  ) -> PlantedItem {
    // Somebody's text may have had no room for a string: then it counts as never inserted.
    let isInserted = count.occurrences > 0
    precondition(
      !isInserted || (twin == nil && planting.documents > 0),
      "item \(id) stands where it should not")
    return PlantedItem(
      id: id, family: planting.family, text: text, documents: count.documents,
      occurrences: count.occurrences, isInserted: isInserted, twin: twin,
      generator: planting.generator, prompt: planting.prompt)
  }
}
