// Support vector machines through LIBSVM (Chang and Lin 2011), which solves C-SVC with one machine for
// each pair of classes and fits probabilities to its margins (Platt scaling, coupled as by Wu, Lin and
// Weng 2004).

import CSVM
import Foundation
public import LinearAlgebra

/// Fits a support vector machine to points of the encoded cube.
public struct SupportVectorMachine: Estimator {
  /// What stands for the inner product of two points.
  public enum Kernel: Sendable, Hashable {
    /// The inner product itself.
    case linear
    /// exp(-γ |x - y|²); γ is one over the number of features if `nil`.
    case radial(gamma: Double?)
  }

  /// What stands for the inner product.
  public var kernel: Kernel
  /// C: the price of a point on the wrong side.
  public var cost: Double
  /// The violation of the optimality conditions at which the solver has converged.
  public var tolerance: Double

  /// A machine with a kernel; the rest as LIBSVM has it.
  public init(_ kernel: Kernel = .linear, cost: Double = 1, tolerance: Double = 1e-3) {
    precondition(cost > 0 && tolerance > 0, "cost \(cost), tolerance \(tolerance)")
    self.kernel = kernel
    self.cost = cost
    self.tolerance = tolerance
  }

  /// Fits the machine and its probabilities; the generator is not used.
  public func fit(
    _ data: Dataset, using generator: inout some RandomNumberGenerator
  ) throws(EstimatorError) -> SupportVectorModel {
    let training = try TrainingSet(data)
    return SupportVectorModel(
      points: training.points, labels: training.labels, classes: training.classes,
      parameters: parameters(features: training.points.columns))
  }

  private func parameters(features: Int) -> svm_parameter {
    var parameters = svm_parameter()
    parameters.svm_type = Int32(C_SVC)
    switch kernel {
    case .linear: parameters.kernel_type = Int32(LINEAR)
    case .radial(let gamma):
      parameters.kernel_type = Int32(RBF)
      parameters.gamma = gamma ?? 1 / Double(max(1, features))
    }
    parameters.cache_size = 100
    parameters.eps = tolerance
    parameters.C = cost
    parameters.shrinking = 1
    parameters.probability = 1
    return parameters
  }
}

/// A fitted support vector machine.
public final class SupportVectorModel: Model {
  public let features: Int
  public let classes: Int
  /// LIBSVM's model; nothing writes to it after `init`.
  private nonisolated(unsafe) let model: UnsafeMutablePointer<svm_model>
  /// The support vectors, to which the model points.
  private nonisolated(unsafe) let nodes: UnsafeMutablePointer<svm_node>
  /// The class of each place of LIBSVM's answer.
  private let order: [Int]
  /// LIBSVM draws its folds from the process's only random stream.
  private static let turnstile = NSLock()

  fileprivate init(
    points: Matrix, labels: [Int], classes: Int, parameters: svm_parameter
  ) {
    self.features = points.columns
    self.classes = classes
    let width = points.columns + 1
    nodes = .allocate(capacity: points.rows * width)
    for row in 0..<points.rows {
      Self.fill(nodes + row * width, with: points[row: row])
    }
    var rows: [UnsafeMutablePointer<svm_node>?] = (0..<points.rows).map { [nodes] in
      nodes + $0 * width
    }
    var targets = labels.map(Double.init)
    var parameters = parameters
    model = Self.turnstile.withLock {
      svm_set_print_string_function { _ in }
      srand(1)
      return rows.withUnsafeMutableBufferPointer { rows in
        targets.withUnsafeMutableBufferPointer { targets in
          var problem = svm_problem(
            l: Int32(rows.count), y: targets.baseAddress, x: rows.baseAddress)
          return svm_train(&problem, &parameters)
        }
      }
    }
    // A class without rows is none of LIBSVM's.
    var names = [Int32](repeating: 0, count: Int(svm_get_nr_class(model)))
    svm_get_labels(model, &names)
    order = names.map(Int.init)
  }

  deinit {
    var pointer: UnsafeMutablePointer<svm_model>? = model
    svm_free_and_destroy_model(&pointer)
    nodes.deallocate()
  }

  /// The coefficients of all support vectors and the offsets of all machines.
  public var parameterCount: Int {
    Int(svm_get_nr_sv(model)) * (order.count - 1) + order.count * (order.count - 1) / 2
  }

  /// The fitted probabilities; the largest need not be that of the class on whose side a point lies.
  public func probabilities(for inputs: Matrix) -> Matrix {
    precondition(inputs.columns == features, "\(inputs.columns) columns for \(features) features")
    var result = Matrix(rows: inputs.rows, columns: classes)
    let point = UnsafeMutablePointer<svm_node>.allocate(capacity: features + 1)
    defer { point.deallocate() }
    var values = [Double](repeating: 0, count: order.count)
    for row in 0..<inputs.rows {
      Self.fill(point, with: inputs[row: row])
      _ = svm_predict_probability(model, point, &values)
      for (place, label) in order.enumerated() { result[row, label] = values[place] }
    }
    return result
  }

  private static func fill(
    _ nodes: UnsafeMutablePointer<svm_node>, with values: some Sequence<Double>
  ) {
    var count = 0
    for value in values {
      nodes[count] = svm_node(index: Int32(count + 1), value: value)
      count += 1
    }
    nodes[count] = svm_node(index: -1, value: 0)
  }
}
