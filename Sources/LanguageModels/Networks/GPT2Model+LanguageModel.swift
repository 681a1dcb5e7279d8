import Dispatch

extension GPT2Model: LanguageModel {
  public var capabilities: Capabilities {
    Capabilities(
      vocabulary: configuration.vocabulary, context: configuration.context,
      endOfText: configuration.endOfText, scores: true)
  }

  /// The log-probability of every token of every sequence, in order, on all cores.
  ///
  /// Sequences of any lengths mix. One longer than the context is read in windows that move by
  /// `options.stride`; each token is scored in the first window that reaches it.
  /// - Throws: `LanguageModelError` that names the sequence if one is empty, holds a token outside the
  ///   vocabulary, or is longer than the context without a stride; of code `cancelled` if the task
  ///   was cancelled.
  public func score(
    _ sequences: [[Token]], _ options: ScoreOptions
  ) async throws(LanguageModelError) -> [TokenScores] {
    let run = try ScoringRun(self, sequences, options)
    let stop = StopSignal()
    let results = await withTaskCancellationHandler {
      await withCheckedContinuation { continuation in
        DispatchQueue.global().async { continuation.resume(returning: run.results(stop)) }
      }
    } onCancel: {
      stop.raise()
    }
    guard let results else {
      throw LanguageModelError(.cancelled, "Scoring was cancelled before its end.")
    }
    return results
  }

  /// Draws the samples of a plan; they arrive as they are done, in no particular order.
  ///
  /// Sample i is a function of the plan's seed, of i and of its prompt, for one precision and
  /// instruction set. Past the context a sample goes on from its last `stride` tokens, as does a
  /// prompt longer than the context. Work ends when the stream's consumer does.
  public func sample(_ plan: SamplingPlan) -> AsyncThrowingStream<Sample, any Error> {
    AsyncThrowingStream { continuation in
      do throws(LanguageModelError) {
        let run = try SamplingRun(self, plan)
        continuation.onTermination = { _ in run.stop.raise() }
        DispatchQueue.global().async {
          do throws(LanguageModelError) {
            try run.perform { continuation.yield($0) }
            continuation.finish()
          } catch {
            continuation.finish(throwing: error)
          }
        }
      } catch {
        continuation.finish(throwing: error)
      }
    }
  }
}
