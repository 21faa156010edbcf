package io.lethe.workers;

/** The workers can't start as configured. The message is one sentence that says what to do. */
final class StartUpFailure extends RuntimeException {
  StartUpFailure(String sentence) {
    super(sentence);
  }
}
