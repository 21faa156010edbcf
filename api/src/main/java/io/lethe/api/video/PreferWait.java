package io.lethe.api.video;

import java.time.Duration;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * How long a client would rather wait for news than hear that there are none (RFC 7240, 4.3).
 *
 * @param time zero if it would not
 */
record PreferWait(Duration time) {
  static final String HEADER = "Prefer";
  static final String ANSWER = "Preference-Applied";

  private static final Pattern WAIT =
      Pattern.compile(
          "(?:^|[,;])\\s*wait\\s*=\\s*\"?(\\d{1,9})\"?\\s*(?=$|[,;])", Pattern.CASE_INSENSITIVE);

  /** What can't be understood is no preference: it must not fail a request (RFC 7240, 2). */
  static PreferWait parse(@Nullable List<String> headers, Duration most) {
    if (headers == null) {
      return new PreferWait(Duration.ZERO);
    }
    Matcher wait = WAIT.matcher(String.join(",", headers));
    if (!wait.find()) {
      return new PreferWait(Duration.ZERO);
    }
    Duration asked = Duration.ofSeconds(Long.parseLong(wait.group(1)));
    return new PreferWait(asked.compareTo(most) > 0 ? most : asked);
  }

  boolean isGiven() {
    return !time.isZero();
  }

  /** What was made of it, for {@link #ANSWER}. */
  String applied() {
    return "wait=" + time.toSeconds();
  }
}
