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
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
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
  private final ObjectStore erasing;
  private final Tombstones tombstones;
  private final VaultWriter writer;

  public Vault(Jdbi jdbi, JobKeys keys, ObjectStore objects, Tombstones tombstones, Clock clock) {
    this.jdbi = jdbi;
    this.keys = keys;
    this.objects = objects;
    this.erasing = new AskedTwice(objects);
    this.tombstones = tombstones;
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
    requireNoTombstone(what.job());
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
   * @throws JobForgotten if the key is destroyed, the job has a tombstone or its time is over
   * @throws VaultUnavailable if the object store failed
   */
  public SeekableByteChannel open(Media media) {
    requireNoTombstone(media.job());
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

  /** Asked of the object store: a ledger that was restored does not know. */
  private void requireNoTombstone(JobId job) {
    if (tombstones.isSet(job)) {
      throw new JobForgotten(job);
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
      Set<String> known = known(job);
      known.addAll(erasing.list(ObjectNames.prefix(job)));
      List<String> videos = jdbi.inTransaction(handle -> uploadsErased(handle, job));
      List<String> toErase = known.stream().filter(name -> isNoneOf(videos, name)).toList();
      long erased = delete(toErase);
      List<String> left = erasing.list(ObjectNames.prefix(job));
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
   * Deletes every object of the job: each that was ever named in the ledger, listed or not, and
   * each that is listed, known or not. For an erasure, whose tombstone keeps others from writing
   * more.
   *
   * @return how many objects were deleted
   * @throws VaultUnavailable if the object store failed, or still has one
   */
  public long eraseAll(JobId job) {
    try {
      Set<String> seen = known(job);
      long erased = delete(seen);
      // A store may list a thousand at a time.
      List<String> listed = erasing.list(ObjectNames.prefix(job));
      while (!listed.isEmpty()) {
        if (!seen.addAll(listed)) {
          throw new IOException("what was deleted is still listed");
        }
        erased += delete(listed);
        listed = erasing.list(ObjectNames.prefix(job));
      }
      return erased;
    } catch (IOException e) {
      throw new VaultUnavailable(e);
    }
  }

  /**
   * Whether the object store lists nothing of the job, and opens none of the names that an object
   * of the job ever had.
   *
   * @throws VaultUnavailable if the object store failed
   */
  public boolean isEmpty(JobId job) {
    try {
      for (String name : known(job)) {
        if (erasing.exists(name)) {
          return false;
        }
      }
      return erasing.list(ObjectNames.prefix(job)).isEmpty();
    } catch (IOException e) {
      throw new VaultUnavailable(e);
    }
  }

  private Set<String> known(JobId job) {
    return jdbi.withExtension(MediaDao.class, dao -> dao.named(job)).stream()
        .map(id -> ObjectNames.of(job, new MediaId(id)))
        .collect(Collectors.toCollection(LinkedHashSet::new));
  }

  /** Forgets the job's rows. Within the transaction that issues a receipt. */
  public ForgottenRows forgetRows(Handle transaction, JobId job) {
    MediaDao dao = transaction.attach(MediaDao.class);
    long erasedBefore = dao.countErased(job);
    return new ForgottenRows(dao.deleteAll(job), erasedBefore);
  }

  /**
   * Forgets the names too: nobody will look for them again. Within the second look's transaction.
   */
  public void forgetNames(Handle transaction, JobId job) {
    transaction.attach(MediaDao.class).forgetNames(job);
  }

  /**
   * @param rows how many there were
   * @param erasedBefore of how many the bytes had been erased while the job went on
   */
  public record ForgottenRows(long rows, long erasedBefore) {}

  private long delete(Collection<String> names) throws IOException {
    long deleted = 0;
    for (String name : names) {
      if (erasing.delete(name)) {
        deleted++;
      }
      if (erasing.exists(name)) {
        throw new IOException("an object outlived its deletion");
      }
    }
    return deleted;
  }
}
