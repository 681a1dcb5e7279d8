import CLinearAlgebra
import Testing

@testable import LanguageModels

@Suite struct LayerNormalizationTests {
  @Test(arguments: instructionSets, Precision.allCases)
  func rowsOfAnyWidthGiveWhatDoublePrecisionGives(
    _ set: skua_instruction_set, _ precision: Precision
  ) {
    for width in [1, 5, 16, 36, 100, 192] {
      let gain = randomRows(width, seed: 1), bias = randomRows(width, seed: 2)
      let values = randomRows(3 * width, seed: 3).map { $0 + 10 }
      let norm = LayerNormalization(
        gain: gain, bias: bias, epsilon: 1e-5, precision: precision, kernels: Kernels(set))
      let out = RowBuffer(rows: 3, columns: width, bytes: precision.bytes)
      norm.apply(to: RowBuffer(values, columns: width, .float32), count: 3, into: out)
      for row in 0..<3 {
        let x = values[(row * width)..<((row + 1) * width)].map(Double.init)
        let mean = x.reduce(0, +) / Double(width)
        let variance = x.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / Double(width)
        for column in 0..<width {
          let z = (x[column] - mean) / (variance + 1e-5).squareRoot()
          let expected = z * Double(gain[column]) + Double(bias[column])
          let difference = abs(Double(out.get(row, column, precision)) - expected)
          // bfloat16 keeps 8 bits; float32 loses some to the mean of 10.
          #expect(difference < (precision.isHalf ? 4e-3 : 2e-5) * (1 + abs(expected)))
        }
      }
    }
  }
}
