package io.lethe.domain.account;

import java.text.Normalizer;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * An address that a mail can be sent to: one mailbox, without a display name, and nothing in it
 * that could begin a header, a second recipient or a path. Personal; its text form says nothing.
 */
public record EmailAddress(String value) {
  /** RFC 5321, 4.5.3.1.3: a path of 256 octets, less its angle brackets. */
  private static final int LONGEST = 254;

  private static final Pattern FORM =
      Pattern.compile(
          "[^\\s\\p{Cntrl}\\p{Zl}\\p{Zp}@<>()\\[\\],;:\\\\\"%]{1,64}"
              + "@[\\p{L}\\p{N}]([\\p{L}\\p{N}-]*[\\p{L}\\p{N}])?"
              + "(\\.[\\p{L}\\p{N}]([\\p{L}\\p{N}-]*[\\p{L}\\p{N}])?)+");

  public EmailAddress {
    if (value.length() > LONGEST || !FORM.matcher(value).matches()) {
      throw new IllegalArgumentException("not an e-mail address");
    }
  }

  /** Absent if the text is no address that mail is sent to. Spaces around it are taken off. */
  public static Optional<EmailAddress> parse(String text) {
    try {
      return Optional.of(new EmailAddress(text.strip()));
    } catch (IllegalArgumentException notAnAddress) {
      return Optional.empty();
    }
  }

  /** The form in which two spellings of one mailbox are the same text. */
  public String normalised() {
    return Normalizer.normalize(value, Normalizer.Form.NFKC).toLowerCase(Locale.ROOT);
  }

  /** Whether both are one mailbox, or neither is any. */
  public static boolean isSame(@Nullable EmailAddress one, @Nullable EmailAddress other) {
    if (one == null || other == null) {
      return one == null && other == null;
    }
    return one.normalised().equals(other.normalised());
  }

  @Override
  public String toString() {
    return "EmailAddress";
  }
}
