package io.lethe.domain.rights;

import java.util.Locale;

/** Where a request is: the states of the Data Rights Protocol 1.0. */
public enum RequestState {
  /** Received; nothing was decided yet. */
  OPEN,
  /** Being verified or carried out. */
  IN_PROGRESS,
  FULFILLED,
  /** The answer says why, and what can be done about it. */
  DENIED,
  /** Taken back by its subject, or overtaken by the erasure of all that is kept. */
  REVOKED,
  /** Nobody verified it in time. */
  EXPIRED;

  public boolean isClosed() {
    return this != OPEN && this != IN_PROGRESS;
  }

  /** As the protocol spells it. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
