package io.lethe.domain.rights;

import java.util.Locale;

/** Why a request is where it is: the reasons of the Data Rights Protocol 1.0. */
public enum RequestReason {
  NEED_USER_VERIFICATION,
  SUSPECTED_FRAUD,
  INSUF_VERIFICATION,
  NO_MATCH,
  CLAIM_NOT_COVERED,
  OUTSIDE_JURISDICTION,
  TOO_MANY_REQUESTS,
  OTHER;

  /** As the protocol spells it. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
