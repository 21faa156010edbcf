package io.lethe.workflows.erasure.protocol;

/**
 * One object on its way into the vault: a row that says WRITING, the bytes, the row that says
 * STORED.
 *
 * @param object whether bytes lie in the vault, whole or not
 */
record Writer(At at, Row row, boolean object) {
  static final Writer WAITING = new Writer(At.START, Row.NONE, false);

  enum At {
    START,
    ROW_WRITTEN,
    BYTES_WRITTEN,
    /** It saw the tombstone, and deletes what it wrote. */
    TAKING_BACK,
    ENDED,
    KILLED
  }

  enum Row {
    NONE,
    WRITING,
    STORED
  }

  /** Whether a process is still at it. */
  boolean isUnderWay() {
    return at == At.ROW_WRITTEN || at == At.BYTES_WRITTEN || at == At.TAKING_BACK;
  }

  Writer to(At next) {
    return new Writer(next, row, object);
  }

  Writer with(Row changed) {
    return new Writer(at, changed, object);
  }

  Writer withObject(boolean present) {
    return new Writer(at, row, present);
  }
}
