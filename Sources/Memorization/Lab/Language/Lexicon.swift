/// The plain English words that the lab's grammar writes with.
enum Lexicon {
  /// Nouns that can be counted.
  static let nouns = words(
    """
    house street river bridge garden window door table chair kitchen letter book page story song
    picture camera phone road path field farm barn horse dog cat bird fish tree leaf flower seed
    root branch stone wall roof floor stair lamp candle fire stove kettle cup plate spoon knife
    bread cake apple pear plum cherry lemon onion carrot potato bean soup cheese butter egg meal
    market shop store office school college library museum theatre hospital station airport harbour
    ship boat ferry train bus tram car truck bicycle wheel engine motor pump valve pipe wire cable
    switch button screen keyboard printer paper pencil brush colour shade shadow light morning
    evening night day week month year season summer winter spring autumn storm cloud wind rain
    snow frost flood drought valley hill mountain forest meadow lake island beach coast desert
    village town city district county region border customer worker farmer baker teacher student
    pupil doctor nurse driver pilot sailor soldier officer judge lawyer clerk manager director
    owner tenant neighbour friend cousin uncle aunt brother sister mother father parent child
    daughter son guest visitor stranger traveller reader writer author editor painter singer actor
    player captain coach referee team club league match game round point goal prize medal trophy
    contract agreement report survey study project plan budget bill tax fee price cost loan debt
    bank account card ticket parcel order delivery invoice receipt budget meeting council committee
    court hearing case rule law right duty permit licence election vote campaign speech promise
    question answer problem reason result method test trial sample record list note sign signal
    message warning alarm error fault repair tool hammer ladder rope chain lock key box bag basket
    barrel bottle jar glove coat hat shoe shirt dress ring watch clock bell drum violin piano flute
    dance film scene role costume stage crowd queue corner square tower castle church chapel temple
    gate fence tunnel canal dam mill factory workshop warehouse mine quarry laboratory server
    network router sensor battery cell panel device machine robot update release version feature
    bug patch module package library folder file format layer model design pattern shape circle
    line edge surface angle centre middle side top bottom beginning ending chapter section journey
    voyage walk race climb rescue search visit return arrival departure delay accident injury
    illness cure medicine dose habit dream memory secret rumour joke argument quarrel mistake
    lesson exam course degree career job task shift break holiday festival parade wedding funeral
    birthday party dinner breakfast supper recipe flavour spice herb grain harvest orchard vineyard
    """)
  /// Nouns without a plural.
  static let masses = words(
    """
    water air sand salt sugar flour milk oil wine coffee tea rice wheat wool cotton silk leather
    steel iron copper glass timber coal gas smoke dust mud ice heat cold noise silence music poetry
    advice news evidence information knowledge research progress traffic luggage furniture money
    cash credit trust patience courage anger joy grief hope fear luck time space energy power
    pressure weight speed strength health safety justice freedom peace trade industry work housing
    """)
  /// Regular verbs with an object.
  static let transitive = words(
    """
    open close watch paint repair clean cover carry deliver collect count measure record report
    describe explain discuss answer ask follow join visit enter cross pass reach approach avoid
    ignore notice observe check test prove change improve replace remove return store protect
    defend attack support help serve save spare spend waste share divide mix pour boil bake roast
    cook taste smell touch push pull lift drop move turn twist fold press squeeze crack smash
    damage destroy create design develop produce supply order reserve cancel delay finish complete
    start launch release publish print copy translate edit review praise blame accuse thank greet
    invite welcome entertain please annoy frighten surprise convince persuade warn remind teach
    train study learn examine inspect search discover remember forgive believe doubt trust suspect
    expect want need like love hate admire respect accept refuse reject approve allow permit ban
    limit reduce raise lower increase double borrow rent own sign mark label name call
    contact phone answer address mention repeat confirm deny question handle manage control guide
    direct organise arrange prepare pack load unload fill empty wash dry polish plant water
    gather harvest pick weigh price value tax fund finance sponsor reward punish arrest rescue
    """)
  /// Regular verbs without an object.
  static let intransitive = words(
    """
    arrive appear vanish wait rest stay remain walk climb jump dance laugh smile cry shout whisper
    talk argue agree travel wander hurry pause hesitate listen breathe cough work play
    retire resign apologise complain protest suffer recover collapse explode burn melt drip flow
    float sail land crash stumble escape return vote compete practise succeed fail matter happen
    last continue end change move turn improve decline expand
    """)
  /// Adjectives.
  static let adjectives = words(
    """
    old new young small large tall short long wide narrow deep shallow high low heavy light dark
    bright pale red blue green yellow grey brown white black golden silver warm cold hot cool dry
    wet soft hard smooth rough sharp blunt clean dirty empty full open closed quiet loud calm
    nervous brave shy proud humble kind cruel honest clever foolish wise strange familiar common
    rare simple complex easy difficult cheap expensive rich poor busy lazy quick slow early late
    recent ancient modern local foreign public private official secret famous unknown popular
    lonely happy sad angry tired hungry thirsty sick healthy strong weak fresh stale sweet bitter
    sour salty plain fancy narrow crooked straight curved round square flat steep broken damaged
    ruined useful useless careful careless gentle fierce wild tame patient eager reluctant grateful
    jealous curious serious cheerful gloomy steady sudden gradual final first second last previous
    annual daily weekly regional northern southern eastern western central remote nearby distant
    wooden iron stone electric digital manual automatic temporary permanent reliable faulty spare
    main minor major critical external internal joint separate shared hidden visible obvious vague
    """)
  /// Adverbs of manner and time.
  static let adverbs = words(
    """
    quickly slowly quietly loudly carefully carelessly suddenly gradually finally recently already
    often rarely sometimes usually always never again together alone outside inside upstairs
    yesterday today tomorrow soon later early twice partly mostly nearly barely hardly simply
    clearly badly happily sadly calmly politely proudly firmly gently openly secretly briefly
    eventually probably certainly perhaps apparently officially privately locally abroad
    """)
  /// Prepositions.
  static let prepositions = words(
    """
    in on under over near behind beside above below against across along around inside outside
    without with for from before after during between beyond through towards until at by
    """)
  /// Words that join clauses.
  static let conjunctions = words("because although while when before after until since unless if")

  /// Splits at white space and leaves out repetitions.
  static func words(_ text: String) -> [String] {
    var seen: Set<Substring> = []
    return text.split(whereSeparator: \.isWhitespace).filter { seen.insert($0).inserted }
      .map(String.init)
  }
}
