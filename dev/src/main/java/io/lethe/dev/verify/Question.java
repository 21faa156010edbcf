package io.lethe.dev.verify;

/**
 * One thing that is not known about fal.ai.
 *
 * @param number as in docs/verify-with-a-real-key.md
 * @param words what is asked, in one sentence
 * @param answer asks, and says in one sentence what came back; fails with {@link
 *     io.lethe.fal.FalFailure}
 */
record Question(int number, String words, Answering answer) {

  @FunctionalInterface
  interface Answering {
    String ask() throws Exception;
  }
}
