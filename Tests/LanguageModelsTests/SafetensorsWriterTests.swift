import Foundation
import Testing

@testable import LanguageModels

@Suite struct SafetensorsWriterTests {
  @Test func numbersAreRoundedToTheNearestHalf() {
    // By hand: 1 + 2^-8 lies between 1 and 1 + 2^-7 and goes to the even one, 1.
    #expect(Float(1).bfloat16Pattern == 0x3F80)
    #expect((1 + Float(0x1p-8)).bfloat16Pattern == 0x3F80)
    #expect((1 + 3 * Float(0x1p-8)).bfloat16Pattern == 0x3F82)
    #expect(Float(-3.140625).bfloat16Pattern == 0xC049)
    #expect(Float.greatestFiniteMagnitude.bfloat16Pattern == 0x7F7F)
    #expect(Float(0).bfloat16Pattern == 0 && Float(-0.0).bfloat16Pattern == 0x8000)
  }

  @Test func aModelInHalfTheRoomIsReadAgain() throws {
    let shape = GPT2Configuration(vocabulary: 7, context: 5, layers: 1, width: 4, heads: 2)
    let count = shape.tensors.reduce(0) { $0 + $1.count }
    let source = FlatTensors(configuration: shape, values: randomRows(count, seed: 4))
    try inTemporaryFolder { folder in
      try ModelFolder.write(shape, source, to: folder, precision: .bfloat16)
      let file = try Safetensors("\(folder)/model.safetensors")
      let read = try ModelFolder(folder)
      for tensor in shape.tensors {
        #expect(file.type(of: tensor.name) == "BF16")
        for (new, old) in zip(
          try read.values(of: tensor.name), try source.values(of: tensor.name))
        {
          #expect(abs(new - old) <= abs(old) / 256)
        }
      }
    }
  }
}
