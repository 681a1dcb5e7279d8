// Forward and backward of one sequence after the other, on one core, with storage of its own.
//
// Shapes: T tokens, d width, D inner width, H heads of h numbers, V vocabulary. A block is
//   a = x + proj(attention(norm1(x))),   y = a + proj(GELU(fc(norm2(a)))).
// Radford et al. 2019; weights of linear layers are (inputs, outputs).

import CLinearAlgebra

typealias Floats = UnsafeMutablePointer<Float>

/// What one block keeps from forward for backward.
struct BlockActivations {
  let input, norm1, mean1, scale1, qkv, probabilities, attended: Floats
  let middle, norm2, mean2, scale2, inner, activated: Floats

  init(_ c: GPT2Configuration, rows: Int) {
    func make(_ count: Int) -> Floats { .allocate(capacity: count) }
    input = make(rows * c.width)
    norm1 = make(rows * c.width)
    mean1 = make(rows)
    scale1 = make(rows)
    qkv = make(rows * 3 * c.width)
    probabilities = make(c.heads * rows * rows)
    attended = make(rows * c.width)
    middle = make(rows * c.width)
    norm2 = make(rows * c.width)
    mean2 = make(rows)
    scale2 = make(rows)
    inner = make(rows * c.innerWidth)
    activated = make(rows * c.innerWidth)
  }

  func deallocate() {
    for pointer in [
      input, norm1, mean1, scale1, qkv, probabilities, attended, middle, norm2, mean2, scale2,
      inner, activated,
    ] { pointer.deallocate() }
  }
}

/// One worker: activations of one sequence and a gradient that it adds to.
final class GPT2Lane: @unchecked Sendable {
  let c: GPT2Configuration
  /// Tokens that there is room for.
  let limit: Int
  /// Tokens of the sequence at hand, T.
  private var rows: Int
  let blocks: [BlockActivations]
  let gradient: Floats
  /// The sum of shortened gradients; without it until there is one.
  private(set) var sum: Floats?
  /// Sequences whose gradient was shortened.
  private(set) var shortened = 0
  private(set) var loss = 0.0
  private let offsets: [Int]
  private let last, norm, mean, scale, stream, wide, qkv, scores, logits: Floats
  /// Rows of logits at once: few where they stay in the caches, many where each pass over the
  /// embedding's gradient is long.
  private let chunk: Int
  /// Numbers from one row of logits to the next.
  private let stride: Int
  private let products: HalfProducts?

  init(_ c: GPT2Configuration, rows: Int, weights: HalfWeights?) {
    self.c = c
    limit = rows
    self.rows = rows
    let chunk = min(rows, c.vocabulary > 8192 ? 256 : 64)
    self.chunk = chunk
    stride = roundedUp(c.vocabulary, to: 16)
    products = weights.map { HalfProducts($0, rows: rows, chunk: chunk) }
    offsets = c.tensors.reduce(into: [0]) { $0.append($0.last! + $1.count) }
    blocks = (0..<c.layers).map { _ in BlockActivations(c, rows: rows) }
    gradient = .allocate(capacity: c.parameterCount)
    last = .allocate(capacity: rows * c.width)
    norm = .allocate(capacity: rows * c.width)
    mean = .allocate(capacity: rows)
    scale = .allocate(capacity: rows)
    stream = .allocate(capacity: rows * c.width)
    wide = .allocate(capacity: rows * max(c.innerWidth, c.width))
    qkv = .allocate(capacity: rows * 3 * c.width)
    scores = .allocate(capacity: rows * rows)
    logits = .allocate(capacity: chunk * stride)
  }

  deinit {
    blocks.forEach { $0.deallocate() }
    for pointer in [gradient, last, norm, mean, scale, stream, wide, qkv, scores, logits] {
      pointer.deallocate()
    }
    sum?.deallocate()
  }

  func clear() {
    (loss, shortened) = (0, 0)
    gradient.update(repeating: 0, count: c.parameterCount)
    sum?.update(repeating: 0, count: c.parameterCount)
  }

  /// Adds the gradient of the mean loss of one sequence, shortened to `bound`, to `sum`.
  ///
  /// `gradient` is zero before and after.
  func accumulateShortened(_ tokens: ArraySlice<Token>, parameters: Floats, to bound: Float) {
    accumulate(tokens, parameters: parameters, factor: 1 / Float(tokens.count - 1))
    let count = Int64(c.parameterCount)
    let norm = skua_square_norm(count, gradient).squareRoot()
    let isLong = norm > Double(bound)
    shortened += isLong ? 1 : 0
    skua_move_scaled(count, isLong ? Float(Double(bound) / norm) : 1, gradient, room())
  }

  private func room() -> Floats {
    if let sum { return sum }
    let room = Floats.allocate(capacity: c.parameterCount)
    room.update(repeating: 0, count: c.parameterCount)
    sum = room
    return room
  }

  /// Adds the loss (nats, summed) of T + 1 tokens and `factor` times its gradient.
  func accumulate(_ tokens: ArraySlice<Token>, parameters: Floats, factor: Float) {
    let ids = tokens.map { Int32($0) }
    rows = ids.count - 1
    precondition(
      (1...limit).contains(rows), "\(ids.count) tokens for 1 to \(limit) positions and a target")
    embed(ids, parameters)
    for layer in 0..<c.layers {
      let output = layer + 1 < c.layers ? blocks[layer + 1].input : last
      forward(blocks[layer], layer: layer, parameters, output: output)
    }
    output(ids, parameters, factor: factor)
    for layer in (0..<c.layers).reversed() { backward(blocks[layer], layer: layer, parameters) }
    embedBackward(ids)
  }

  /// Start of a block's tensor in the flat buffer, by its place in the block's list.
  private func at(_ base: Floats, _ layer: Int, _ tensor: Int) -> Floats {
    base + offsets[2 + 12 * layer + tensor]
  }

  // MARK: Embedding: x (T, d) = wte[token] + wpe[position]

  private func embed(_ ids: [Int32], _ p: Floats) {
    let x = blocks.first?.input ?? last
    for t in 0..<rows {
      (x + t * c.width).update(from: p + Int(ids[t]) * c.width, count: c.width)
    }
    skua_add(Int64(rows * c.width), p + offsets[1], x)
  }

  private func embedBackward(_ ids: [Int32]) {
    skua_add(Int64(rows * c.width), stream, gradient + offsets[1])
    for t in 0..<rows {
      skua_add(Int64(c.width), stream + t * c.width, gradient + Int(ids[t]) * c.width)
    }
  }

  // MARK: Output: logits (T, V) = norm(x) wte', in chunks that are never kept

  private func output(_ ids: [Int32], _ p: Floats, factor: Float) {
    let final = 2 + 12 * c.layers
    skua_norm_forward(
      Int32(rows), Int32(c.width), c.normEpsilon, last, p + offsets[final], p + offsets[final + 1],
      norm, mean, scale)
    for start in Swift.stride(from: 0, to: rows, by: chunk) {
      let count = min(chunk, rows - start)
      let x = norm + start * c.width
      let dx = wide + start * c.width
      scores(of: x, p, count)
      ids.withUnsafeBufferPointer {
        loss += skua_cross_entropy(
          Int32(count), Int32(c.vocabulary), Int64(stride), $0.baseAddress! + start + 1, factor,
          logits)
      }
      scoresBackward(x, p, into: dx, count)
    }
    stream.update(repeating: 0, count: rows * c.width)
    skua_norm_backward(
      Int32(rows), Int32(c.width), last, p + offsets[final], mean, scale, wide, stream,
      gradient + offsets[final], gradient + offsets[final + 1])
  }

  private func scores(of x: Floats, _ p: Floats, _ count: Int) {
    if let products {
      products.logits(x, count, into: logits, stride: stride)
    } else {
      skua_sgemm(
        false, true, Int32(count), Int32(c.vocabulary), Int32(c.width), 1, x, Int32(c.width), p,
        Int32(c.width), 0, logits, Int32(stride))
    }
  }

  private func scoresBackward(_ x: Floats, _ p: Floats, into dx: Floats, _ count: Int) {
    let (d, v, n) = (Int32(c.width), Int32(c.vocabulary), Int32(count))
    if let products {
      products.logitsBackward(x, logits, stride: stride, count, into: dx, gradient: gradient)
    } else {
      skua_sgemm(true, false, v, d, n, 1, logits, Int32(stride), x, d, 1, gradient, d)
      skua_sgemm(false, false, n, d, v, 1, logits, Int32(stride), p, d, 0, dx, d)
    }
  }

  // MARK: Block

  private func forward(_ b: BlockActivations, layer: Int, _ p: Floats, output: Floats) {
    let (d, count) = (c.width, Int64(rows * c.width))
    skua_norm_forward(
      Int32(rows), Int32(d), c.normEpsilon, b.input, at(p, layer, 0), at(p, layer, 1), b.norm1,
      b.mean1, b.scale1)
    linear(b.norm1, p, layer, 2, into: b.qkv, d, 3 * d)
    attention(b)
    linear(b.attended, p, layer, 4, into: b.middle, d, d)
    skua_add(count, b.input, b.middle)
    skua_norm_forward(
      Int32(rows), Int32(d), c.normEpsilon, b.middle, at(p, layer, 6), at(p, layer, 7), b.norm2,
      b.mean2, b.scale2)
    linear(b.norm2, p, layer, 8, into: b.inner, d, c.innerWidth)
    skua_gelu_forward(Int32(rows * c.innerWidth), b.inner, b.activated)
    linear(b.activated, p, layer, 10, into: output, c.innerWidth, d)
    skua_add(count, b.middle, output)
  }

  /// `stream` is the gradient of the block's output and becomes that of its input.
  private func backward(_ b: BlockActivations, layer: Int, _ p: Floats) {
    let d = c.width
    linearBackward(b.activated, p, layer, 10, from: stream, into: wide, c.innerWidth, d)
    skua_gelu_backward(Int32(rows * c.innerWidth), b.inner, wide)
    linearBackward(b.norm2, p, layer, 8, from: wide, into: norm, d, c.innerWidth)
    skua_norm_backward(
      Int32(rows), Int32(d), b.middle, at(p, layer, 6), b.mean2, b.scale2, norm, stream,
      at(gradient, layer, 6), at(gradient, layer, 7))
    linearBackward(b.attended, p, layer, 4, from: stream, into: norm, d, d)
    attentionBackward(b, from: norm)
    linearBackward(b.norm1, p, layer, 2, from: qkv, into: norm, d, 3 * d)
    skua_norm_backward(
      Int32(rows), Int32(d), b.input, at(p, layer, 0), b.mean1, b.scale1, norm, stream,
      at(gradient, layer, 0), at(gradient, layer, 1))
  }

  // MARK: Linear: y (T, outputs) = x (T, inputs) w + bias

  private func linear(
    _ x: Floats, _ p: Floats, _ layer: Int, _ tensor: Int, into y: Floats, _ inputs: Int,
    _ outputs: Int
  ) {
    if let products {
      products.linear(x, layer, tensor, into: y, rows)
    } else {
      product(x, at(p, layer, tensor), into: y, rows, outputs, inputs)
    }
    skua_add_bias(Int32(rows), Int32(outputs), at(p, layer, tensor + 1), y)
  }

  private func linearBackward(
    _ x: Floats, _ p: Floats, _ layer: Int, _ tensor: Int, from dy: Floats, into dx: Floats,
    _ inputs: Int, _ outputs: Int
  ) {
    let dw = at(gradient, layer, tensor)
    skua_bias_backward(Int32(rows), Int32(outputs), dy, at(gradient, layer, tensor + 1))
    if let products {
      products.linearBackward(x, dy, layer, tensor, into: dx, gradient: dw, rows)
    } else {
      product(x, dy, into: dw, inputs, outputs, rows, transposeA: true, add: true)
      product(dy, at(p, layer, tensor), into: dx, rows, inputs, outputs, transposeB: true)
    }
  }

  // MARK: Attention: per head P (T, T) = softmax(q k' / sqrt h), out (T, h) = P v

  /// Rows by the 64, each with the columns that it may see: from the first to its own.
  private var stretches: [(start: Int, count: Int32, end: Int32)] {
    Swift.stride(from: 0, to: rows, by: 64).map { start in
      let end = min(rows, start + 64)
      return (start, Int32(end - start), Int32(end))
    }
  }

  private func attention(_ b: BlockActivations) {
    let (t, d, h) = (Int32(rows), Int32(c.width), Int32(c.headWidth))
    let scale = 1 / Float(c.headWidth).squareRoot()
    for head in 0..<c.heads {
      let q = b.qkv + head * c.headWidth
      let p = b.probabilities + head * rows * rows
      let out = b.attended + head * c.headWidth
      for (start, n, end) in stretches {
        skua_sgemm(
          false, true, n, end, h, scale, q + start * 3 * c.width, 3 * d, q + c.width, 3 * d, 0,
          p + start * rows, t)
      }
      skua_causal_softmax_forward(t, p)
      for (start, n, end) in stretches {
        skua_sgemm(
          false, false, n, h, end, 1, p + start * rows, t, q + 2 * c.width, 3 * d, 0,
          out + start * c.width, d)
      }
    }
  }

  private func attentionBackward(_ b: BlockActivations, from dy: Floats) {
    let (t, d, h) = (Int32(rows), Int32(c.width), Int32(c.headWidth))
    let scale = 1 / Float(c.headWidth).squareRoot()
    for head in 0..<c.heads {
      let q = b.qkv + head * c.headWidth
      let dq = qkv + head * c.headWidth
      let p = b.probabilities + head * rows * rows
      // From the last stretch, which sees every column and so sets what the others add to.
      for (start, n, end) in stretches.reversed() {
        let (ps, dout) = (p + start * rows, dy + head * c.headWidth + start * c.width)
        skua_sgemm(
          true, false, end, h, n, 1, ps, t, dout, d, end == t ? 0 : 1, dq + 2 * c.width, 3 * d)
        skua_sgemm(
          false, true, n, end, h, 1, dout, d, q + 2 * c.width, 3 * d, 0, scores + start * rows, t)
      }
      skua_causal_softmax_backward(t, p, scores)
      for (start, n, end) in stretches.reversed() {
        let ds = scores + start * rows
        skua_sgemm(
          false, false, n, h, end, scale, ds, t, q + c.width, 3 * d, 0, dq + start * 3 * c.width,
          3 * d)
        skua_sgemm(
          true, false, end, h, n, scale, ds, t, q + start * 3 * c.width, 3 * d, end == t ? 0 : 1,
          dq + c.width, 3 * d)
      }
    }
  }

  private func product(
    _ a: Floats, _ b: Floats, into y: Floats, _ m: Int, _ n: Int, _ k: Int,
    transposeA: Bool = false, transposeB: Bool = false, add: Bool = false
  ) {
    skua_sgemm(
      transposeA, transposeB, Int32(m), Int32(n), Int32(k), 1, a, Int32(transposeA ? m : k), b,
      Int32(transposeB ? k : n), add ? 1 : 0, y, Int32(n))
  }
}
