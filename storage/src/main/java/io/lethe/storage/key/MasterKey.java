package io.lethe.storage.key;

import com.google.crypto.tink.Aead;
import io.lethe.domain.JobId;
import io.lethe.domain.SubjectId;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;

/**
 * Wraps the keys of jobs and of subjects. It never touches data itself. Its keyset may hold several
 * keys: the primary one wraps, any of them unwraps, so that it can be rotated.
 */
public final class MasterKey {
  private final Aead aead;

  MasterKey(Aead aead) {
    this.aead = aead;
  }

  byte[] wrap(JobId job, byte[] key) {
    return wrap("job", job, key);
  }

  byte[] unwrap(JobId job, byte[] wrapped) {
    return unwrap("job", job, wrapped);
  }

  byte[] wrap(SubjectId subject, byte[] key) {
    return wrap("subject", subject, key);
  }

  byte[] unwrap(SubjectId subject, byte[] wrapped) {
    return unwrap("subject", subject, wrapped);
  }

  private byte[] wrap(String owner, Record id, byte[] key) {
    try {
      return aead.encrypt(key, boundTo(owner, id));
    } catch (GeneralSecurityException impossible) {
      throw new IllegalStateException(
          "the key of a " + owner + " could not be wrapped", impossible);
    }
  }

  private byte[] unwrap(String owner, Record id, byte[] wrapped) {
    try {
      return aead.decrypt(wrapped, boundTo(owner, id));
    } catch (GeneralSecurityException wrongKey) {
      throw new IllegalStateException(
          "the key of "
              + owner
              + " "
              + id
              + " was not wrapped by this master key: is the keys folder the right one?",
          wrongKey);
    }
  }

  /** A wrapped key that was moved to another owner's row does not unwrap. */
  private static byte[] boundTo(String owner, Record id) {
    return ("lethe/" + owner + "-key/" + id).getBytes(StandardCharsets.UTF_8);
  }
}
