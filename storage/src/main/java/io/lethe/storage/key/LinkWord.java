package io.lethe.storage.key;

import com.google.crypto.tink.subtle.Random;
import java.util.Base64;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The unguessable word in a link: who has it may do the one thing the link is for. The ledger keeps
 * only its digest. Secret; its text form says nothing.
 */
public record LinkWord(String value) {
  /** 256 bits: nobody finds one by trying. */
  private static final int BYTES = 32;

  private static final Pattern FORM = Pattern.compile("[A-Za-z0-9_-]{43}");

  public LinkWord {
    if (!FORM.matcher(value).matches()) {
      throw new IllegalArgumentException("not a word of a link");
    }
  }

  public static LinkWord draw() {
    return new LinkWord(
        Base64.getUrlEncoder().withoutPadding().encodeToString(Random.randBytes(BYTES)));
  }

  public static Optional<LinkWord> parse(String text) {
    return FORM.matcher(text).matches() ? Optional.of(new LinkWord(text)) : Optional.empty();
  }

  @Override
  public String toString() {
    return "LinkWord";
  }
}
