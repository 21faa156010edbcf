package io.lethe.storage.key;

import com.google.crypto.tink.StreamingAead;
import java.nio.charset.StandardCharsets;
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

  /**
   * A digest that tells whether two values are the same, and once the key is destroyed not even
   * that: nobody can find out by trying whose or what it is.
   */
  public byte[] digest(String use, String text) {
    return key.digest(use).doFinal(text.getBytes(StandardCharsets.UTF_8));
  }

  /** Encrypts streams in segments, seekable when read. */
  public StreamingAead streams() {
    return key.streams();
  }
}
