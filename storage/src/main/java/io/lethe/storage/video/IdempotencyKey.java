package io.lethe.storage.video;

/**
 * The client's own name for one attempt to order, so that repeating it orders once. Only a keyed
 * digest of it is kept.
 *
 * @param value 1 to 255 characters, chosen by the client; valid for one subject
 */
public record IdempotencyKey(String value) {
  public IdempotencyKey {
    if (value.isEmpty() || value.length() > 255) {
      throw new IllegalArgumentException("an idempotency key has 1 to 255 characters");
    }
  }

  /** Without the value, which a client may have filled with anything. */
  @Override
  public String toString() {
    return "IdempotencyKey";
  }
}
