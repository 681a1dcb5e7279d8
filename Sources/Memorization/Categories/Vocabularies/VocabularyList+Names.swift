extension VocabularyList {
  /// Names of persons, and what makes capitals no name.
  static let names = [
    VocabularyList(.givenName, words: givenNames),
    VocabularyList(
      .doubtfulGivenName,
      words: """
        amber angel april art august autumn bill bob brook carol cash chance charity chase chuck
        clay cliff crystal dale dawn dean destiny dick drew earl eve faith forest frank gene glory
        grace grant guy harmony heath heather holly hope iris israel ivy jack jade jasmine jay jerry
        jordan joy june justice lance lily lincoln lord mark marina mason max may melody mercy miles
        nick norm olive paris parker patience pat pearl penny peter phoenix pierce ray rich rob
        robin rocky rose ruby rusty sage sandy savannah scarlet sean sierra skip sky stone sue
        summer sunny taylor tiffany trinity van victor violet wade will woody georgia florence
        charlotte victoria austin dallas houston carson madison chester lucky sterling basil
        """),
    VocabularyList(.surname, words: surnames),
    VocabularyList(
      .doubtfulSurname,
      words: """
        baker banks bell bird black brown burns bush butler carpenter carter chambers church cook
        cooper cross day dean fields fisher fletcher ford forest fox france freeman gardener gold
        grant gray green grey hall hill holland hunt hunter jordan justice king knight lake lane law
        lee little long love major marsh mason may miller moon moore mountain north page parker
        payne pepper perry pool pope porter post potter power price rice rivers rose sharp shepherd
        short silver small snow speed star stone strong summers taylor temple turner van wall ward
        waters weaver webb wells west white winter wolf wood woods young ball barber bond cash fine
        frost gates glass good head hope house keys lord march nice park rich root sands steel
        street washington lincoln jackson dallas
        """),
    VocabularyList(
      .title,
      words: """
        mr mrs ms miss dr prof professor doctor sir dame rev reverend sgt capt captain lt col sen
        senator herr frau monsieur madame señor señora mme
        """),
    VocabularyList(
      .particle, words: "van von de der den del della di da dos das la le bin ibn al el ter ten y"),
    VocabularyList(
      .noName,
      words: """
        the a an this that these those and or but if when while after before since because although
        as at by for from in into of on over to under with without about above across against along
        among around behind below between beyond during inside near off onto out through toward
        until upon he she it they we you i his her its their our your my who whom whose which what
        where why how all any both each every few many more most no none not other some such than
        too very yes hello hi dear thanks thank regards sincerely please meet ask tell call contact
        email phone said says according however meanwhile yesterday today tomorrow now then there
        here monday tuesday wednesday thursday friday saturday sunday january february september
        october november december san santa saint st los las el new north south east west northern
        southern eastern western great mount mt lake port fort cape upper lower hong united republic
        kingdom president minister mayor governor chief chairman secretary director manager king
        queen prince princess judge justice coach captain general officer detective inspector ceo
        cto cfo author name names address note see re fwd cc to subject date copyright photo by via
        breaking update also just only even still once never always often both did does do is are
        was were be been has have had will would can could shall should may might must
        """),
    VocabularyList(
      .organisation,
      words: """
        street avenue road lane drive boulevard court square terrace highway parkway county city
        town village township district state province country island islands beach bay river creek
        valley mountain mountains park lake ocean sea airport station bridge tower building center
        centre university college school academy institute hospital church cathedral temple museum
        library theatre theater stadium arena hotel inn restaurant cafe bar club league cup
        championship tournament open trophy prize award foundation association society council
        committee commission department ministry agency bureau office court bank company companies
        corporation corp inc llc ltd plc gmbh co group holdings partners industries systems
        technologies solutions services software records pictures studios entertainment press post
        times news journal herald tribune gazette magazine radio television tv network channel party
        government administration army navy force forces police airlines airways motors energy oil
        gas insurance capital ventures labs laboratory laboratories pharmaceuticals act law bill
        treaty war battle revolution day week month year festival show series season award awards
        house license licence edition version project
        """),
  ]
}
