import Foundation
import Synchronization

/// A server on loopback that answers each request as a script says, byte by byte: faults that no real
/// server shows on demand.
final class ScriptedServer: Sendable {
  /// What happens to one request.
  enum Step: Sendable {
    /// An answer of a status and a body, with further lines of its head.
    case answer(Int, String, head: String = "")
    /// The connection ends after these bytes of an answer.
    case cut(String)
    /// The connection ends without an answer.
    case hangUp
    /// These bytes of an answer, and no more for so long.
    case stall(String, seconds: Double)
    /// No answer for so long.
    case silence(seconds: Double)
  }

  let port: Int
  private let descriptor: Int32
  private let state: Mutex<State>

  private struct State {
    var steps: [Step]
    var last: Step
    var requests: [String] = []
  }

  /// A server that takes the steps in order, the last one again and again.
  init(_ steps: Step...) throws {
    let socket = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
    var length = socklen_t(MemoryLayout<sockaddr_in>.size)
    let bound = withUnsafeMutablePointer(to: &address) { pointer in
      pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        bind(socket, $0, length) == 0 && listen(socket, 64) == 0
          && getsockname(socket, $0, &length) == 0
      }
    }
    guard bound else { throw POSIXError(.EADDRINUSE) }
    descriptor = socket
    port = Int(UInt16(bigEndian: address.sin_port))
    state = Mutex(State(steps: steps, last: steps[steps.count - 1]))
    Thread.detachNewThread { [self] in accept() }
  }

  /// The address of the server.
  var address: String { "http://127.0.0.1:\(port)" }

  /// Head and body of each request so far.
  var requests: [String] { state.withLock { $0.requests } }

  /// Takes no more connections.
  func stop() { shutdown(descriptor, Int32(SHUT_RDWR)) }

  private func accept() {
    while true {
      let connection = Glibc.accept(descriptor, nil, nil)
      guard connection >= 0 else { break }
      Thread.detachNewThread { [self] in
        while serve(connection) {}
        close(connection)
      }
    }
    close(descriptor)
  }

  /// Answers one request; false at the end of the connection.
  private func serve(_ connection: Int32) -> Bool {
    guard let request = read(connection) else { return false }
    let step = state.withLock { state in
      state.requests.append(request)
      return state.steps.isEmpty ? state.last : state.steps.removeFirst()
    }
    switch step {
    case .answer(let status, let body, let head):
      return write(
        "HTTP/1.1 \(status) X\r\nContent-Length: \(body.utf8.count)\r\n\(head)\r\n\(body)",
        to: connection)
    case .cut(let text):
      _ = write(text, to: connection)
      return false
    case .hangUp: return false
    case .stall(let text, let seconds):
      _ = write(text, to: connection)
      Thread.sleep(forTimeInterval: seconds)
      return false
    case .silence(let seconds):
      Thread.sleep(forTimeInterval: seconds)
      return false
    }
  }

  private func read(_ connection: Int32) -> String? {
    var data = Data()
    var buffer = [UInt8](repeating: 0, count: 1 << 16)
    while true {
      if let end = data.range(of: Data("\r\n\r\n".utf8)) {
        let head = String(decoding: data[..<end.lowerBound], as: UTF8.self)
        let length = head.lowercased().firstMatch(of: #/content-length: (\d+)/#).flatMap {
          Int($0.1)
        }
        if data.count >= end.upperBound + (length ?? 0) {
          return String(decoding: data, as: UTF8.self)
        }
      }
      let count = recv(connection, &buffer, buffer.count, 0)
      guard count > 0 else { return nil }
      data.append(contentsOf: buffer[..<count])
    }
  }

  private func write(_ text: String, to connection: Int32) -> Bool {
    let bytes = Array(text.utf8)
    return send(connection, bytes, bytes.count, Int32(MSG_NOSIGNAL)) == bytes.count
  }
}
