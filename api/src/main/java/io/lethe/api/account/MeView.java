package io.lethe.api.account;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.lethe.domain.account.EmailAddress;
import io.lethe.storage.account.Account;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** What a person told us of themselves. What is absent was not told. */
@JsonInclude(JsonInclude.Include.NON_NULL)
record MeView(
    @Nullable String email,
    @Nullable Instant emailConfirmedAt,
    @Nullable String emailToConfirm,
    @Nullable String displayName,
    @Nullable String locale,
    @Nullable Boolean mailWhenReady) {

  static MeView of(Account account) {
    return new MeView(
        text(account.email()),
        account.emailConfirmedAt(),
        text(account.emailToConfirm()),
        account.displayName(),
        account.locale(),
        account.mailWhenReady() ? true : null);
  }

  private static @Nullable String text(@Nullable EmailAddress address) {
    return address == null ? null : address.value();
  }
}
