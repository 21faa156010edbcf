package io.lethe.storage.holding;

import io.lethe.domain.SubjectId;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/** How what lies in a place of the ledger is corrected. */
@FunctionalInterface
interface Correcting {
  /** Of places that only tell what happened. */
  Correcting NOTHING = (transaction, subject, correction) -> Optional.empty();

  /** As {@link Holding#correct}. */
  Optional<Corrected> correct(Handle transaction, SubjectId subject, Correction correction);
}
