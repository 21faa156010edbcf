package io.lethe.process;

/** The process can't start as configured. The message is one sentence that says what to do. */
public final class StartUpFailure extends RuntimeException {
  public StartUpFailure(String sentence) {
    super(sentence);
  }
}
