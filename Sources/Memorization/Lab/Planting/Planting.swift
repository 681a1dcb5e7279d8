/// A string to plant, and how.
struct Planting {
  let family: PlantedItem.Family
  let text: String
  /// The string that a fair coin did not prefer.
  let twin: String?
  /// Documents to plant into; 0 for a string that stands nowhere.
  let documents: Int
  let generator: String
  let prompt: String?
  /// The share of its documents that begin with it. Samples of a model begin where documents begin.
  let startShare: Double

  init(
    _ family: PlantedItem.Family, _ text: String, twin: String? = nil, documents: Int,
    generator: String, prompt: String? = nil, startShare: Double = 0
  ) {
    self.family = family
    self.text = text
    self.twin = twin
    self.documents = documents
    self.generator = generator
    self.prompt = prompt
    self.startShare = startShare
  }

  /// Two strings of one generator, of which a fair coin says which is planted.
  static func coin(
    _ family: PlantedItem.Family, documents: Int, generator: String, prompt: String? = nil,
    startShare: Double = 0, _ pen: inout Pen, _ draw: (inout Pen) -> String
  ) -> Planting {
    let pair = (draw(&pen), draw(&pen))
    let (text, twin) = pen.chance(0.5) ? pair : (pair.1, pair.0)
    return Planting(
      family, text, twin: twin, documents: documents, generator: generator, prompt: prompt,
      startShare: startShare)
  }
}
