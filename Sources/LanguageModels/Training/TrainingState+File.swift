// A checkpoint file: the magic bytes, a version, the length of a JSON header and the header (plan,
// shape, step), then parameters and both moments as little-endian float32, then a checksum
// (FNV-1a, 64 bits) of all before it.

import Foundation

extension TrainingState {
  private static let magic = Array("SKUATRN1".utf8)

  private struct Header: Codable {
    let plan: TrainingPlan
    let step: Int
    /// Not in files of an earlier version, which knew no private training.
    let tokens: Int?
    let vocabulary: Int
    let context: Int
    let layers: Int
    let width: Int
    let heads: Int
    let endOfText: Token
  }

  /// Writes a checkpoint; the one before stays until this is whole.
  ///
  /// - Throws: `LanguageModelError` if the file can't be written.
  public func write(to path: String) throws(LanguageModelError) {
    let shape = parameters.configuration
    let header = Header(
      plan: plan, step: step, tokens: tokens, vocabulary: shape.vocabulary,
      context: shape.context, layers: shape.layers, width: shape.width, heads: shape.heads,
      endOfText: shape.endOfText)
    try WholeFile.write(to: path) { handle in
      let json = try JSONEncoder().encode(header)
      var data = Data(Self.magic)
      data.append(withUnsafeBytes(of: UInt64(json.count).littleEndian) { Data($0) })
      data.append(json)
      for values in [parameters.values, optimizer.first, optimizer.second] {
        data.append(values.withUnsafeBytes { Data($0) })
      }
      let checksum = Self.checksum(data)
      data.append(withUnsafeBytes(of: checksum.littleEndian) { Data($0) })
      try handle.write(contentsOf: data)
    }
  }

  /// Reads a checkpoint of a given training.
  ///
  /// - Throws: `LanguageModelError` if the file is cut, damaged, or of another plan or shape.
  public init(
    _ path: String, plan: TrainingPlan, _ configuration: GPT2Configuration
  ) throws(LanguageModelError) {
    func refuse(_ what: String) -> LanguageModelError {
      LanguageModelError(.format, "\(path): \(what)")
    }
    guard let data = FileManager.default.contents(atPath: path) else {
      throw LanguageModelError(.file, "\(path): there is no such file, or it can't be read")
    }
    guard data.count >= 24, data.prefix(8).elementsEqual(Self.magic) else {
      throw refuse("no checkpoint of a training, or of another version")
    }
    let length = data[8..<16].withUnsafeBytes {
      UInt64(littleEndian: $0.loadUnaligned(as: UInt64.self))
    }
    let stored = data.suffix(8).withUnsafeBytes {
      UInt64(littleEndian: $0.loadUnaligned(as: UInt64.self))
    }
    guard length <= UInt64(data.count - 24), Self.checksum(data.dropLast(8)) == stored,
      let header = try? JSONDecoder().decode(Header.self, from: data[16..<(16 + Int(length))])
    else { throw refuse("cut short or damaged: the checksum doesn't fit") }
    guard header.plan == plan, header.vocabulary == configuration.vocabulary,
      header.context == configuration.context, header.layers == configuration.layers,
      header.width == configuration.width, header.heads == configuration.heads,
      header.endOfText == configuration.endOfText
    else {
      throw refuse("of a training with other options; give another --out, or the same options")
    }
    let count = configuration.parameterCount
    guard data.count - 24 - Int(length) == 12 * count else {
      throw refuse("\(data.count) bytes don't hold \(count) parameters and their moments")
    }
    let parts = (0..<3).map { part in
      let start = 16 + Int(length) + 4 * part * count
      return [Float](unsafeUninitializedCapacity: count) { buffer, initialized in
        initialized = data.copyBytes(to: buffer, from: start..<(start + 4 * count)) / 4
      }
    }
    var parameters = GPT2Parameters(zeros: configuration)
    parameters.values = parts[0]
    var optimizer = AdamW(configuration)
    (optimizer.first, optimizer.second, optimizer.step) = (parts[1], parts[2], header.step)
    optimizer.decay = plan.weightDecay
    self.init(
      plan: plan, parameters: parameters, optimizer: optimizer,
      tokens: header.tokens ?? header.step * plan.batch * plan.accumulation * plan.positions)
  }

  private static func checksum(_ data: Data) -> UInt64 {
    data.withUnsafeBytes { bytes in
      bytes.reduce(0xCBF2_9CE4_8422_2325) { ($0 ^ UInt64($1)) &* 0x100_0000_01B3 }
    }
  }
}
