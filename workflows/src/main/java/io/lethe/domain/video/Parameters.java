package io.lethe.domain.video;

import java.util.Map;

/**
 * What an order sets beside prompt and duration, by the names in the catalogue. A value is a {@link
 * String}, a {@link Double} or a {@link Boolean}, as {@link ModelParameter} says. May be as
 * personal as a prompt: it never stands in a log.
 */
public record Parameters(Map<String, Object> values) {
  public static final Parameters NONE = new Parameters(Map.of());

  public Parameters {
    values = Map.copyOf(values);
  }

  public boolean isEmpty() {
    return values.isEmpty();
  }

  /** Names only: values can tell something about a person. */
  @Override
  public String toString() {
    return "Parameters" + values.keySet();
  }
}
