package io.lethe.storage.egress;

import java.util.UUID;

/** The opaque id of one attempt to send something out. */
public record EgressId(UUID value) {
  public static EgressId random() {
    return new EgressId(UUID.randomUUID());
  }

  @Override
  public String toString() {
    return value.toString();
  }
}
