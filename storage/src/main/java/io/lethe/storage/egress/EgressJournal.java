package io.lethe.storage.egress;

import io.lethe.domain.JobId;
import io.lethe.storage.consent.Consents;
import io.lethe.storage.consent.Notices;
import java.time.Clock;
import java.util.Optional;
import org.jdbi.v3.core.Jdbi;

/** The journal of what left the building. */
public final class EgressJournal {
  public EgressJournal(Jdbi jdbi, Consents consents, Notices notices, Clock clock) {}

  public BeginResult begin(NewEgress what) {
    throw new UnsupportedOperationException("written next");
  }

  public void accepted(EgressId egress, ProviderHandle handle) {
    throw new UnsupportedOperationException("written next");
  }

  public void notAccepted(EgressId egress) {
    throw new UnsupportedOperationException("written next");
  }

  public void unknown(EgressId egress) {
    throw new UnsupportedOperationException("written next");
  }

  /** The attempt that was accepted. */
  public Optional<Egress> find(JobId job) {
    throw new UnsupportedOperationException("written next");
  }
}
