import CLinearAlgebra
import Foundation
import Testing

@testable import LanguageModels

@Suite struct OutputLayerTests {
  /// An output layer over random states.
  struct Case {
    let layer: OutputLayer
    let workspace: Workspace
    let count: Int

    init(
      vocabulary: Int, width: Int = 24, rows count: Int = 75, _ precision: Precision,
      _ set: skua_instruction_set, scale: Double = 1
    ) {
      self.count = count
      let kernels = Kernels(set)
      var weights = randomRows(vocabulary * width, seed: 1, scale: scale)
      // Every third token has the logits of the one before.
      for token in stride(from: 2, to: vocabulary, by: 3) {
        for i in 0..<width { weights[token * width + i] = weights[(token - 1) * width + i] }
      }
      layer = OutputLayer(
        norm: LayerNormalization(
          gain: [Float](repeating: 1, count: width), bias: [Float](repeating: 0, count: width),
          epsilon: 1e-5, precision: precision, kernels: kernels),
        tokens: LinearMap(
          weights, bias: nil, inputs: width, outputs: vocabulary, layout: .outputsByInputs,
          precision: precision, kernels: kernels, team: WorkTeam(threads: 1)), kernels: kernels)
      workspace = Workspace(
        rows: count, width: width, projectedWidth: width, innerWidth: width, positions: 1,
        precision: precision, threads: 2)
      let states = randomRows(count * width, seed: 2)
      for row in 0..<count {
        for i in 0..<width { workspace.stream.floats(row)[i] = states[row * width + i] }
      }
    }

    func read(_ request: VocabularyRequest, rows: [Int]? = nil, threads: Int = 1)
      -> VocabularyReading
    {
      layer.read(
        rows ?? Array(0..<count), request, in: workspace, team: WorkTeam(threads: threads))
    }
  }

  @Test(arguments: instructionSets, Precision.allCases)
  func sumsMomentsAndTargetsAreThoseOfAllLogits(
    _ set: skua_instruction_set, _ precision: Precision
  ) {
    for (vocabulary, scale) in [(1, 1.0), (17, 1), (1024, 1), (1500, 4), (2100, 0.02)] {
      let output = Case(vocabulary: vocabulary, precision, set, scale: scale)
      let targets = (0..<output.count).map { Token(($0 * 31) % vocabulary) }
      let reading = output.read(
        VocabularyRequest(targets: targets, candidates: 3, moments: true, logits: true))
      for row in 0..<output.count {
        let logits = reading.logits[row].map(Double.init)
        let top = logits.max()!
        let normalizer = top + log(logits.reduce(0) { $0 + exp($1 - top) })
        let mean = logits.reduce(0) { $0 + exp($1 - normalizer) * ($1 - normalizer) }
        let variance = logits.reduce(0) {
          $0 + exp($1 - normalizer) * ($1 - normalizer - mean) * ($1 - normalizer - mean)
        }
        #expect(
          abs(Double(reading.logNormalizers[row]) - normalizer) < 1e-5 * (1 + abs(normalizer)))
        let target = logits[Int(targets[row])] - normalizer
        #expect(
          abs(Double(reading.targetLogProbabilities[row]) - target) < 1e-5 * (1 + abs(target)))
        #expect(abs(Double(reading.moments[row].mean) - mean) < 1e-5 * (1 + abs(mean)))
        #expect(abs(Double(reading.moments[row].deviation) - variance.squareRoot()) < 1e-3)
      }
    }
  }

  @Test(arguments: instructionSets, Precision.allCases)
  func theLargestLogitsComeInOrderWithTiesByTheSmallerToken(
    _ set: skua_instruction_set, _ precision: Precision
  ) {
    for vocabulary in [5, 200, 3000] {
      let output = Case(vocabulary: vocabulary, rows: 9, precision, set)
      for limit in [1, 2, 40, 150, 5000] {
        let reading = output.read(
          VocabularyRequest(candidates: limit, logits: true), threads: limit % 2 + 1)
        for row in 0..<9 {
          let logits = reading.logits[row]
          let order = logits.indices.sorted {
            logits[$0] > logits[$1] || (logits[$0] == logits[$1] && $0 < $1)
          }.prefix(limit)
          #expect(reading.candidates[row].tokens == order.map { Token($0) })
          #expect(reading.candidates[row].logits == order.map { logits[$0] })
        }
      }
    }
  }

  @Test(arguments: instructionSets) func aRowIsTheSameBitsAloneAndOnSeveralThreads(
    _ set: skua_instruction_set
  ) {
    let output = Case(vocabulary: 5000, .bfloat16, set)
    let targets = (0..<output.count).map { Token($0) }
    let all = output.read(VocabularyRequest(targets: targets), threads: 2)
    for row in [0, 1, 37, 71, 72, 74] {
      let alone = output.read(VocabularyRequest(targets: [targets[row]]), rows: [row])
      #expect(alone.logNormalizers[0] == all.logNormalizers[row])
      #expect(alone.targetLogProbabilities[0] == all.targetLogProbabilities[row])
    }
  }
}
