package io.lethe.storage.vault;

import io.lethe.domain.JobId;
import io.lethe.domain.video.UploadRole;
import io.lethe.storage.key.JobKeys;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.SeekableByteChannel;
import java.time.Clock;
import java.util.Optional;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;

/** Bytes, encrypted under the key of their job. */
public final class Vault {
  public Vault(Jdbi jdbi, JobKeys keys, ObjectStore objects, Clock clock) {}

  /**
   * Streams bytes into the vault. A video's job becomes READY in the same transaction; a sanitised
   * picture replaces an earlier one.
   *
   * @throws IOException whatever {@code plain} throws, as it is; nothing is left then
   * @throws io.lethe.storage.ledger.JobForgotten if the job's erasure has begun, also if it began
   *     meanwhile; nothing is left then
   * @throws VaultUnavailable if the object store failed
   */
  public StoreResult store(NewMedia what, InputStream plain) throws IOException {
    throw new UnsupportedOperationException("written next");
  }

  public Optional<Media> find(JobId job, MediaKind kind, @Nullable UploadRole role) {
    throw new UnsupportedOperationException("written next");
  }

  /** The plain bytes, seekable. */
  public SeekableByteChannel open(Media media) {
    throw new UnsupportedOperationException("written next");
  }

  /** Deletes uploads and their sanitised form; the video stays. Returns the number of objects. */
  public long eraseUploads(JobId job) {
    throw new UnsupportedOperationException("written next");
  }

  /** Deletes every object of the job, known or not. Returns the number of objects. */
  public long eraseAll(JobId job) {
    throw new UnsupportedOperationException("written next");
  }

  public boolean isEmpty(JobId job) {
    throw new UnsupportedOperationException("written next");
  }
}
