package io.lethe.storage.holding;

import io.lethe.domain.SubjectId;
import java.io.IOException;
import java.util.List;

/**
 * A place where data about subjects lies, with how to give it out, how to erase it and how to see
 * that it is gone. Whatever throws did not finish, and may be repeated.
 */
public interface Holding {
  /** One word, unique in the list, as in {@code docs/data-map.md}. */
  String name();

  /** What lies there, in a sentence that a person understands who asks for their data. */
  String what();

  /** The tables of the ledger that belong to it; none where it lies elsewhere. */
  List<String> tables();

  /** Writes all that is kept of the subject, row by row; nothing if there is nothing. */
  void export(SubjectId subject, ExportedRows out) throws IOException;

  /**
   * Erases all that is kept of the subject. Repeating it is safe. Called only once the subject's
   * erasure has begun, so that nobody writes there any more.
   *
   * @return how many things were erased
   */
  long erase(SubjectId subject);

  /** How many things of the subject are there, read from the place itself. */
  long count(SubjectId subject);
}
