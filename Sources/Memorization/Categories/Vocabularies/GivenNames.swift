extension VocabularyList {
  /// Given names of several cultures that are hardly anything else.
  static let givenNames = """
    aaron abdul abdullah abigail adam adele adrian agnes ahmad ahmed aidan aisha akira alan alana
    albert alejandro aleksander alessandro alex alexander alexandra alexandre alexei alfonso alfred
    ali alice alicia alina alison allison álvaro amanda amelia amina amir amit amy ana anastasia
    anders andré andrea andreas andrei andrew angela angelica angus anil anita anja ann anna anne
    annette annie anthony antoine anton antonio anya arjun arthur arturo astrid audrey axel ayesha
    aylin barbara beatrice beatriz ben benjamin bernard beth bethany bianca björn boris bradley
    brandon brenda brendan brian bridget bruno caitlin calvin cameron camila camille carla carlos
    carmen caroline caterina catherine cecilia chandra charles charlie chiara chloe christian
    christina christine christopher claire clara claudia clement colin connor constance cristina
    cynthia damian daniel daniela danielle daria darius darren david dawid deborah deepak denise
    dennis derek dhruv diana diego dieter dimitri dmitri dominic dominique donald donna dorothy
    douglas duncan dylan eduardo edward edwin ekaterina elaine eleanor elena eli elias elisa
    elizabeth ella ellen elsa emeka emily emma emmanuel enrique eric erica erik erin esther ethan
    eugene eva evelyn fabio farid fatima felipe felix fernando fiona francesca francesco francis
    francisco françois franz frédéric freya friedrich gabriel gabriela gareth gavin geoffrey george
    gerald gerard giorgio giovanni giulia gloria gordon greta gregory grigori guillaume gunnar
    günter gustav hamza hannah hans harold haruki harvey hassan hector heidi helen helena helga
    hélène henri henrik henry hiroshi howard hugo hussein ian ibrahim ignacio igor imran ines ingrid
    irene irina isaac isabel isabella ismail ivan jacob jacqueline jacques jakob jamal james jamie
    jan jane janet jason javier jean jeffrey jennifer jeremy jesper jessica jesús jill joachim joan
    joanna joão johan johanna johannes john jonas jonathan jörg jorge josé josef joseph josephine
    joshua juan judith julia julian juliette julio jürgen justin kamal karen karim karin karl
    katarina kate katherine kathleen katie kazuo keiko keith kelly kenji kenneth kevin khadija
    khalid kiran klaus kofi konstantin kristen kristina kumar kurt kwame laila lars laszlo laura
    lauren laurent lawrence leah leila leo leon leonardo leonid leslie liam linda lisa lorenzo louis
    louise luca lucas lucia lucy ludwig luis łukasz luke lydia maciej magdalena mahmoud manfred
    manuel marc marcel marcin marco marcus margaret maria mariam marie mario marta martha martin
    martina mary mateo matteo matthew matthias maureen maurice mauricio megan mehmet mei melanie
    melissa michael michaela michał michel michelle miguel mikael mikhail milan milena miriam
    mohamed mohammed monica morgan mustafa nadia naomi natalia natalie natasha nathan neha neil
    nicholas nicola nicolas nicole nigel nikhil nikolai nina noah noor nora olaf oleg olga oliver
    olivia olivier omar oscar oskar osman pablo pamela paolo pascal patricia patrick paul paula
    paulo pavel pedro petra petya philip philippe pierre piotr priya rachel rafael rahul raj rajesh
    ralph ramón rania raphael rashid raúl rebecca reinhard renata ricardo richard riya robert
    roberta roberto roger roland rolf roman ronald rosa roy rüdiger rudolf russell ruth ryan sabine
    salma samantha samir samuel sandra sanjay sara sarah satoshi scott sebastian serena sergei
    sergio sharon shirin simon sofia sofie sonia sophia sophie stanislav stefan stefanie stella
    stephanie stephen steven stuart sunita suresh susan svetlana sven sylvia tadeusz takashi tamara
    tania tariq tatiana teresa theodore theresa thierry thomas timothy tobias tomasz tom tomás
    trevor tristan ulrich ursula vanessa vera verónica viktor vincent vikram vladimir walter wei
    wendy werner wilhelm william wojciech wolfgang xavier xiao yara yasmin yolanda yoko yuki yusuf
    yves zainab zoe zofia jim joe sam tim dave mike steve chris tony kathy susie debbie greg jeff
    ken larry ron ted todd doug nancy betty shirley marilyn brooke ashley kimberly tyler kyle logan
    aiden jayden mia ava
    """
}
