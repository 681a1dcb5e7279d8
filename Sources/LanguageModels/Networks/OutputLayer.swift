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
    let count = rows.count, vocabulary = tokens.outputs
    let stores =
      request.candidates == 0
      ? []
      : (0..<min(team.threads, chunks)).map { _ in
        CandidateStore(rows: count, limit: min(request.candidates, vocabulary))
      }
    var sums = [skua_sums](repeating: skua_sums(), count: chunks * count)
    var targetLogits = [Float](repeating: .nan, count: request.targets.isEmpty ? 0 : count)
    let logits = request.logits ? AlignedBuffer(bytes: count * vocabulary * 4) : nil
    sums.withUnsafeMutableBufferPointer { sums in
      targetLogits.withUnsafeMutableBufferPointer { targetLogits in
        request.targets.withUnsafeBufferPointer { targets in
          team.perform(chunks) { worker, chunk in
            var output = skua_output(
              sums: sums.baseAddress! + chunk * count, moments: request.moments,
              targets: request.targets.isEmpty ? nil : targets.baseAddress,
              targetLogits: targetLogits.baseAddress,
              candidates: stores.isEmpty ? nil : stores[worker].rows, logits: logits?.floats())
            withUnsafePointer(to: tokens.weights) { weights in
              kernels.table.vocabulary(
                weights, workspace.normalized[0], workspace.normalized.stride, Int32(count),
                Int32(chunk), &output)
            }
          }
        }
      }
    }
    let totals = (0..<count).map { row in total(of: row, count, sums) }
    var reading = VocabularyReading()
    let normalizers = totals.map { $0.reference + log($0.sum) }
    reading.logNormalizers = normalizers.map { Float($0) }
    reading.targetLogProbabilities = zip(targetLogits, normalizers).map { Float(Double($0) - $1) }
    if request.moments { reading.moments = totals.map(moments) }
    if !stores.isEmpty {
      reading.candidates = (0..<count).map { row in
        stores[0].gather(row, with: stores.dropFirst(), normalizer: Float(normalizers[row]))
      }
    }
    if let logits {
      reading.logits = (0..<count).map {
        Array(UnsafeBufferPointer(start: logits.floats() + $0 * vocabulary, count: vocabulary))
      }
    }
    return reading
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

/// The largest logits of some rows, as one thread gathers them.
final class CandidateStore {
  /// One list per row.
  let rows: UnsafeMutablePointer<skua_candidates>
  private let count: Int
  private let logits: UnsafeMutablePointer<Float>
  private let tokens: UnsafeMutablePointer<Token>

  /// Empty lists of which the `limit` largest remain.
  init(rows count: Int, limit: Int) {
    self.count = count
    // Room for as many again before the smaller ones are dropped, and for one panel.
    let capacity = 2 * limit + 192
    rows = .allocate(capacity: count)
    logits = .allocate(capacity: count * capacity)
    tokens = .allocate(capacity: count * capacity)
    for row in 0..<count {
      rows[row] = skua_candidates(
        limit: Int32(limit), capacity: Int32(capacity), count: 0, threshold: -0.9e38,
        logits: logits + row * capacity, tokens: tokens + row * capacity)
    }
  }

  deinit {
    rows.deallocate()
    logits.deallocate()
    tokens.deallocate()
  }

  /// The largest of this thread's and the others' logits of one row.
  func gather(_ row: Int, with others: ArraySlice<CandidateStore>, normalizer: Float) -> Candidates
  {
    skua_candidates_select(rows + row, others.isEmpty)
    for other in others {
      skua_candidates_select(other.rows + row, false)
      let list = other.rows[row], count = Int(list.count)
      let end = Int(rows[row].count)
      (rows[row].logits + end).update(from: list.logits, count: count)
      (rows[row].tokens + end).update(from: list.tokens, count: count)
      rows[row].count += list.count
      skua_candidates_select(rows + row, true)
    }
    let list = rows[row], count = Int(list.count)
    return Candidates(
      tokens: Array(UnsafeBufferPointer(start: list.tokens, count: count)),
      logits: Array(UnsafeBufferPointer(start: list.logits, count: count)),
      logNormalizer: normalizer)
  }
}
