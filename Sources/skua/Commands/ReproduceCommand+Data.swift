import Estimators
import Experiments

extension ReproduceCommand.ExtractionOptions {
  /// The user's own data; `nil` for none.
  var source: DataSource? {
    data.map { DataSource($0, options: DatasetOptions(target: target)) }
  }
}
