/** Whether an error of the engine or the system means that no space is left to write to. */
export function isDiskFull(error: unknown): boolean {
  return /No space left on device|ENOSPC|disk is full|max_temp_directory_size|^53100 /i.test(wordsOf(error));
}

export function isOutOfMemory(error: unknown): boolean {
  return /Out of Memory Error|could not allocate/i.test(wordsOf(error));
}

/** Whether a text file breaks the rules of delimited text, so that it must be mended before it is read. */
export function isMalformedText(error: unknown): boolean {
  return /CSV Error|CSV Parser state machine|Parallel CSV Reader|Parameter Not Allowed Error|Maximum line size/i.test(
    wordsOf(error),
  );
}

/** Whether two transactions wrote the same row, waited for each other too long, or lost their server, so that trying again may help. */
export function isConflict(error: unknown): boolean {
  // A commit for which there is no room fails as a transaction does, too.
  if (isDiskFull(error)) return false;
  return /TransactionContext Error|[Cc]onflict on|^(40001|40P01|55P03) /.test(wordsOf(error)) || isCut(error);
}

/** Whether the connection to a server was cut: of a transaction that was not being committed nothing is kept. */
export function isCut(error: unknown): boolean {
  return /^(57P01|57P02|08003|08006|ECONNRESET|EPIPE) |Connection terminated/.test(wordsOf(error));
}

/** Whether a server could not be asked: its connection was cut, or it does not answer. */
export function isOutOfReach(error: unknown): boolean {
  return isCut(error) || /^(57P03|ECONNREFUSED|ETIMEDOUT|EHOSTUNREACH|ENOTFOUND) /.test(wordsOf(error));
}

/** Whether an error only says that there was one before it in the same transaction. */
export function isAfterFailure(error: unknown): boolean {
  return /[Tt]ransaction is aborted/.test(wordsOf(error));
}

/** Whether the engine refuses everything from now on until the database is opened anew. */
export function isInvalidated(error: unknown): boolean {
  return /database has been invalidated|FATAL Error/i.test(wordsOf(error));
}

/** Whether a database file or its log is damaged. */
export function isDamaged(error: unknown): boolean {
  return /Corrupt|corrupt|checksum|not a valid DuckDB database file|Could not read enough bytes|Failure while replaying WAL|Serialization Error/.test(
    wordsOf(error),
  );
}

function wordsOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  return 'code' in error ? `${String(error.code)} ${error.message}` : error.message;
}
