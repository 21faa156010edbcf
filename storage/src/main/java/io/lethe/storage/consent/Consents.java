package io.lethe.storage.consent;

import io.lethe.domain.SubjectId;
import io.lethe.domain.consent.Consent;
import io.lethe.domain.consent.Notice;
import io.lethe.domain.consent.Purpose;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;

/** What subjects agreed to. Records are only ever added. */
public final class Consents {
  public Consents(Jdbi jdbi, Notices notices, Clock clock) {}

  /** The newest record. */
  public Optional<Consent> find(SubjectId subject, Purpose purpose) {
    throw new UnsupportedOperationException("written next");
  }

  /** The newest record of each purpose that has one. */
  public List<Consent> current(SubjectId subject) {
    throw new UnsupportedOperationException("written next");
  }

  /** Every record, oldest first. */
  public List<Consent> history(SubjectId subject) {
    throw new UnsupportedOperationException("written next");
  }

  /** True for a grant that answers to the notice now in force. */
  public boolean isInForce(Consent consent) {
    throw new UnsupportedOperationException("written next");
  }

  public Optional<Consent> inForce(SubjectId subject, Purpose purpose) {
    throw new UnsupportedOperationException("written next");
  }

  /** Within a transaction. */
  public Optional<Consent> inForce(Handle transaction, SubjectId subject, Purpose purpose) {
    throw new UnsupportedOperationException("written next");
  }

  public Consent grant(SubjectId subject, Notice notice, ConsentChannel channel) {
    throw new UnsupportedOperationException("written next");
  }

  public Consent withdraw(SubjectId subject, Purpose purpose, ConsentChannel channel) {
    throw new UnsupportedOperationException("written next");
  }
}
