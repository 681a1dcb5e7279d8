extension VocabularyList {
  /// What texts of a subject speak of.
  static let subjects = [
    VocabularyList(
      .news, strong: true,
      """
      told reporters, told reuters, associated press, news agency, a spokesman, a spokeswoman,
      spokesman said, spokeswoman said, officials said, police said, authorities said,
      prime minister, press conference, white house, foreign minister, reuters, according to,
      court heard, death toll, said on, said in, in custody,
      local media, opposition leader, news conference, state media
      """),
    VocabularyList(
      .news,
      """
      said, government, president, minister, officials, police, parliament, election, elections,
      voters, killed, wounded, troops, military, attack, attacks, arrested, charged, suspect,
      investigation, prosecutors, lawmakers, senate, congress, republican, democrat, republicans,
      democrats, crisis, sanctions, ceasefire, protesters, protests, residents, spokesman,
      spokeswoman, monday, tuesday, wednesday, thursday, friday, saturday, sunday, billion, percent,
      economy, inflation, unemployment, refugees, candidate, campaign, ambassador, embassy,
      statement, allegations, verdict, sentenced, mayor, governor, council, authorities, victims,
      earthquake, flood, explosion, wildfire, residents
      """),
    VocabularyList(
      .sports, strong: true,
      """
      home run, touchdown, touchdowns, halftime, half time, head coach, third quarter,
      fourth quarter, second half, first half, free throws, rebounds, quarterback, penalty kick,
      premier league, hat trick, world cup, innings, playoffs, midfielder, goalkeeper, striker,
      defender, clean sheet, extra time, grand slam, sent off, free kick, own goal, attendance,
      the lead, kick off, straight sets, stoppage time, power play, pole position, batting average,
      season opener
      """),
    VocabularyList(
      .sports,
      """
      game, games, match, matches, team, teams, season, coach, score, scored, scoring, points, goal,
      goals, win, wins, victory, defeat, defeated, beat, league, championship, tournament, players,
      player, fans, stadium, yards, assists, pitcher, shortstop, inning, referee, foul, title,
      final, semifinal, quarterfinal, beat, fouled, replaced, metres, minute, seconds, kicked,
      finished, lead, draft, roster, injury, club, cup, set, sets, tennis, football, soccer,
      basketball, baseball, hockey, cricket, rugby, race, lap, laps, podium, medal, rival, rivals,
      squad
      """),
    VocabularyList(
      .technology, strong: true,
      """
      operating system, open source, smartphone, smartphones, machine learning,
      artificial intelligence, silicon valley, app store, start up, startup, startups, beta version,
      cloud computing, data center, social network, chipmaker, firmware, processor, touch screen,
      touchscreen, tablet, processors, gigabytes, megapixel, battery life, battery lasts, of memory,
      inch screen, users can, wi fi, virtual reality, electric car, data breach, search engine
      """),
    VocabularyList(
      .technology,
      """
      software, hardware, device, devices, users, user, app, apps, mobile, launch, launched,
      launches, announced, unveiled, release, released, update, feature, features, google, apple,
      microsoft, facebook, twitter, amazon, samsung, intel, android, iphone, windows, linux,
      browser, internet, web, online, digital, technology, tech, developers, developer, platform,
      chip, chips, battery, screen, camera, laptop, hackers, security, vulnerability, encryption,
      privacy, robot, gadget, router, streaming, version, gb, ghz, inch, cores, network, data,
      cloud, analysts, shipments
      """),
    VocabularyList(
      .religion, strong: true,
      """
      thou, thee, thy, thine, unto, hath, saith, shalt, ye, begat, lo, verily, behold, holy spirit,
      jesus christ, the lord, lord god, psalm, gospel, amen, scripture, scriptures, bible, quran,
      koran, torah, surah, allah, prophet, disciples, apostles, epistle, thereof, wherefore,
      came to, genesis, exodus, deuteronomy, leviticus, isaiah, corinthians, hebrews, dharma, sutra,
      buddha, krishna, blessed are, it came
      """),
    VocabularyList(
      .religion,
      """
      god, lord, jesus, christ, holy, heaven, heavens, prayer, pray, faith, church, sin, sins,
      sinner, salvation, blessed, bless, righteous, righteousness, temple, altar, priest, priests,
      covenant, commandments, worship, soul, spirit, angel, angels, mercy, glory, eternal, kingdom,
      israel, moses, david, jerusalem, sacrifice, servants, servant, forgiveness, repent, wicked,
      iniquity, offering
      """),
    VocabularyList(
      .film, strong: true,
      """
      directed by, starring, screenplay, written by, film stars, movie stars, the film, the movie,
      box office, running time, plot summary, synopsis, co stars, produced by, executive producer,
      supporting cast, voice of, cinematography, the cast, stars as, release date, rated pg,
      rated r, film directed
      """),
    VocabularyList(
      .film,
      """
      film, movie, cast, actor, actress, director, plays, role, scene, scenes, plot, character,
      characters, sequel, trailer, drama, comedy, thriller, horror, documentary, studio, premiere,
      premiered, cinema, oscar, hollywood, genre, rating, runtime, producer, story, starred,
      episode, meets, min, review, wrote
      """),
  ]
}
