package io.lethe.storage.rights;

import io.lethe.domain.SubjectId;
import io.lethe.domain.rights.RequestId;
import io.lethe.domain.rights.RequestState;
import io.lethe.storage.key.DigestKey;
import io.lethe.storage.key.LinkWord;
import io.lethe.storage.key.SubjectKey;
import io.lethe.storage.ledger.SubjectForgotten;
import io.lethe.storage.mail.MailKind;
import io.lethe.storage.vault.ObjectStore;
import io.lethe.storage.vault.VaultUnavailable;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jdbi.v3.core.Jdbi;

/**
 * Copies of all that is kept of a subject, as a file that is downloaded once and then erased, and
 * erased after a term in any case. Encrypted under the subject's key while it lies in the vault;
 * however large it is, it is never held in memory.
 */
public final class AccessPackages {
  /** Where the link of a {@link MailKind#ACCESS_READY} leads, without its word. */
  public static final String LINK_PATH = "/v1/public/access-packages/";

  private final Jdbi jdbi;
  private final LockedRequest.Parts parts;
  private final DigestKey digests;
  private final ObjectStore objects;
  private final AccessPackage content;
  private final Duration keptFor;
  private final Clock clock;

  AccessPackages(
      Jdbi jdbi,
      LockedRequest.Parts parts,
      DigestKey digests,
      ObjectStore objects,
      AccessPackage content,
      Duration keptFor,
      Clock clock) {
    this.jdbi = jdbi;
    this.parts = parts;
    this.digests = digests;
    this.objects = objects;
    this.content = content;
    this.keptFor = keptFor;
    this.clock = clock;
  }

  /**
   * Streams the package into the vault and fulfils the request. Repeating it after a failure begins
   * a new file; what was left of the old one is deleted.
   *
   * @param alive called now and then while it is being written
   * @throws SubjectForgotten if an erasure has overtaken it; nothing is left then
   */
  public void prepare(RequestId id, Runnable alive) {
    Optional<SubjectId> subject = begin(id);
    if (subject.isEmpty()) {
      return;
    }
    String object = PackageObjects.newName(id);
    jdbi.useExtension(
        PackagesDao.class,
        dao ->
            dao.begin(id, subject.get(), object, clock.instant(), clock.instant().plus(keptFor)));
    long size;
    try {
      PackageObjects.erase(objects, id, null);
      size = write(object, subject.get(), alive);
    } catch (IOException e) {
      throw new VaultUnavailable(e);
    }
    finish(id, subject.get(), object, size);
  }

  private Optional<SubjectId> begin(RequestId id) {
    return jdbi.inTransaction(
        handle -> {
          RightsRequestRow row = LockedRequest.lock(handle, id, parts).row();
          return row.closedAt() == null ? Optional.ofNullable(row.subjectId()) : Optional.empty();
        });
  }

  private long write(String object, SubjectId subject, Runnable alive) throws IOException {
    SubjectKey key = jdbi.inTransaction(handle -> parts.keys().forWriting(handle, subject));
    long[] size = new long[1];
    objects.put(
        object,
        file -> {
          Counting plain = new Counting(encrypting(key, file, object), alive);
          content.write(subject, plain);
          // Writes the last segment. Not after a failure: that must not look like a whole file.
          plain.close();
          size[0] = plain.count();
        });
    return size[0];
  }

  private static OutputStream encrypting(SubjectKey key, OutputStream file, String object)
      throws IOException {
    try {
      return key.streams().newEncryptingStream(file, boundTo(object));
    } catch (GeneralSecurityException impossible) {
      throw new IllegalStateException("no encrypting stream", impossible);
    }
  }

  private void finish(RequestId id, SubjectId subject, String object, long size) {
    LinkWord word = LinkWord.draw();
    boolean kept =
        jdbi.inTransaction(
            handle -> {
              LockedRequest request = LockedRequest.lock(handle, id, parts);
              Instant now = clock.instant();
              if (request.row().closedAt() != null
                  || handle.attach(PackagesDao.class).whole(id, object, size, digest(word)) == 0) {
                return false;
              }
              request.close(RequestState.FULFILLED, null, null, null, now);
              request.tellAnswer(
                  MailKind.ACCESS_READY,
                  Map.of(
                      "right", request.row().asked().name(),
                      "path", LINK_PATH + word.value(),
                      "until", now.plus(keptFor).toString()),
                  now);
              return true;
            });
    if (!kept) {
      erase(id);
      throw new SubjectForgotten(subject);
    }
  }

  /** A package that can be downloaded. Its stream is closed by the caller. */
  public record Download(RequestId request, long size, InputStream plain) {}

  /** For the subject, with their own token. Absent if there is none, or not any more. */
  public Optional<Download> open(SubjectId subject, RequestId id) {
    return jdbi.withExtension(PackagesDao.class, dao -> dao.find(id, clock.instant()))
        .filter(row -> row.subjectId().equals(subject))
        .flatMap(this::open);
  }

  /** For who has the mailed link. */
  public Optional<Download> open(LinkWord word) {
    return jdbi.withExtension(PackagesDao.class, dao -> dao.byLink(digest(word), clock.instant()))
        .flatMap(this::open);
  }

  private Optional<Download> open(PackagesDao.Row row) {
    Optional<SubjectKey> key = parts.keys().find(row.subjectId());
    Long size = row.size();
    if (key.isEmpty() || size == null) {
      return Optional.empty();
    }
    try {
      InputStream sealed = Channels.newInputStream(objects.open(row.object()));
      return Optional.of(
          new Download(
              row.requestId(),
              size,
              key.get().streams().newDecryptingStream(sealed, boundTo(row.object()))));
    } catch (IOException e) {
      throw new VaultUnavailable(e);
    } catch (GeneralSecurityException impossible) {
      throw new IllegalStateException("no decrypting stream", impossible);
    }
  }

  /** Erases the package of a request, whole or not; its link is void from then on. */
  public void erase(RequestId id) {
    Optional<String> known = jdbi.withExtension(PackagesDao.class, dao -> dao.object(id));
    try {
      PackageObjects.erase(objects, id, known.orElse(null));
    } catch (IOException e) {
      throw new VaultUnavailable(e);
    }
    jdbi.useExtension(PackagesDao.class, dao -> dao.delete(id));
  }

  /**
   * Erases what was not downloaded in time.
   *
   * @return how many there were
   */
  public long eraseExpired(int limit) {
    List<PackagesDao.Row> expired =
        jdbi.withExtension(PackagesDao.class, dao -> dao.expired(clock.instant(), limit));
    expired.forEach(row -> erase(row.requestId()));
    return expired.size();
  }

  private byte[] digest(LinkWord word) {
    return digests.digest("access-package", word.value());
  }

  /** A file that was moved to another name does not open. */
  private static byte[] boundTo(String object) {
    return ("lethe/" + object).getBytes(StandardCharsets.UTF_8);
  }

  /** Counts plain bytes, and says now and then that it is alive. */
  private static final class Counting extends FilterOutputStream {
    private static final long EVERY = 1L << 20;

    private final Runnable alive;
    private long count;
    private long next = EVERY;

    Counting(OutputStream out, Runnable alive) {
      super(out);
      this.alive = alive;
    }

    long count() {
      return count;
    }

    @Override
    public void write(int one) throws IOException {
      write(new byte[] {(byte) one}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
      out.write(bytes, offset, length);
      count += length;
      if (count >= next) {
        next = count + EVERY;
        alive.run();
      }
    }
  }
}
