package io.lethe.domain;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.UUID;

/**
 * The opaque id of a person whose data it is, known here by a random number and by nothing else. It
 * may stand in logs and histories.
 */
public record SubjectId(@JsonValue UUID value) {

  @JsonCreator
  public static SubjectId of(String text) {
    return new SubjectId(UUID.fromString(text));
  }

  public static SubjectId random() {
    return new SubjectId(UUID.randomUUID());
  }

  @Override
  public String toString() {
    return value.toString();
  }
}
