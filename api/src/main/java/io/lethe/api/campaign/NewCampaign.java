package io.lethe.api.campaign;

import io.lethe.api.problem.RequestRefusal;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * One mail for everyone who agreed.
 *
 * @param title the mail's subject line
 * @param text plain; a blank line parts paragraphs, and a line that is an address becomes a link
 */
record NewCampaign(@Nullable String title, @Nullable String text) {
  /** In UTF-16 code units; mail programs show about half of it. */
  static final int LONGEST_TITLE = 150;

  /** Several pages, and well below the limit on bodies though each character were escaped. */
  static final int LONGEST_TEXT = 10_000;

  /** A subject line that ends early could go on as another header (RFC 5322, 2.2). */
  private static final Pattern BREAKS_A_LINE = Pattern.compile("[\\p{Cntrl}\\p{Zl}\\p{Zp}]");

  private static final Pattern NOT_PLAIN = Pattern.compile("[\\p{Cntrl}&&[^\\n\\r\\t]]");

  String checkedTitle() {
    if (title == null
        || title.isBlank()
        || title.length() > LONGEST_TITLE
        || BREAKS_A_LINE.matcher(title).find()) {
      throw new RequestRefusal.InvalidField(
              "/title", "It is one line of 1 to " + LONGEST_TITLE + " characters.")
          .asException();
    }
    return title.strip();
  }

  String checkedText() {
    if (text == null
        || text.isBlank()
        || text.length() > LONGEST_TEXT
        || NOT_PLAIN.matcher(text).find()) {
      throw new RequestRefusal.InvalidField(
              "/text", "It is plain text of 1 to " + LONGEST_TEXT + " characters.")
          .asException();
    }
    return text.replace("\r\n", "\n").strip();
  }
}
