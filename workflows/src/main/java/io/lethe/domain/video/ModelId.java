package io.lethe.domain.video;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/**
 * The name under which clients order a model, such as {@code kling-2.5-turbo-standard}; the
 * provider's own name is in {@link Model}.
 */
public record ModelId(@JsonValue String value) {

  @JsonCreator
  public ModelId {
    if (!value.matches("[a-z0-9][a-z0-9.-]{0,63}")) {
      throw new IllegalArgumentException(
          "a model id is lower case letters, digits, dots and dashes, at most 64");
    }
  }

  @Override
  public String toString() {
    return value;
  }
}
