import Testing

@testable import Memorization

/// A text and the strings of one category that it has.
struct SpanCase: Sendable, CustomTestStringConvertible {
  let category: Memorization.Category
  let text: String
  let found: [String]

  init(_ category: Memorization.Category, _ text: String, _ found: String...) {
    (self.category, self.text, self.found) = (category, text, found)
  }

  var testDescription: String { "\(category.rawValue): \(text.prefix(60))" }
}

@Suite struct SpanRecognizerTests {
  static let digest = "9e107d9d372bb6826bd81d3542a419d6"
  static let uuid = "3f2b8c1e-77aa-4c0d-9e51-0b6d2f84c7aa"

  static let web = [
    SpanCase(.url, "See https://example.org/a/b?c=d#e.", "https://example.org/a/b?c=d#e"),
    SpanCase(.url, "(http://example.com/x_(y))", "http://example.com/x_(y)"),
    SpanCase(.url, "HTTP://EXAMPLE.COM", "HTTP://EXAMPLE.COM"),
    SpanCase(.url, "“www.example.com/é” is it", "www.example.com/é"),
    SpanCase(.url, "ftp://files.example.net/pub, then", "ftp://files.example.net/pub"),
    SpanCase(.url, "http://localhost:8080/x", "http://localhost:8080/x"),
    SpanCase(.url, "https://me:pw@example.com/", "https://me:pw@example.com/"),
    SpanCase(.url, "http:// example.com and https://nodot and www.x and xhttp://a.b"),
    SpanCase(.email, "ann.lee+x@mail.example.org", "ann.lee+x@mail.example.org"),
    SpanCase(.email, "Write to <a@b.co>.", "a@b.co"),
    SpanCase(.email, "“josé@example.com”", "josé@example.com"),
    SpanCase(.email, "a@b a@ @b.co a@b.c x @ y.com a@-b.com a@b..com"),
    SpanCase(.email, String(repeating: "a", count: 65) + "@example.com"),
  ]

  static let phones = [
    SpanCase(.phone, "(212) 555-0142", "(212) 555-0142"),
    SpanCase(.phone, "Call 312-555-0147, now", "312-555-0147"),
    SpanCase(.phone, "415.555.0101 or 555-0199.", "415.555.0101", "555-0199"),
    SpanCase(.phone, "+1 (212) 555-0142", "+1 (212) 555-0142"),
    SpanCase(.phone, "+44 20 7946 0958", "+44 20 7946 0958"),
    SpanCase(.phone, "+4930123456 0049 30 123456", "+4930123456", "0049 30 123456"),
    SpanCase(.phone, "1-800-555-0100", "1-800-555-0100"),
    SpanCase(.phone, "Tel.: 0228/473829 Fax: 473 82 91", "0228/473829", "473 82 91"),
    SpanCase(.phone, "phone=5550143222", "5550143222"),
    SpanCase(.phone, "dates 2021-03-04, 04/03/2021, 12.30.2020 and 20210304"),
    SpanCase(.phone, "version 10.4.12.1 at 192.168.100.200, build 5550142"),
    SpanCase(.phone, "ISBN 978-0-306-40615-7, item 112-555-0142, $555-0142"),
    SpanCase(.phone, "1234567890 1 234 567 8901 12345-6789"),
    SpanCase(.phone, "212-555-01422 and 9212-555-0142 and x212-555-0142"),
    SpanCase(.phone, "tel: 2021-03-04"),
    SpanCase(.phone, "2+12 = 14, +123, 002 483.3 28.66 512"),
  ]

  static let addresses = [
    SpanCase(
      .address, "221 Baker Street, Springfield, IL 62704 is it",
      "221 Baker Street, Springfield, IL 62704"),
    SpanCase(
      .address, "48 Chestnut St.\nMillbrook, NY 12545-0001\nPhone",
      "48 Chestnut St.\nMillbrook, NY 12545-0001"),
    SpanCase(.address, "7 Elm Road, Apt 4B, Leeds LS1 4AP", "7 Elm Road, Apt 4B, Leeds LS1 4AP"),
    SpanCase(.address, "1600 5th Avenue\n", "1600 5th Avenue"),
    SpanCase(.address, "12-14 Old Mill Lane, York", "12-14 Old Mill Lane, York"),
    SpanCase(.address, "in der Lindenstraße 14, 10115 Berlin", "Lindenstraße 14, 10115 Berlin"),
    SpanCase(.address, "12 rue de la Paix, 75002 Paris", "12 rue de la Paix, 75002 Paris"),
    SpanCase(.address, "Via Roma 10, 00184 Roma", "Via Roma 10, 00184 Roma"),
    SpanCase(.address, "We met 10 Downing Street said the guide"),
    SpanCase(.address, "12 streets, 3 Roads to walk, 20 Drive"),
    SpanCase(.address, "In 1999 the Street, London, and 123456 Main Street, Rome"),
    SpanCase(.address, "Der Weg 12 ist lang. Umweg 3 mal"),
  ]

  static let numbers = [
    SpanCase(.iban, "DE89 3704 0044 0532 0130 00.", "DE89 3704 0044 0532 0130 00"),
    SpanCase(.iban, "GB82WEST12345698765432", "GB82WEST12345698765432"),
    SpanCase(.iban, "FR1420041010050500013M02606", "FR1420041010050500013M02606"),
    SpanCase(.iban, "DE88 3704 0044 0532 0130 00"),
    SpanCase(.iban, "DE8937040044053201300 DE893704004405320130000 XX89370400440532013000"),
    SpanCase(.card, "4111 1111 1111 1111", "4111 1111 1111 1111"),
    SpanCase(.card, "5555-5555-5555-4444,", "5555-5555-5555-4444"),
    SpanCase(.card, "378282246310005 3782 822463 10005", "378282246310005", "3782 822463 10005"),
    SpanCase(.card, "6011111111111117", "6011111111111117"),
    SpanCase(.card, "4111 1111 1111 1112"),
    SpanCase(.card, "41111111111111111 x4111111111111111 4111111111111111x"),
    SpanCase(.card, "9111111111111111 0000000000000000"),
    SpanCase(.ssn, "219-09-9999", "219-09-9999"),
    SpanCase(.ssn, "No 001-01-0001.", "001-01-0001"),
    SpanCase(.ssn, "000-12-3456 666-12-3456 900-12-3456 219-00-9999 219-09-0000"),
    SpanCase(.ssn, "219-09-99991 1219-09-9999 219-09-9999-1 219 09 9999 2021-03-0400"),
  ]

  static let random = [
    SpanCase(.uuid, uuid, uuid),
    SpanCase(.uuid, "{\(uuid.uppercased())}", uuid.uppercased()),
    SpanCase(.uuid, uuid.dropLast() + " " + uuid + "0 g" + uuid.dropFirst() + " 0-" + uuid),
    SpanCase(.hash, digest, digest),
    SpanCase(.hash, "sha1:\(digest)0a1b2c3d.", digest + "0a1b2c3d"),
    SpanCase(.hash, "\(digest)0 \(digest.dropLast()) " + String(repeating: "ab01", count: 8)),
    SpanCase(.hash, String(digest.dropLast(2)) + "AF"),
    SpanCase(
      .base64, "data aGVsbG8gd29ybGQsIHRoaXMgaXMgYSB0ZXN0IQ==",
      "aGVsbG8gd29ybGQsIHRoaXMgaXMgYSB0ZXN0IQ=="),
    SpanCase(.base64, "/usr/local/share/Lantern/Resources/Images /a/B/c/D/e/F/g/H/i/J/k/L/m"),
    SpanCase(.base64, "aVeryLongIdentifierOfAMethodThatReturnsNothing"),
    SpanCase(.highEntropy, "x7Kq2ZpR9dWm4TbY8c", "x7Kq2ZpR9dWm4TbY8c"),
    SpanCase(.highEntropy, "8f3a0c1b7e", "8f3a0c1b7e"),
    SpanCase(.highEntropy, "8304715962840371", "8304715962840371"),
    SpanCase(.highEntropy, "1234567890123456 1111111111111111 20210304120000"),
    SpanCase(.highEntropy, "internationalization utf8ToBase64String version2021final"),
    SpanCase(.highEntropy, "iPhone12Pro x86_64-linux-gnu 20210304T050607Z 0x7fff5fbff8c0"),
    SpanCase(.highEntropy, "1a1a1a1a1a1a1a1a aaaaaaaaaaaaaaaaaaaaaaaa 16H160V128H63"),
  ]

  static let names = [
    SpanCase(.namedIndividual, "Maria Fernandez spoke.", "Maria Fernandez"),
    SpanCase(.namedIndividual, "When Hannah Schneider came", "Hannah Schneider"),
    SpanCase(
      .namedIndividual, "by J. K. Okonkwo and Amit P. Sharma", "J. K. Okonkwo", "Amit P. Sharma"),
    SpanCase(.namedIndividual, "Jürgen Müller’s and Wei Zhang's", "Jürgen Müller", "Wei Zhang"),
    SpanCase(.namedIndividual, "Ludwig van der Berg", "Ludwig van der Berg"),
    SpanCase(.namedIndividual, "Dr. Quillfeather saw Mrs Zyx", "Quillfeather", "Zyx"),
    SpanCase(.namedIndividual, "Smith, John; Nguyen, Anna", "Smith, John", "Nguyen, Anna"),
    SpanCase(.namedIndividual, "JOHN SMITH", "JOHN SMITH"),
    SpanCase(.namedIndividual, "Name: Qarth Vellom", "Qarth Vellom"),
    SpanCase(.namedIndividual, "Anne-Marie Dubois", "Anne-Marie Dubois"),
    SpanCase(.namedIndividual, "Johnson County, John Street, Smith University, San Jose"),
    SpanCase(.namedIndividual, "The Smith and John\nMaria. Thomas, 12"),
    SpanCase(.namedIndividual, "Grace Period, Mark Down, Hope Springs, Jordan River, Will Call"),
    SpanCase(.namedIndividual, "MARIA EUROPA, Red Lentil Soup, New York Times"),
  ]

  static let handles = [
    SpanCase(.pseudonym, "@skylark_22, @bob.", "@skylark_22", "@bob"),
    SpanCase(.pseudonym, "“@nightowl” said", "@nightowl"),
    SpanCase(.pseudonym, "posted by moss_green on", "moss_green"),
    SpanCase(.pseudonym, "moss_green wrote:\nuser: dave77", "moss_green", "dave77"),
    SpanCase(.pseudonym, "line\n<dave_77> hello\n<b> no", "dave_77"),
    SpanCase(.pseudonym, "12:01 <tam0> hi and u/lamp_99", "tam0", "lamp_99"),
    SpanCase(.pseudonym, "ann@example.com @ x @12 @@a @a/b @x(1)"),
    SpanCase(.pseudonym, "@Override\n  @media print\n  @app_state\n"),
    SpanCase(.pseudonym, "written by hand, user: somebody, He wrote: no"),
  ]

  static let keys = [
    SpanCase(.key, "AKIA" + "Q3ZK7WLMN2PX5RT8 ok", "AKIA" + "Q3ZK7WLMN2PX5RT8"),
    SpanCase(.key, "\"api_key\": \"k3xq9d72mfh18vbz\"", "k3xq9d72mfh18vbz"),
    SpanCase(.key, "password = tr0ub4dor&three", "tr0ub4dor"),
    SpanCase(.key, "DB_PASSWORD='s3cr3t!x'", "s3cr3t!x"),
    SpanCase(
      .key, "x\n-----BEGIN RSA PRIVATE KEY" + "-----\nMIIB\nabc=\n-----END RSA PRIVATE KEY-----\ny",
      "-----BEGIN RSA PRIVATE KEY" + "-----\nMIIB\nabc=\n-----END RSA PRIVATE KEY-----"),
    SpanCase(
      .key, "-----BEGIN PRIVATE KEY" + "-----\nMIIB\nabc",
      "-----BEGIN PRIVATE KEY" + "-----\nMIIB\nabc"),
    SpanCase(.key, "password: your new password, token: String, secret = none"),
    SpanCase(
      .key, "password = getPassword1() password=self.config.password secret=/etc/a1b2c3d4e5f6"),
    SpanCase(.key, "-----BEGIN PUBLIC KEY-----\nMIIB\n-----END PUBLIC KEY-----"),
    SpanCase(.key, "AKIAAAAAAAAAAAAAAAAA sk-learn-and-teach-every-day"),
  ]

  @Test(
    arguments: web + phones + addresses + numbers + random + names + handles + keys)
  func exactlyTheStringsOfTheCategoryAreFound(_ example: SpanCase) {
    expect(example, before: "", after: "")
  }

  @Test(arguments: web + phones + numbers + random + handles)
  func itsSurroundingsDoNotMatter(_ example: SpanCase) {
    expect(example, before: "First line.\n", after: "\nLast line.")
    expect(example, before: "— “", after: "” —")
  }

  private func expect(_ example: SpanCase, before: String, after: String) {
    let text = Array((before + example.text + after).utf8)
    let found = Categorizer().matches(in: text)
      .filter { $0.category == example.category }
      .map { String(decoding: text[$0.range], as: UTF8.self) }
    #expect(found == example.found)
  }
}
