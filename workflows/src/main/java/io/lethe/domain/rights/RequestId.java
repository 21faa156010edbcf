package io.lethe.domain.rights;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.UUID;

/** The opaque id of one request by right. It may stand in logs and histories. */
public record RequestId(@JsonValue UUID value) {

  @JsonCreator
  public static RequestId of(String text) {
    return new RequestId(UUID.fromString(text));
  }

  public static RequestId random() {
    return new RequestId(UUID.randomUUID());
  }

  @Override
  public String toString() {
    return value.toString();
  }
}
