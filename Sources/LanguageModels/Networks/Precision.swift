import CLinearAlgebra

/// How a model's weights and its key-value cache are held; sums are always float32.
///
/// For one precision and one instruction set of the processor, the same input gives the same bits,
/// whatever the batch and the number of threads. Another precision or processor rounds elsewhere.
public enum Precision: String, Sendable, Codable, CaseIterable {
  /// 32-bit floating point.
  case float32
  /// The upper half of float32, with 8 bits of significand: twice as fast, half the memory.
  case bfloat16

  /// bfloat16 where the processor multiplies it, else float32.
  public static var preferred: Precision {
    skua_best_instruction_set() == SKUA_AVX512 ? .bfloat16 : .float32
  }

  /// Whether the kernels' rows and panels hold bfloat16.
  var isHalf: Bool { self == .bfloat16 }
  /// Bytes of a number.
  var bytes: Int { isHalf ? 2 : 4 }
}
