package io.lethe.storage.key;

import com.google.crypto.tink.Aead;
import io.lethe.domain.JobId;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;

/**
 * Wraps the keys of jobs. It never touches data itself. Its keyset may hold several keys: the
 * primary one wraps, any of them unwraps, so that it can be rotated.
 */
public final class MasterKey {
  private final Aead aead;

  MasterKey(Aead aead) {
    this.aead = aead;
  }

  byte[] wrap(JobId job, byte[] key) {
    try {
      return aead.encrypt(key, boundTo(job));
    } catch (GeneralSecurityException impossible) {
      throw new IllegalStateException("a job's key could not be wrapped", impossible);
    }
  }

  byte[] unwrap(JobId job, byte[] wrapped) {
    try {
      return aead.decrypt(wrapped, boundTo(job));
    } catch (GeneralSecurityException wrongKey) {
      throw new IllegalStateException(
          "the key of job "
              + job
              + " was not wrapped by this master key: is the keys folder the right one?",
          wrongKey);
    }
  }

  /** A wrapped key that was moved to another job's row does not unwrap. */
  private static byte[] boundTo(JobId job) {
    return ("lethe/job-key/" + job).getBytes(StandardCharsets.UTF_8);
  }
}
