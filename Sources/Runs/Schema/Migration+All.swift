extension Migration {
  /// Every step, the oldest first; append only.
  static let all: [Migration] = [
    Migration(name: "runs with samples, scores and documents", sql: runs),
    Migration(name: "ledgers of queries and answers", sql: ledgers),
  ]

  /// Queries and answers are each appended once and never changed; a query without an answer was in
  /// flight when its program ended.
  private static let ledgers = """
    CREATE TABLE ledger_query (
      id INTEGER PRIMARY KEY,
      run INTEGER NOT NULL REFERENCES run (id) ON DELETE CASCADE,
      ordinal INTEGER NOT NULL CHECK (ordinal >= 0),
      content BLOB NOT NULL,
      UNIQUE (run, ordinal)
    ) STRICT;

    CREATE TABLE ledger_answer (
      query INTEGER PRIMARY KEY REFERENCES ledger_query (id) ON DELETE CASCADE,
      content BLOB NOT NULL
    ) STRICT;

    CREATE TRIGGER queries_have_no_gaps BEFORE INSERT ON ledger_query
    WHEN NEW.ordinal <> (
      SELECT coalesce(max(ordinal) + 1, 0) FROM ledger_query WHERE run = NEW.run)
    BEGIN
      SELECT raise(ABORT, 'queries are appended in the order of their ordinals');
    END;

    CREATE TRIGGER queries_stay_as_they_are BEFORE UPDATE ON ledger_query
    BEGIN
      SELECT raise(ABORT, 'queries are never changed');
    END;

    CREATE TRIGGER answers_stay_as_they_are BEFORE UPDATE ON ledger_answer
    BEGIN
      SELECT raise(ABORT, 'answers are never changed');
    END;
    """

  /// Samples are rows of 1 to 3 kB, which a table without row numbers would spread over pages; the
  /// other tables have small rows or few.
  private static let runs = """
    CREATE TABLE run (
      id INTEGER PRIMARY KEY AUTOINCREMENT,    -- never given twice
      kind TEXT NOT NULL CHECK (kind <> ''),
      title TEXT NOT NULL,
      status TEXT NOT NULL DEFAULT 'running' CHECK (status IN ('running', 'finished', 'failed')),
      seed INTEGER NOT NULL,                   -- 64 bits without sign, read as a signed number
      created REAL NOT NULL,                   -- seconds since 1970
      finished REAL CHECK ((finished IS NULL) = (status = 'running')),
      configuration BLOB NOT NULL,
      result BLOB CHECK ((result IS NOT NULL) = (status = 'finished')),
      message TEXT CHECK ((message IS NOT NULL) = (status = 'failed'))
    ) STRICT;

    CREATE TABLE sample_group (
      id INTEGER PRIMARY KEY,
      run INTEGER NOT NULL REFERENCES run (id) ON DELETE CASCADE,
      name TEXT NOT NULL CHECK (name <> ''),
      bytes INTEGER NOT NULL DEFAULT 0 CHECK (bytes >= 0),
      UNIQUE (run, name)
    ) STRICT;

    CREATE TABLE sample (
      sample_group INTEGER NOT NULL REFERENCES sample_group (id) ON DELETE CASCADE,
      number INTEGER NOT NULL CHECK (number >= 0),
      prompt BLOB NOT NULL,
      tokens BLOB NOT NULL,
      log_probabilities BLOB NOT NULL,
      checksum INTEGER NOT NULL,
      PRIMARY KEY (sample_group, number)
    ) STRICT;

    CREATE TRIGGER samples_have_no_gaps BEFORE INSERT ON sample
    WHEN NEW.number <> (
      SELECT coalesce(max(number) + 1, 0) FROM sample WHERE sample_group = NEW.sample_group)
    BEGIN
      SELECT raise(ABORT, 'samples are appended in the order of their numbers');
    END;

    CREATE TRIGGER samples_stay_as_they_are BEFORE UPDATE ON sample
    BEGIN
      SELECT raise(ABORT, 'samples are never changed');
    END;

    CREATE TABLE score_series (
      id INTEGER PRIMARY KEY,
      sample_group INTEGER NOT NULL REFERENCES sample_group (id) ON DELETE CASCADE,
      name TEXT NOT NULL CHECK (name <> ''),
      UNIQUE (sample_group, name)
    ) STRICT;

    CREATE TABLE score (
      series INTEGER NOT NULL REFERENCES score_series (id) ON DELETE CASCADE,
      number INTEGER NOT NULL CHECK (number >= 0),
      value REAL,
      PRIMARY KEY (series, number)
    ) STRICT, WITHOUT ROWID;

    CREATE TRIGGER scores_have_no_gaps BEFORE INSERT ON score
    WHEN NEW.number <> (
      SELECT coalesce(max(number) + 1, 0) FROM score WHERE series = NEW.series)
    BEGIN
      SELECT raise(ABORT, 'scores are appended in the order of their samples');
    END;

    CREATE TRIGGER scores_are_of_samples BEFORE INSERT ON score
    WHEN NOT EXISTS (
      SELECT 1 FROM score_series JOIN sample USING (sample_group)
      WHERE score_series.id = NEW.series AND sample.number = NEW.number)
    BEGIN
      SELECT raise(ABORT, 'there is no such sample');
    END;

    CREATE TABLE document (
      run INTEGER NOT NULL REFERENCES run (id) ON DELETE CASCADE,
      name TEXT NOT NULL CHECK (name <> ''),
      content BLOB NOT NULL,
      checksum INTEGER NOT NULL,
      PRIMARY KEY (run, name)
    ) STRICT;
    """
}
