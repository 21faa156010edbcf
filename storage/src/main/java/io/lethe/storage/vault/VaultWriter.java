package io.lethe.storage.vault;

import io.lethe.domain.JobId;
import io.lethe.storage.key.JobKey;
import io.lethe.storage.key.JobKeys;
import io.lethe.storage.ledger.JobForgotten;
import io.lethe.storage.vault.StoreResult.OtherBytes;
import io.lethe.storage.vault.StoreResult.SameBytes;
import io.lethe.storage.vault.StoreResult.Stored;
import io.lethe.storage.video.LockedJob;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.security.GeneralSecurityException;
import java.time.Clock;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;

/**
 * One object on its way into the vault: a row that says WRITING, then the bytes, then, behind the
 * job's lock, the row that says STORED. No transaction is open while bytes flow.
 */
final class VaultWriter {
  private final Jdbi jdbi;
  private final JobKeys keys;
  private final ObjectStore objects;
  private final Clock clock;

  VaultWriter(Jdbi jdbi, JobKeys keys, ObjectStore objects, Clock clock) {
    this.jdbi = jdbi;
    this.keys = keys;
    this.objects = objects;
    this.clock = clock;
  }

  StoreResult store(NewMedia what, InputStream plain) throws IOException {
    MediaId id = MediaId.random();
    Optional<Media> earlier = jdbi.inTransaction(handle -> begin(handle, id, what));
    if (earlier.isPresent()) {
      return compare(earlier.get(), plain);
    }
    boolean written = false;
    PlainBytes bytes;
    try {
      JobKey key = keys.unwrap(what.job());
      bytes = new PlainBytes(plain, key);
      write(id, what, key, bytes);
      written = true;
    } finally {
      if (!written) {
        takeRowBack(id);
      }
    }
    return finish(id, what, bytes);
  }

  /** Returns what has this object's place already; otherwise this object's row is written. */
  private Optional<Media> begin(Handle handle, MediaId id, NewMedia what) {
    LockedJob job = LockedJob.lock(handle, what.job());
    if (!job.isGuarded()) {
      throw new IllegalStateException("nothing would erase an upload for job " + what.job());
    }
    MediaDao dao = handle.attach(MediaDao.class);
    if (what.kind() == MediaKind.SANITISED && !hasUpload(dao, what)) {
      throw new JobForgotten(what.job());
    }
    Optional<Media> earlier = holderOfPlace(dao, what);
    if (earlier.isEmpty()) {
      Dimensions size = what.dimensions();
      dao.insertWriting(
          id.value(),
          what.job(),
          what.kind(),
          what.role(),
          what.contentType(),
          size == null ? null : size.width(),
          size == null ? null : size.height(),
          what.milliseconds(),
          clock.instant());
    }
    return earlier;
  }

  /** Once its upload is erased, no sanitised form may come back. */
  private static boolean hasUpload(MediaDao dao, NewMedia what) {
    return dao.findWhole(what.job(), MediaKind.UPLOAD, what.role())
        .filter(row -> !row.erased())
        .isPresent();
  }

  /** Sanitising again gives a new picture, which replaces the old one. */
  private static Optional<Media> holderOfPlace(MediaDao dao, NewMedia what) {
    if (what.kind() == MediaKind.SANITISED) {
      return Optional.empty();
    }
    return dao.findWhole(what.job(), what.kind(), what.role()).map(MediaDao.Row::toMedia);
  }

  private StoreResult compare(Media earlier, InputStream plain) throws IOException {
    PlainBytes bytes = new PlainBytes(plain, keys.unwrap(earlier.job()));
    try {
      bytes.copyTo(OutputStream.nullOutputStream());
    } catch (PlainBytes.SourceFailed e) {
      throw e.original();
    }
    return sameOrOther(earlier, bytes);
  }

  private static StoreResult sameOrOther(Media earlier, PlainBytes bytes) {
    return earlier.digest().equals(bytes.digest())
        ? new SameBytes(earlier)
        : new OtherBytes(earlier);
  }

  private void write(MediaId id, NewMedia what, JobKey key, PlainBytes bytes) throws IOException {
    byte[] boundTo = ObjectNames.boundTo(what.job(), id, what.kind());
    try {
      objects.put(
          ObjectNames.of(what.job(), id),
          file -> {
            OutputStream encrypting = encrypt(key, file, boundTo);
            bytes.copyTo(encrypting);
            // Writes the last segment. Not after a failure: that must not look like a whole object.
            encrypting.close();
          });
    } catch (PlainBytes.SourceFailed e) {
      throw e.original();
    } catch (IOException e) {
      // An erasure that deletes a half-written object makes its writer fail.
      jdbi.useTransaction(handle -> LockedJob.lock(handle, what.job()));
      throw new VaultUnavailable(e);
    }
  }

  private static OutputStream encrypt(JobKey key, OutputStream file, byte[] boundTo)
      throws IOException {
    try {
      return key.media().newEncryptingStream(file, boundTo);
    } catch (GeneralSecurityException impossible) {
      throw new IllegalStateException("no encrypting stream", impossible);
    }
  }

  private StoreResult finish(MediaId id, NewMedia what, PlainBytes bytes) {
    Finished finished;
    try {
      finished = jdbi.inTransaction(handle -> makeVisible(handle, id, what, bytes));
    } catch (RuntimeException failed) {
      return settle(id, what, failed);
    }
    if (finished.obsolete != null) {
      delete(what.job(), finished.obsolete);
    }
    return finished.result;
  }

  private Finished makeVisible(Handle handle, MediaId id, NewMedia what, PlainBytes bytes) {
    LockedJob job = LockedJob.lock(handle, what.job());
    MediaDao dao = handle.attach(MediaDao.class);
    Optional<Media> earlier =
        dao.findWhole(what.job(), what.kind(), what.role()).map(MediaDao.Row::toMedia);
    if (earlier.isPresent() && what.kind() != MediaKind.SANITISED) {
      dao.deleteWriting(id.value());
      return new Finished(sameOrOther(earlier.get(), bytes), id);
    }
    earlier.ifPresent(replaced -> dao.delete(replaced.id().value()));
    if (dao.stored(id.value(), bytes.size(), bytes.digest(), clock.instant()) == 0) {
      // The job's uploads were erased meanwhile, and our row with them.
      throw new JobForgotten(what.job());
    }
    if (what.kind() == MediaKind.VIDEO) {
      job.ready(clock.instant());
    } else {
      job.changed();
    }
    Media media =
        dao.findWhole(what.job(), what.kind(), what.role())
            .map(MediaDao.Row::toMedia)
            .orElseThrow();
    return new Finished(new Stored(media), earlier.map(Media::id).orElse(null));
  }

  /**
   * The transaction failed, or only its answer was lost. The row tells which: if it still says
   * WRITING, nothing was committed, and nothing is left behind.
   */
  private StoreResult settle(MediaId id, NewMedia what, RuntimeException failed) {
    try {
      Optional<Media> ours =
          jdbi.withExtension(
              MediaDao.class,
              dao -> {
                dao.deleteWriting(id.value());
                return dao.findWhole(what.job(), what.kind(), what.role())
                    .map(MediaDao.Row::toMedia)
                    .filter(whole -> whole.id().equals(id));
              });
      if (ours.isPresent()) {
        return new Stored(ours.get());
      }
      delete(what.job(), id);
    } catch (RuntimeException alsoFailed) {
      // Then the object stays for the erasure to find.
      failed.addSuppressed(alsoFailed);
    }
    throw failed;
  }

  private void delete(JobId job, MediaId id) {
    try {
      objects.delete(ObjectNames.of(job, id));
    } catch (IOException e) {
      throw new VaultUnavailable(e);
    }
  }

  private void takeRowBack(MediaId id) {
    jdbi.useExtension(MediaDao.class, dao -> dao.deleteWriting(id.value()));
  }

  /**
   * @param obsolete whose object is to be deleted now that the transaction is committed
   */
  private record Finished(StoreResult result, @Nullable MediaId obsolete) {}
}
