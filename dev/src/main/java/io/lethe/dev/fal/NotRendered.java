package io.lethe.dev.fal;

/** A job ends with an error of the model. */
final class NotRendered extends Exception {
  private final String type;
  private final String words;

  NotRendered(String type, String words) {
    super(type);
    this.type = type;
    this.words = words;
  }

  /** One of fal.ai's error types. */
  String type() {
    return type;
  }

  /** What stands beside it. */
  String words() {
    return words;
  }
}
