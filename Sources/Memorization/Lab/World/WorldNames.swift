/// Lists of plain names and callings that the world draws from.
enum WorldNames {
  static let given = Lexicon.words(
    """
    Anna Ben Clara David Emma Felix Grace Hugo Irene Jacob Karen Leo Maria Noah Olga Paul Rosa Simon
    Tara Ulrich Vera Walter Yusuf Zoë Amir Bianca Carlos Dalia Erik Fatima Giulia Hana Ivan Jana
    Kofi Lena Mateo Nadia Omar Priya Rafael Sofia Tomás Ursula Viktor Wanda Ximena Yara Zainab
    Alice Boris Chloé Dmitri Elena François Greta Henry Inés José Kenji Lucía Marek Nora Oscar Petra
    Quentin Ruth Søren Tessa Umberto Violet William Yuki Adele Bruno Cécile Daniel Edith Frida
    George Helen Ismael Joan Katya Łukasz Mina Nils Ophelia Pedro Renée Stefan Thea Victor Willa
    Arthur Beatrice Cyril Dora Emil Flora Gustav Hilda Isaac Judith Konrad Louise Martin Nina Otto
    Paula Robert Sarah Theo Agnes Michael Laura Thomas Julia Peter Susan Mark Linda James Mary John
    """)
  static let roles = Lexicon.words(
    """
    teacher baker engineer nurse surgeon carpenter plumber architect historian biologist chemist
    librarian journalist photographer economist mayor councillor senator minister spokeswoman
    spokesman lawyer judge detective inspector firefighter paramedic farmer fisherman forester
    gardener sculptor novelist composer cellist pianist conductor director producer actor dancer
    coach striker goalkeeper sprinter cyclist sailor pilot mechanic programmer analyst accountant
    consultant banker broker auditor retailer grocer butcher brewer tailor cobbler weaver potter
    curator translator interpreter editor publisher pharmacist dentist veterinarian psychologist
    geologist astronomer physicist mathematician statistician geographer linguist ethnographer
    """)
  static let trades = Lexicon.words(
    """
    furniture plumbing catering insurance printing software logistics gardening roofing tailoring
    brewing farming fishing mining banking publishing photography cleaning security painting
    carpentry heating lighting packaging recycling tourism education dentistry optics veterinary
    bookselling joinery pottery florist electronics telephony shipping aviation forestry
    """)
  static let grades = Lexicon.words(
    "ultra super mini royal classic smart pure prime eco grand nova alpha home pro easy silent")
  static let teams = Lexicon.words(
    """
    Rovers United City Wanderers Hawks Otters Lions Wolves Bears Eagles Falcons Sharks Athletic
    Albion Rangers Comets Storm Pioneers Miners Mariners Foxes Herons Badgers
    """)
  static let creatures = Lexicon.words(
    """
    warbler finch owl heron gull tern plover beetle moth butterfly wasp ant spider snail slug newt
    frog toad lizard gecko viper trout perch pike carp eel ray bat vole shrew mouse otter stoat hare
    deer antelope fern moss lichen orchid lily sedge rush willow oak maple birch pine fir thistle
    daisy clover vetch mint sage mushroom bolete sponge coral anemone crab shrimp squid
    """)
  static let colors = Lexicon.words(
    """
    fuchsia teal amber crimson olive indigo maroon turquoise lavender salmon beige coral ivory
    khaki magenta plum
    """)
}
