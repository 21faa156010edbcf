package io.lethe.fal;

import java.util.regex.Pattern;

/**
 * The secret that pays for jobs. It prints as {@code [redacted]} and can be read inside this
 * package only.
 */
public final class FalKey {
  private static final Pattern HEADER_SAFE = Pattern.compile("[\\x21-\\x7e]+");

  private final String secret;

  /**
   * @throws IllegalArgumentException if it is blank or could not stand in an HTTP header; the
   *     message does not repeat it
   */
  public FalKey(String secret) {
    if (!HEADER_SAFE.matcher(secret).matches()) {
      throw new IllegalArgumentException("A fal.ai key is a word of printable ASCII");
    }
    this.secret = secret;
  }

  String authorization() {
    return "Key " + secret;
  }

  @Override
  public String toString() {
    return "FalKey[redacted]";
  }
}
