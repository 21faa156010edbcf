package io.lethe.storage.account;

import io.lethe.domain.account.EmailAddress;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What a person told us of themselves; all of it may be absent. Personal: its text form says
 * nothing.
 *
 * @param email confirmed: the person receives mail there
 * @param emailToConfirm named, but not confirmed yet
 * @param locale language and perhaps region, as {@code pt-BR}
 * @param mailWhenReady whether to be mailed when a video is ready
 */
public record Account(
    @Nullable EmailAddress email,
    @Nullable Instant emailConfirmedAt,
    @Nullable EmailAddress emailToConfirm,
    @Nullable String displayName,
    @Nullable String locale,
    boolean mailWhenReady) {

  static final Account EMPTY = new Account(null, null, null, null, null, false);

  @Override
  public String toString() {
    return "Account";
  }
}
