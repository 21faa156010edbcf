package io.lethe.dev.fal.seen;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** A file that came inline. */
public final class ReceivedFile {
  private final String contentType;
  private final long size;
  private final String sha256;
  private final byte[] kept;

  public ReceivedFile(String contentType, byte[] bytes, boolean keep) {
    this.contentType = contentType;
    this.size = bytes.length;
    this.sha256 = hash(bytes);
    this.kept = keep ? bytes.clone() : new byte[0];
  }

  private static String hash(byte[] bytes) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  public String contentType() {
    return contentType;
  }

  /** In bytes. */
  public long size() {
    return size;
  }

  /** In hexadecimal. */
  public String sha256() {
    return sha256;
  }

  /** Empty unless they were to be kept. */
  public byte[] bytes() {
    return kept.clone();
  }

  @Override
  public String toString() {
    return contentType + ", " + size + " bytes";
  }
}
