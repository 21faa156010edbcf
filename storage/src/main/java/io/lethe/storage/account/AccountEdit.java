package io.lethe.storage.account;

import io.lethe.domain.account.EmailAddress;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** One change of an account; an absent value removes what is there. Personal. */
public sealed interface AccountEdit {

  /** An address that is new has to be confirmed before it counts. */
  record Email(@Nullable EmailAddress address) implements AccountEdit {}

  record DisplayName(@Nullable String name) implements AccountEdit {
    /** In UTF-16 code units: room for any name that people have. */
    public static final int LONGEST = 100;

    private static final Pattern CONTROL = Pattern.compile("[\\p{Cntrl}\\p{Zl}\\p{Zp}]");

    public DisplayName {
      if (name != null
          && (name.isBlank() || name.length() > LONGEST || CONTROL.matcher(name).find())) {
        throw new IllegalArgumentException("not a name that can be shown");
      }
    }

    @Override
    public String toString() {
      return "DisplayName";
    }
  }

  /**
   * @param wanted null for no
   */
  record MailWhenReady(@Nullable Boolean wanted) implements AccountEdit {}

  record Locale(@Nullable String tag) implements AccountEdit {
    private static final Pattern FORM = Pattern.compile("[a-z]{2,3}(-[A-Z]{2})?");

    public Locale {
      if (tag != null && !FORM.matcher(tag).matches()) {
        throw new IllegalArgumentException("not a language and region");
      }
    }
  }
}
