package io.lethe.storage.key;

import com.google.crypto.tink.Mac;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;

/**
 * Turns what may not be kept into a digest that can be looked up. Without the key nobody can find
 * out by trying whose digest it is.
 */
public final class DigestKey {
  private final Mac mac;

  DigestKey(Mac mac) {
    this.mac = mac;
  }

  /**
   * @param purpose keeps digests of one use apart from those of another
   */
  public byte[] digest(String purpose, String... parts) {
    try {
      return mac.computeMac(unambiguous(purpose, parts));
    } catch (GeneralSecurityException impossible) {
      throw new IllegalStateException("no digest could be computed", impossible);
    }
  }

  /** Each part behind its length: no two lists of parts give the same bytes. */
  private static byte[] unambiguous(String purpose, String... parts) {
    byte[][] encoded = new byte[parts.length + 1][];
    encoded[0] = purpose.getBytes(StandardCharsets.UTF_8);
    int size = 4 + encoded[0].length;
    for (int i = 0; i < parts.length; i++) {
      encoded[i + 1] = parts[i].getBytes(StandardCharsets.UTF_8);
      size += 4 + encoded[i + 1].length;
    }
    ByteBuffer bytes = ByteBuffer.allocate(size);
    for (byte[] part : encoded) {
      bytes.putInt(part.length).put(part);
    }
    return bytes.array();
  }
}
