package io.lethe.storage.key;

import com.google.crypto.tink.Aead;
import com.google.crypto.tink.StreamingAead;
import com.google.crypto.tink.subtle.AesGcmHkdfStreaming;
import com.google.crypto.tink.subtle.AesGcmJce;
import com.google.crypto.tink.subtle.Hkdf;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * What an unwrapped key can do. Each use has a key of its own, derived by HKDF-SHA-256 (RFC 5869),
 * so that none of them says anything about another.
 */
record KeyMaterial(byte[] bytes) {
  static final int BYTES = 32;

  private static final String HMAC = "HmacSHA256";

  /** Large enough to be quick, small enough that a seek decrypts little. */
  private static final int SEGMENT_BYTES = 64 * 1024;

  StreamingAead streams() {
    try {
      return new AesGcmHkdfStreaming(
          derive("media"), "HmacSha256", BYTES, SEGMENT_BYTES, /* firstSegmentOffset= */ 0);
    } catch (GeneralSecurityException impossible) {
      throw new IllegalStateException("no streaming cipher", impossible);
    }
  }

  byte[] seal(String use, String text) {
    try {
      return aead(use).encrypt(text.getBytes(StandardCharsets.UTF_8), associated(use));
    } catch (GeneralSecurityException impossible) {
      throw new IllegalStateException("a text could not be encrypted", impossible);
    }
  }

  String unseal(String use, byte[] sealed) {
    try {
      return new String(aead(use).decrypt(sealed, associated(use)), StandardCharsets.UTF_8);
    } catch (GeneralSecurityException altered) {
      throw new IllegalStateException("an encrypted text was altered", altered);
    }
  }

  Mac digest(String use) {
    try {
      Mac mac = Mac.getInstance(HMAC);
      mac.init(new SecretKeySpec(derive("digest/" + use), HMAC));
      return mac;
    } catch (GeneralSecurityException impossible) {
      throw new IllegalStateException("no digest", impossible);
    }
  }

  private Aead aead(String use) throws GeneralSecurityException {
    return new AesGcmJce(derive("text/" + use));
  }

  private byte[] derive(String use) throws GeneralSecurityException {
    return Hkdf.computeHkdf("HmacSha256", bytes, new byte[0], associated(use), BYTES);
  }

  private static byte[] associated(String use) {
    return ("lethe/" + use).getBytes(StandardCharsets.UTF_8);
  }

  /** Without the key. */
  @Override
  public String toString() {
    return "KeyMaterial";
  }
}
