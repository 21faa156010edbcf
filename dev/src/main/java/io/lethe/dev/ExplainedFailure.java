package io.lethe.dev;

/**
 * Something went wrong that one sentence explains and that the person at the terminal can act on.
 * The commands print the message alone and end with exit code 1; any other exception is a bug and
 * is shown in full.
 */
public final class ExplainedFailure extends RuntimeException {
  public ExplainedFailure(String sentence) {
    super(sentence);
  }

  public ExplainedFailure(String sentence, Throwable cause) {
    super(sentence, cause);
  }
}
