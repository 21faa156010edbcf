package io.lethe.domain.rights;

import java.util.UUID;

/** The opaque number of a legal hold. It may stand in logs. */
public record HoldId(UUID value) {
  public static HoldId random() {
    return new HoldId(UUID.randomUUID());
  }

  @Override
  public String toString() {
    return value.toString();
  }
}
