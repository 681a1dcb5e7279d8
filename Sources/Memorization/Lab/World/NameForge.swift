import LinearAlgebra

/// Builds invented names from syllables, each only once.
struct NameForge {
  /// Sounds that go together.
  struct Style {
    let onsets: [String]
    let vowels: [String]
    let codas: [String]
    let endings: [String]

    init(_ onsets: String, _ vowels: String, _ codas: String, _ endings: String) {
      self.onsets = Lexicon.words(onsets)
      self.vowels = Lexicon.words(vowels)
      self.codas = Lexicon.words(codas)
      self.endings = Lexicon.words(endings)
    }
  }

  private var generator: PhiloxGenerator
  private var used: Set<String> = []

  init(seed: UInt64, stream: UInt64) {
    generator = PhiloxGenerator(seed: seed, stream: stream)
  }

  /// A new name of a style, in lower case; one syllable longer where short ones are used up.
  mutating func name(_ style: Style, syllables: ClosedRange<Int> = 1...2) -> String {
    var tries = 0
    while true {
      var name = ""
      tries += 1
      let count = syllables.lowerBound + generator.integer(below: syllables.count) + tries / 8
      for _ in 0..<count {
        name += pick(style.onsets) + pick(style.vowels)
        if generator.uniform() < 0.5 { name += pick(style.codas) }
      }
      name += pick(style.endings)
      if name.utf8.count > 4, used.insert(name).inserted { return name }
    }
  }

  private mutating func pick(_ list: [String]) -> String {
    list[generator.integer(below: list.count)]
  }

  /// The sounds of towns.
  static let towns = [
    Style(
      "b br d dr f g gr h k l m n p r s st t th v w", "a e i o u ea ai", "l n r s m nd rn ll ck",
      "ford ton ham wick bury mouth field dale stead by haven bridge well port gate"),
    Style(
      "b c d f g l m n p r s t v z", "a e i o u ia io", "l n r s", "ra na lla nto sco vera zza"),
    Style(
      "b d f g h k l m n s v w", "a e i o u au ei", "l n r s ch rn tz", "berg dorf heim burg au"),
    Style("k m n r s t y h", "a i u e o", "n", "ka mori saki hama nawa shi"),
  ]
  /// The sounds of surnames.
  static let surnames = [
    Style(
      "b br c d f g h j k l m n p r s st t v w", "a e i o u ea ar", "l n r s m nd rt ck ll",
      "son man ley ton well er ock by sworth field ick"),
    Style("b c d f g l m n p r s t v z", "a e i o u", "l n r s", "etti ini ola ardi ez ado eira"),
    Style(
      "b d f g h k l m n s t v w", "a e i o u", "l n r s", "mann inger sen berg stra ova ski ić"),
    Style("k m n r s t y h f", "a i u e o", "n", "moto naka shima guchi da no"),
    Style("b d f j k m n s t z", "a e i o u", "m n", "bwe ola eke anyi ura ombe"),
  ]
  /// The sounds of companies, products and programs.
  static let brands = [
    Style(
      "b br cl d f fl gl k l m n p pl qu s sk t tr v vel x z", "a e i o u y ea", "l n r s x m",
      "ix o a ium ora ent is on ex eo"),
    Style(
      "al ar bel cor del el fer gal hel in jun kal lum mar nor or pel ral sol tal ul ver",
      "a e i o u", "n r l s", "tec dyne med soft works lab net bay ware line"),
  ]
  /// The sounds of species and substances.
  static let science = [
    Style(
      "ac bar cal dor er fas gla hel ir ker lac mel nar oph par quer ros sal tri ul vir xan",
      "a e i o u", "l n r s", "ella ata ensis ica osa ineum ina ides oides anum"),
    Style(
      "ben carb di eth fluor gly hydr ket lin meth nitr ox phen sulf tri val zin",
      "a o i e", "l n r", "ine ate ol ide one ium azole ase"),
  ]
}
