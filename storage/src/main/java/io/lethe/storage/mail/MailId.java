package io.lethe.storage.mail;

import java.util.UUID;

/** The opaque id of one mail. */
public record MailId(UUID value) {
  @Override
  public String toString() {
    return value.toString();
  }
}
