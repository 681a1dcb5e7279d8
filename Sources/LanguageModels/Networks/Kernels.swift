import CLinearAlgebra

/// The kernels of one instruction set, chosen once for a model.
struct Kernels: @unchecked Sendable {
  /// The table of functions, which is constant.
  let table: skua_kernels

  /// The kernels of a set, or of the best one below it that this processor runs.
  init(_ set: skua_instruction_set = skua_best_instruction_set()) {
    table = skua_kernels_of(set).pointee
  }
}
