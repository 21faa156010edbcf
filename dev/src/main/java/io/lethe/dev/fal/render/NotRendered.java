package io.lethe.dev.fal.render;

/** A job ends with an error. */
public final class NotRendered extends Exception {
  private final String type;
  private final String words;
  private final String field;
  private final String echo;

  /**
   * @param type one of fal.ai's error types
   * @param field the input at fault; empty for the input as a whole
   * @param echo what the answer repeats of the input
   */
  public NotRendered(String type, String words, String field, String echo) {
    super(type);
    this.type = type;
    this.words = words;
    this.field = field;
    this.echo = echo;
  }

  public String type() {
    return type;
  }

  public String words() {
    return words;
  }

  public String field() {
    return field;
  }

  public String echo() {
    return echo;
  }
}
