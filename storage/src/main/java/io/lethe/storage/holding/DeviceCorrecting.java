package io.lethe.storage.holding;

import io.lethe.domain.SubjectId;
import io.lethe.storage.holding.Corrected.Outcome;
import io.lethe.storage.identifier.Identifier;
import io.lethe.storage.identifier.Identifiers;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/** Takes out a device that the subject says is not theirs. */
record DeviceCorrecting(Identifiers identifiers) implements Correcting {

  @Override
  public Optional<Corrected> correct(Handle transaction, SubjectId subject, Correction correction) {
    String name = correction.value();
    if (correction.field() != Correction.Field.DEVICE || name == null) {
      return Optional.empty();
    }
    return Optional.of(
        identifiers.remove(transaction, subject, new Identifier.Device(name))
            ? new Corrected(Outcome.CORRECTED, name)
            : new Corrected(Outcome.UNCHANGED, null));
  }
}
