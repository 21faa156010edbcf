package io.lethe.domain.video;

/**
 * What a video is to show, in the subject's own words: personal. A type of its own, so that it
 * can't slip into a log, a message or an id as a string does; whoever needs the words asks for
 * {@link #words}.
 */
public record Prompt(String words) {

  /** Whether the order did not say: some models need no prompt. */
  public boolean isEmpty() {
    return words.isEmpty();
  }

  /** Without the words: this text may reach a log. */
  @Override
  public String toString() {
    return "Prompt[" + words.length() + " characters]";
  }
}
