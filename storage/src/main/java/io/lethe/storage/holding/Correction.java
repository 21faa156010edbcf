package io.lethe.storage.holding;

import io.lethe.domain.account.EmailAddress;
import io.lethe.storage.account.AccountEdit;
import io.lethe.storage.identifier.Identifier;
import org.jspecify.annotations.Nullable;

/**
 * One datum that its subject says is wrong (GDPR Art. 16), and what it should be. Personal: its
 * text form says which it is and no more.
 *
 * @param value what it should be; absent if there should be none. For a {@link Field#DEVICE} the
 *     name of the one that is not the subject's
 */
public record Correction(Field field, @Nullable String value) {

  /** What can be corrected. All else that is kept tells what happened, and is never changed. */
  public enum Field {
    /** Counts once a link that is mailed there is followed. */
    EMAIL,
    DISPLAY_NAME,
    LOCALE,
    /** A device that the account is said to have been used from. */
    DEVICE
  }

  /**
   * @throws IllegalArgumentException if it is no value that the field can have
   */
  public Correction {
    switch (field) {
      case EMAIL -> new AccountEdit.Email(value == null ? null : new EmailAddress(value));
      case DISPLAY_NAME -> new AccountEdit.DisplayName(value);
      case LOCALE -> new AccountEdit.Locale(value);
      case DEVICE -> new Identifier.Device(value == null ? "" : value);
    }
  }

  @Override
  public String toString() {
    return "Correction[" + field + "]";
  }
}
