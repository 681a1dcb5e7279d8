extension VocabularyList {
  /// Surnames of several cultures that are hardly anything else.
  static let surnames = """
    abbott abdullah adams adeyemi aguilar ahmed akhtar alexander allen almeida alvarez andersen
    anderson andersson andrews araujo armstrong arnold bailey bakker banerjee barnes barrett bauer
    beck becker bennett berg bergman bernard bianchi bishop bjork blanc bloom bonnet bouchard bowman
    boyd bradley brandt braun brennan brooks bruno bryant buchanan burke byrne calderon cameron
    campbell campos cardoso carlson carr carroll castillo castro chandra chang chatterjee chaudhary
    chen cheng chopra chowdhury christensen clark clarke cohen cole coleman collins colombo conti
    costa cox craig crawford cruz cunningham dahl davidson davies davis delgado desai diaz díaz
    dixon dogan donnelly douglas doyle dubois duffy duncan dupont duran duval edwards eklund elliott
    ellis eriksson esposito evans fernandes fernandez fernández ferrari ferreira fischer fitzgerald
    fleming flores fontaine foster fournier francis franco fraser friedman fuchs fujita fuller
    garcia garcía gardner garnier gibson gill gomez gómez gonzales gonzalez gonzález gordon graham
    greco griffin gruber guerrero gupta gutierrez haas hamilton hansen hanson harper harris harrison
    hart hartmann harvey hassan hawkins hayashi hayes henderson hernandez hernández herrera hoffman
    hoffmann holmes horvath howard huang huber hudson hughes hussain ibrahim ito ivanov ivanova iyer
    jacobs jain james jansen janssen jensen jimenez johansson johnson johnston jones jung kaminski
    kapoor kaplan karlsson katz kaufman kaya keller kelly kennedy khan kim kimura klein kobayashi
    koch kovacs kovalenko kowalski kozlov kramer krause krishnan krüger kumar kuznetsov lambert lang
    larsen larsson laurent lefebvre lehmann lewandowski lewis li lin lindberg liu lombardi lopes
    lopez lópez lorenz lundgren macdonald mackenzie maier marino marques marshall martin martinez
    martínez martins matsumoto mccarthy mcdonald mckenzie mehta mendes mendoza menon meyer mitchell
    mohammed molina morales moreau morgan moreno mori morris morrison müller murphy murray nair
    nakamura navarro nelson neumann newman nguyen nielsen nikolaev novak nowak nunes o'brien
    o'connor o'neill oconnor okafor okonkwo oliveira olsen olson ono ortega ortiz osborne owens
    özdemir palmer papadopoulos park patel patil patterson pavlov pearson pedersen pereira perez
    pérez petersen peterson petit petrov pham phillips pinto popov powell quinn rahman ramirez
    ramírez ramos rao rasmussen reddy reid reyes reynolds ribeiro ricci richards richardson richter
    rivera roberts robertson robinson rodrigues rodriguez rodríguez rogers romano romero rossi roux
    russo ryan saito salazar sanchez sánchez sanders santos sasaki sato schmid schmidt schmitt
    schneider schröder schulz schwartz schwarz scott shah shapiro sharma shaw silva simmons simpson
    singh smirnov smith sokolov soto sousa spencer stevens stewart sullivan suzuki svensson szabo
    takahashi tanaka thomas thompson thomson torres tran tucker vargas vasquez vega verma vogel
    volkov wagner walker wallace walsh wang warren watanabe watson weber weiss williams williamson
    wilson winkler wójcik wolff wright wu xu yamada yamamoto yang yilmaz zhang zhao zhou zhu
    zimmermann
    """
}
