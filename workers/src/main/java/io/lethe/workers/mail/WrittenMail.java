package io.lethe.workers.mail;

/**
 * A mail in words, the same ones in both forms. Personal; its text form says nothing.
 *
 * @param subject one line
 * @param text plain, lines of any length
 * @param html the same, everything in it escaped
 */
record WrittenMail(String subject, String text, String html) {
  @Override
  public String toString() {
    return "WrittenMail";
  }
}
