package io.lethe.storage.holding;

import io.lethe.domain.SubjectId;
import io.lethe.domain.account.EmailAddress;
import io.lethe.storage.account.Account;
import io.lethe.storage.account.AccountEdit;
import io.lethe.storage.account.Accounts;
import io.lethe.storage.holding.Corrected.Outcome;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** Corrects what people told us of themselves, in the way in which they change it themselves. */
record AccountCorrecting(Accounts accounts) implements Correcting {

  @Override
  public Optional<Corrected> correct(Handle transaction, SubjectId subject, Correction correction) {
    String value = correction.value();
    return switch (correction.field()) {
      case EMAIL -> Optional.of(email(transaction, subject, value));
      case DISPLAY_NAME ->
          Optional.of(
              changed(
                  transaction,
                  subject,
                  new AccountEdit.DisplayName(value),
                  accounts.find(transaction, subject).displayName(),
                  value));
      case LOCALE ->
          Optional.of(
              changed(
                  transaction,
                  subject,
                  new AccountEdit.Locale(value),
                  accounts.find(transaction, subject).locale(),
                  value));
      case DEVICE -> Optional.empty();
    };
  }

  private Corrected email(Handle transaction, SubjectId subject, @Nullable String value) {
    Account before = accounts.find(transaction, subject);
    EmailAddress old = before.email();
    EmailAddress wanted = value == null ? null : new EmailAddress(value);
    accounts.change(transaction, subject, List.of(new AccountEdit.Email(wanted)));
    return new Corrected(
        EmailAddress.isSame(old, wanted)
            ? Outcome.UNCHANGED
            : wanted == null ? Outcome.CORRECTED : Outcome.TO_CONFIRM,
        old == null ? null : old.value());
  }

  private Corrected changed(
      Handle transaction,
      SubjectId subject,
      AccountEdit edit,
      @Nullable String old,
      @Nullable String value) {
    if (Objects.equals(old, value)) {
      return new Corrected(Outcome.UNCHANGED, old);
    }
    accounts.change(transaction, subject, List.of(edit));
    return new Corrected(Outcome.CORRECTED, old);
  }
}
