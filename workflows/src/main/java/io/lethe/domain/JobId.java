package io.lethe.domain;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.UUID;

/** The opaque id of one video being made for one subject. It may stand in logs and histories. */
public record JobId(@JsonValue UUID value) {

  @JsonCreator
  public static JobId of(String text) {
    return new JobId(UUID.fromString(text));
  }

  public static JobId random() {
    return new JobId(UUID.randomUUID());
  }

  @Override
  public String toString() {
    return value.toString();
  }
}
