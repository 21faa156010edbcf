package io.lethe.storage.holding;

import io.lethe.domain.SubjectId;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/**
 * A place where data about subjects lies, with how to give it out, how to correct it, how to erase
 * it and how to see that it is gone. Whatever throws did not finish, and may be repeated.
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
   * Corrects what its subject says is wrong (GDPR Art. 16), in the caller's transaction: that keeps
   * the evidence of it. Repeating it changes nothing. A place that only tells what happened
   * corrects nothing; there the subject's statement is kept beside it.
   *
   * @return absent where this place holds no such datum of anybody
   * @throws io.lethe.storage.ledger.SubjectForgotten if the subject's erasure has begun
   */
  default Optional<Corrected> correct(
      Handle transaction, SubjectId subject, Correction correction) {
    return Optional.empty();
  }

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
