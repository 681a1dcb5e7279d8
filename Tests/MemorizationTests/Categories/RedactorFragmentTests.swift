import Testing

@testable import Memorization

@Suite struct RedactorFragmentTests {
  private func redact(_ text: String) -> String { Redactor().redact(fragment: text) }

  @Test func whatACutLeavesOfANumberIsMasked() {
    #expect(
      redact("1111 1111 1111 was charged for 4539 1488 0343") == "[number] was charged for [number]"
    )
    #expect(redact("55 0147, and then") == "[number], and then")
    #expect(redact("call 555 01") == "call [number]")
  }

  @Test func whatACutLeavesOfAnAddressIsMasked() {
    #expect(redact("muster@exam") == "[e-mail]")
    #expect(redact("write to ada.muster@exam") == "write to [e-mail]")
    #expect(redact("@example.org> wrote") == "[e-mail]> wrote")
  }

  @Test func theRestStays() {
    #expect(redact("") == "")
    #expect(redact("in 1998 the skua robbed 3 gulls") == "in 1998 the skua robbed 3 gulls")
    #expect(redact("12 gulls and 7") == "12 gulls and 7")
    #expect(redact("mail ada.muster@example.org today") == "mail [e-mail] today")
    for text in ["4539 1488 0343", "a@b", "x 12345", "12345 x"] {
      #expect(redact(redact(text)) == redact(text))
    }
  }
}
