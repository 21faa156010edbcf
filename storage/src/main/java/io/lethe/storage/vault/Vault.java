package io.lethe.storage.vault;

import io.lethe.domain.JobId;
import io.lethe.domain.video.UploadRole;
import io.lethe.storage.key.JobKey;
import io.lethe.storage.key.JobKeys;
import io.lethe.storage.ledger.JobForgotten;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.NoSuchFileException;
import java.security.GeneralSecurityException;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;

/**
 * Where bytes lie, encrypted under the key of their job (AES-256-GCM in segments, bound to the job
 * and the object, so that an object that was moved or altered does not open).
 *
 * <p>What lies here is known before it does: an object's row is written before its first byte, and
 * becomes visible only in a transaction that looks for the job's tombstone. A writer that comes too
 * late deletes what it wrote; whatever escapes that, the erasure deletes by prefix, and its second
 * look once more.
 */
public final class Vault {
  private final Jdbi jdbi;
  private final JobKeys keys;
  private final ObjectStore objects;
  private final VaultWriter writer;

  public Vault(Jdbi jdbi, JobKeys keys, ObjectStore objects, Clock clock) {
    this.jdbi = jdbi;
    this.keys = keys;
    this.objects = objects;
    this.writer = new VaultWriter(jdbi, keys, objects, clock);
  }

  /**
   * Streams bytes into the vault, encrypting on the way. A video's job becomes READY in the same
   * transaction as the video becomes visible; a sanitised picture replaces an earlier one; an
   * upload or video that is there already is compared with, and nothing is written.
   *
   * @param plain read to its end, not closed
   * @throws IOException whatever {@code plain} throws, as it is; nothing is left then. The same
   *     goes for its unchecked exceptions
   * @throws JobForgotten if the job's erasure, or that of its uploads, has begun, also if it began
   *     meanwhile; nothing is left then
   * @throws VaultUnavailable if the object store failed
   */
  public StoreResult store(NewMedia what, InputStream plain) throws IOException {
    return writer.store(what, plain);
  }

  /**
   * An object that arrived whole; {@link Media#erased} tells whether its bytes are still there.
   *
   * @param role absent for a video
   */
  public Optional<Media> find(JobId job, MediaKind kind, @Nullable UploadRole role) {
    return jdbi.withExtension(MediaDao.class, dao -> dao.findWhole(job, kind, role))
        .map(MediaDao.Row::toMedia);
  }

  /**
   * The plain bytes, to be closed by the caller. The channel knows its size, seeks quickly, and
   * throws an {@link IOException} at the first byte that was altered.
   *
   * @throws JobForgotten if the key is destroyed
   * @throws VaultUnavailable if the object store failed
   */
  public SeekableByteChannel open(Media media) {
    JobKey key = keys.unwrap(media.job());
    try {
      SeekableByteChannel sealed = objects.open(ObjectNames.of(media.job(), media.id()));
      return new PlainChannel(
          key.media().newSeekableDecryptingChannel(sealed, ObjectNames.boundTo(media)),
          media.size());
    } catch (NoSuchFileException missing) {
      // Erased since we took the key?
      keys.unwrap(media.job());
      throw new VaultUnavailable(missing);
    } catch (IOException e) {
      throw new VaultUnavailable(e);
    } catch (GeneralSecurityException impossible) {
      throw new IllegalStateException("no decrypting channel", impossible);
    }
  }

  /**
   * Deletes uploads and their sanitised form, known or not, and reads back that they are gone; the
   * video stays. Repeating it is safe.
   *
   * @return how many objects were deleted
   * @throws VaultUnavailable if the object store failed, or still lists one
   */
  public long eraseUploads(JobId job) {
    try {
      // An object's row comes before the object: whatever is listed and is no video's can go.
      List<String> listed = objects.list(ObjectNames.prefix(job));
      List<String> videos = jdbi.inTransaction(handle -> uploadsErased(handle, job));
      List<String> toErase = listed.stream().filter(name -> isNoneOf(videos, name)).toList();
      long erased = delete(toErase);
      List<String> left = objects.list(ObjectNames.prefix(job));
      if (left.stream().anyMatch(toErase::contains)) {
        throw new IOException("an upload is still listed");
      }
      return erased;
    } catch (IOException e) {
      throw new VaultUnavailable(e);
    }
  }

  private static List<String> uploadsErased(Handle transaction, JobId job) {
    MediaDao dao = transaction.attach(MediaDao.class);
    dao.uploadsErased(job);
    dao.deleteUploadsBeingWritten(job);
    return dao.videos(job).stream().map(MediaId::new).map(id -> ObjectNames.of(job, id)).toList();
  }

  /** Half-written objects are named after the object they would have become. */
  private static boolean isNoneOf(List<String> videos, String name) {
    return videos.stream().noneMatch(name::startsWith);
  }

  /**
   * Deletes every object of the job, known or not. For an erasure, whose tombstone keeps others
   * from writing more.
   *
   * @return how many objects were deleted
   * @throws VaultUnavailable if the object store failed
   */
  public long eraseAll(JobId job) {
    try {
      return delete(objects.list(ObjectNames.prefix(job)));
    } catch (IOException e) {
      throw new VaultUnavailable(e);
    }
  }

  /**
   * Whether the object store lists nothing of the job.
   *
   * @throws VaultUnavailable if the object store failed
   */
  public boolean isEmpty(JobId job) {
    try {
      return objects.list(ObjectNames.prefix(job)).isEmpty();
    } catch (IOException e) {
      throw new VaultUnavailable(e);
    }
  }

  /** Forgets the job's rows. Within the transaction that issues a receipt. */
  public ForgottenRows forgetRows(Handle transaction, JobId job) {
    MediaDao dao = transaction.attach(MediaDao.class);
    long erasedBefore = dao.countErased(job);
    return new ForgottenRows(dao.deleteAll(job), erasedBefore);
  }

  /**
   * @param rows how many there were
   * @param erasedBefore of how many the bytes had been erased while the job went on
   */
  public record ForgottenRows(long rows, long erasedBefore) {}

  private long delete(List<String> names) throws IOException {
    long deleted = 0;
    for (String name : names) {
      if (objects.delete(name)) {
        deleted++;
      }
    }
    return deleted;
  }
}
