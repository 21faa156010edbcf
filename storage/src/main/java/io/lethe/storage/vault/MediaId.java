package io.lethe.storage.vault;

import java.util.UUID;

/** The opaque id of one object in the vault. */
public record MediaId(UUID value) {
  public static MediaId random() {
    return new MediaId(UUID.randomUUID());
  }

  @Override
  public String toString() {
    return value.toString();
  }
}
