package io.lethe.domain.video;

/**
 * What a model asks of the prompt.
 *
 * @param optional whether it can work without one
 * @param maxCharacters most characters, in UTF-16 code units as the provider counts them
 */
public record PromptRule(boolean optional, int maxCharacters) {
  public PromptRule {
    if (maxCharacters < 1) {
      throw new IllegalArgumentException("a prompt needs maxCharacters above zero");
    }
  }
}
