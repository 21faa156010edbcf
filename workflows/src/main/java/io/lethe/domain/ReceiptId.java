package io.lethe.domain;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.UUID;

/** The opaque id of one receipt of an erasure. It may stand in logs and histories. */
public record ReceiptId(@JsonValue UUID value) {

  @JsonCreator
  public static ReceiptId of(String text) {
    return new ReceiptId(UUID.fromString(text));
  }

  public static ReceiptId random() {
    return new ReceiptId(UUID.randomUUID());
  }

  @Override
  public String toString() {
    return value.toString();
  }
}
