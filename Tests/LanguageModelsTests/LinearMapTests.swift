import CLinearAlgebra
import Foundation
import LinearAlgebra
import Testing

@testable import LanguageModels

@Suite struct LinearMapTests {
  static let shapes = [(1, 1), (7, 5), (33, 100), (64, 64), (48, 144), (130, 197)]

  @Test(arguments: instructionSets, Precision.allCases)
  func everyShapeAndRowCountGivesWhatPlainLoopsGive(
    _ set: skua_instruction_set, _ precision: Precision
  ) {
    for (inputs, outputs) in Self.shapes {
      let case_ = ProductCase(inputs, outputs, rows: 70, precision, set)
      for count in 1...70 {
        let out = RowBuffer(rows: count, columns: outputs, bytes: 4)
        case_.map.apply(
          to: case_.rows, count: count, into: out, SKUA_STORE, team: WorkTeam(threads: 1))
        #expect(case_.error(of: out, count) < 1e-6, "\(inputs)x\(outputs), \(count) rows")
      }
    }
  }

  @Test(arguments: instructionSets, Precision.allCases)
  func aRowIsTheSameBitsAloneAmongOthersAndOnSeveralThreads(
    _ set: skua_instruction_set, _ precision: Precision
  ) {
    let case_ = ProductCase(130, 197, rows: 70, precision, set)
    let all = RowBuffer(rows: 70, columns: 197, bytes: 4)
    case_.map.apply(to: case_.rows, count: 70, into: all, SKUA_STORE, team: WorkTeam(threads: 2))
    for count in [1, 2, 3, 5, 8, 13, 69] {
      let some = RowBuffer(rows: count, columns: 197, bytes: 4)
      case_.map.apply(
        to: case_.rows, count: count, into: some, SKUA_STORE, team: WorkTeam(threads: 1))
      for row in 0..<count {
        #expect((0..<197).allSatisfy { some.floats(row)[$0] == all.floats(row)[$0] })
      }
    }
  }

  @Test(arguments: instructionSets, Precision.allCases)
  func theEpiloguesAddToTheStreamAndApplyGELU(
    _ set: skua_instruction_set, _ precision: Precision
  ) {
    let case_ = ProductCase(20, 37, rows: 5, precision, set)
    let stream = RowBuffer(randomRows(5 * 37, seed: 9), columns: 37, .float32)
    let before = (0..<5).map { row in (0..<37).map { stream.floats(row)[$0] } }
    let team = WorkTeam(threads: 1)
    case_.map.apply(to: case_.rows, count: 5, into: stream, SKUA_ADD, team: team)
    let active = RowBuffer(rows: 5, columns: 37, bytes: precision.bytes)
    case_.map.apply(to: case_.rows, count: 5, into: active, SKUA_ACTIVATE_GELU, team: team)
    // bfloat16 keeps 8 bits of the result.
    let tolerance = precision.isHalf ? 0.004 : 1e-5
    for row in 0..<5 {
      for column in 0..<37 {
        let x = case_.expected[row * 37 + column]
        #expect(abs(Double(stream.floats(row)[column] - before[row][column]) - x) < 1e-5)
        let gelu = 0.5 * x * (1 + tanh(0.7978845608028654 * (x + 0.044715 * x * x * x)))
        let difference = abs(Double(active.get(row, column, precision)) - gelu)
        #expect(difference < tolerance * (1 + abs(gelu)))
      }
    }
  }

  @Test(arguments: Precision.allCases) func anEmbeddingIsAColumnPlusAPosition(
    _ precision: Precision
  ) {
    let values = randomRows(70 * 9, seed: 4)
    let map = LinearMap(
      values, bias: nil, inputs: 9, outputs: 70, layout: .outputsByInputs, precision: precision,
      kernels: Kernels(), team: WorkTeam(threads: 2))
    let position = randomRows(9, seed: 5)
    for token in [0, 1, 63, 64, 69] {
      var out = [Float](repeating: 0, count: 9)
      map.embed(Token(token), position: position, into: &out)
      #expect(out == (0..<9).map { values[token * 9 + $0] + position[$0] })
    }
  }
}

/// Rows, weights and their product in double precision.
struct ProductCase {
  let map: LinearMap
  let rows: RowBuffer
  let expected: [Double]
  /// Sum of the absolute values of what is added up, to which the rounding is relative.
  let magnitudes: [Double]

  init(
    _ inputs: Int, _ outputs: Int, rows count: Int, _ precision: Precision,
    _ set: skua_instruction_set
  ) {
    let weights = randomRows(inputs * outputs, seed: 1)
    let bias = randomRows(outputs, seed: 2), values = randomRows(count * inputs, seed: 3)
    map = LinearMap(
      weights, bias: bias, inputs: inputs, outputs: outputs, layout: .inputsByOutputs,
      precision: precision, kernels: Kernels(set), team: WorkTeam(threads: 2))
    rows = RowBuffer(values, columns: inputs, precision)
    var expected: [Double] = [], magnitudes: [Double] = []
    for row in 0..<count {
      for column in 0..<outputs {
        var sum = Double(bias[column]), magnitude = abs(sum)
        for k in 0..<inputs {
          let term = Double(values[row * inputs + k]) * Double(weights[k * outputs + column])
          sum += term
          magnitude += abs(term)
        }
        expected.append(sum)
        magnitudes.append(magnitude)
      }
    }
    self.expected = expected
    self.magnitudes = magnitudes
  }

  func error(of out: RowBuffer, _ count: Int) -> Double {
    let outputs = map.outputs
    var worst = 0.0
    for index in 0..<(count * outputs) {
      let value = Double(out.floats(index / outputs)[index % outputs])
      worst = max(worst, abs(value - expected[index]) / magnitudes[index])
    }
    return worst
  }
}
