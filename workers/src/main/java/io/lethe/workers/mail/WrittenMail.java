package io.lethe.workers.mail;

import java.net.URI;
import org.jspecify.annotations.Nullable;

/**
 * A mail in words, the same ones in both forms. Personal; its text form says nothing.
 *
 * @param subject one line
 * @param text plain, lines of any length
 * @param html the same, everything in it escaped
 * @param optOut where a POST ends all promotional mail to the recipient; absent where it is none
 */
record WrittenMail(String subject, String text, String html, @Nullable URI optOut) {
  @Override
  public String toString() {
    return "WrittenMail";
  }
}
