package io.lethe.storage.key;

import com.google.crypto.tink.StreamingAead;
import org.jspecify.annotations.Nullable;

/**
 * The key of one subject, unwrapped: what the ledger keeps of a person in words is sealed under it.
 * To be held no longer than one operation.
 */
public final class SubjectKey {
  private final KeyMaterial key;

  SubjectKey(byte[] key) {
    this.key = new KeyMaterial(key);
  }

  byte[] bytes() {
    return key.bytes();
  }

  /**
   * Encrypts a value of the ledger.
   *
   * @param column as {@code accounts.email}: a value that was moved to another column does not open
   */
  public byte[] seal(String column, String text) {
    return key.seal(column, text);
  }

  /** The text that {@link #seal} encrypted for the same column; null stays null. */
  public @Nullable String unseal(String column, byte @Nullable [] sealed) {
    return sealed == null ? null : key.unseal(column, sealed);
  }

  /** Encrypts streams in segments, seekable when read. */
  public StreamingAead streams() {
    return key.streams();
  }
}
