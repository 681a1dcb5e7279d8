// The output layer, a chunk of the vocabulary at a time: no row of logits is written unless asked
// for. Sums are kept by chunk and added in the order of chunks, so they don't depend on threads.

import CLinearAlgebra
import Foundation

/// The last normalisation and the product with the token embedding.
struct OutputLayer: Sendable {
  let norm: LayerNormalization
  /// The token embedding, columns are tokens.
  let tokens: LinearMap
  let kernels: Kernels

  private var chunks: Int {
    roundedUp(tokens.panelCount, to: skua_chunk_panels) / skua_chunk_panels
  }

  /// Reads the distribution after some rows of the stream.
  func read(
    _ rows: [Int], _ request: VocabularyRequest, in workspace: Workspace, team: WorkTeam
  ) -> VocabularyReading {
    guard !rows.isEmpty else { return VocabularyReading() }
    for (index, row) in rows.enumerated() {
      norm.apply(to: workspace.stream, first: row, count: 1, into: workspace.normalized, at: index)
    }
    let limit = min(request.candidates, tokens.outputs)
    let stores =
      limit == 0
      ? []
      : (0..<min(team.threads, chunks)).map { _ in CandidateStore(rows: rows.count, limit: limit) }
    let logits = request.logits ? AlignedBuffer(bytes: rows.count * tokens.outputs * 4) : nil
    let (sums, targetLogits) = run(
      rows.count, request, stores, logits?.floats(), in: workspace, team: team)
    var reading = VocabularyReading()
    let totals = (0..<rows.count).map { total(of: $0, rows.count, sums) }
    let normalizers = totals.map { $0.reference + log($0.sum) }
    reading.logNormalizers = normalizers.map { Float($0) }
    reading.targetLogProbabilities = zip(targetLogits, normalizers).map { Float(Double($0) - $1) }
    if request.moments { reading.moments = totals.map(moments) }
    if let first = stores.first {
      reading.candidates = normalizers.enumerated().map {
        first.gather($0, with: stores.dropFirst(), normalizer: Float($1))
      }
    }
    if let logits {
      reading.logits = rows.indices.map {
        let row = logits.floats() + $0 * tokens.outputs
        return Array(UnsafeBufferPointer(start: row, count: tokens.outputs))
      }
    }
    return reading
  }

  /// All chunks of the vocabulary for the normalised rows: the sums of each chunk and row, and the
  /// logits of the targets.
  private func run(
    _ count: Int, _ request: VocabularyRequest, _ stores: [CandidateStore],
    _ logits: UnsafeMutablePointer<Float>?, in workspace: Workspace, team: WorkTeam
  ) -> (sums: [skua_sums], targetLogits: [Float]) {
    precondition(request.targets.isEmpty || request.targets.count == count, "a target per row")
    var sums = [skua_sums](repeating: skua_sums(), count: chunks * count)
    var targetLogits = [Float](repeating: .nan, count: request.targets.count)
    sums.withUnsafeMutableBufferPointer { sums in
      targetLogits.withUnsafeMutableBufferPointer { targetLogits in
        request.targets.withUnsafeBufferPointer { targets in
          team.perform(chunks) { worker, chunk in
            var output = skua_output(
              sums: sums.baseAddress! + chunk * count, moments: request.moments,
              targets: targets.isEmpty ? nil : targets.baseAddress,
              targetLogits: targetLogits.baseAddress,
              candidates: stores.isEmpty ? nil : stores[worker].rows, logits: logits)
            withUnsafePointer(to: tokens.weights) { weights in
              kernels.table.vocabulary(
                weights, workspace.normalized[0], workspace.normalized.stride, Int32(count),
                Int32(chunk), &output)
            }
          }
        }
      }
    }
    return (sums, targetLogits)
  }

  private func total(of row: Int, _ count: Int, _ sums: [skua_sums]) -> skua_sums {
    var total = sums[row]
    for chunk in 1..<max(chunks, 1) {
      withUnsafePointer(to: sums[chunk * count + row]) { skua_sums_add(&total, $0) }
    }
    return total
  }

  /// Mean and deviation of log p = logit - log Z, with logit = reference + d and p = e / sum.
  private func moments(of sums: skua_sums) -> (mean: Float, deviation: Float) {
    let first = sums.first / sums.sum, second = sums.second / sums.sum
    return (Float(first - log(sums.sum)), Float(max(0, second - first * first).squareRoot()))
  }
}
