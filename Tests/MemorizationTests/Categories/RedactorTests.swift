import Foundation
import LinearAlgebra
import Testing

@testable import Memorization

@Suite struct RedactorTests {
  let redactor = Redactor()

  @Test(
    arguments: [
      ("Write to ann@example.com.", "Write to [e-mail]."),
      ("Call (212) 555-0142 or +44 20 7946 0958!", "Call [phone] or [phone]!"),
      ("221 Baker Street, Springfield, IL 62704", "[address]"),
      ("Maria Fernandez’s cat, and Dr. Okonkwo", "[name]’s cat, and Dr. [name]"),
      ("card 4111 1111 1111 1111, ssn 219-09-9999", "card [card], ssn [ssn]"),
      ("to DE89 3704 0044 0532 0130 00 today", "to [account] today"),
      ("password = \"s3cr3t!x\"\n", "password = \"[key]\"\n"),
      ("cc @skylark_22 🙂 posted by moss_green", "cc [handle] 🙂 posted by [handle]"),
      ("Laura Bennett\n48 Chestnut Street\nMillbrook, NY 12545", "[name]\n[address]"),
    ])
  func personalDataAreMasked(_ text: String, _ masked: String) {
    #expect(redactor.redact(text) == masked)
  }

  @Test func someCategoriesAreMaskedAndCounted() {
    let text = Array("ann@example.com, bob@example.com, (212) 555-0142, 219-09-9999".utf8)
    func masked(_ categories: Set<Memorization.Category>) -> Redaction {
      Redactor(masking: categories).redaction(of: text)
    }
    #expect(
      masked([.email])
        == Redaction(
          text: Array("[e-mail], [e-mail], (212) 555-0142, 219-09-9999".utf8),
          counts: [.email: 2]))
    #expect(masked([.ssn, .news]).counts == [.ssn: 1])
    #expect(masked([.contact]).counts == [.email: 2, .phone: 1])
    #expect(masked([]) == Redaction(text: text, counts: [:]))
    #expect(Redactor(masking: [.contact]).categories == [.email, .phone, .address])
    #expect(Redactor().categories == Redactor.categories)
    let texts = [text, [], Array("219-09-9999".utf8)]
    #expect(redactor.redactions(of: texts) == texts.map { redactor.redaction(of: $0) })
  }

  @Test func everythingElseStaysAsItIs() throws {
    for item in try LabelledTexts.load()
    where !item.labels.contains(where: { $0.isPersonal || $0 == .key }) {
      #expect(redactor.redact(item.text) == item.text)
    }
    #expect(redactor.redact("") == "")
    let bytes: [UInt8] = [0xFF, 0x00, 0x0A, 0xC3, 0x20, 0xE2, 0x80]
    #expect(redactor.redact(bytes) == bytes)
  }

  @Test func whatIsKeptIsThatOutsideOfPlaceholdersInOrder() throws {
    for item in try LabelledTexts.load() {
      var rest = item.text[...]
      let pieces = redactor.redact(item.text).split(
        separator: /\[(e-mail|phone|address|name|handle|account|card|ssn|key)\]/)
      for piece in pieces {
        let range = try #require(rest.range(of: piece))
        rest = rest[range.upperBound...]
      }
    }
  }

  @Test func maskingTwiceIsMaskingOnce() throws {
    for item in try LabelledTexts.load() {
      let once = redactor.redact(item.text)
      #expect(redactor.redact(once) == once)
    }
  }

  @Test func maskingTwiceIsMaskingOnceForAnyMixture() {
    var generator = PhiloxGenerator(seed: 7)
    let pieces = [
      "ann@example.com", "(212) 555-0142", "555-0199", "+44 20 7946 0958", "Maria", "Smith", "Dr. ",
      "4111 1111 1111 1111", "219-09-9999", "password=", "s3cr3t!x", "12 ", "Oak ", "Street",
      ", York ",
      "@dave_77", "Name: ", "tel ", " ", "-", ".", ",", "\n", ": ", "x", "7", "[", "]", "DE89", "é",
      "“",
      "user: ", "<tam0> ", " wrote:", "-----BEGIN PRIVATE KEY" + "-----", "[phone]", "[name]",
    ]
    for _ in 0..<2000 {
      let text = (0..<generator.integer(below: 12))
        .map { _ in pieces[generator.integer(below: pieces.count)] }.joined()
      let once = redactor.redact(text)
      #expect(redactor.redact(once) == once, "\(text)")
    }
  }
}
