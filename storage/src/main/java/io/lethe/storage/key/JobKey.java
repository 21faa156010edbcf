package io.lethe.storage.key;

import com.google.crypto.tink.StreamingAead;
import javax.crypto.Mac;

/**
 * The key of one job, unwrapped. Each use has a key of its own, so that none of them says anything
 * about another. To be held no longer than one operation.
 */
public final class JobKey {
  private final KeyMaterial key;

  JobKey(byte[] key) {
    this.key = new KeyMaterial(key);
  }

  byte[] bytes() {
    return key.bytes();
  }

  /** Encrypts streams in segments, seekable when read. */
  public StreamingAead media() {
    return key.streams();
  }

  /** Encrypts a short text. */
  public byte[] seal(String use, String text) {
    return key.seal(use, text);
  }

  /** The text that {@link #seal} encrypted for the same use. */
  public String unseal(String use, byte[] sealed) {
    return key.unseal(use, sealed);
  }

  /** Digests that are worth nothing once the key is destroyed. A new one for each digest. */
  public Mac digest(String use) {
    return key.digest(use);
  }
}
