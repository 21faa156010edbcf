package io.lethe.storage.provider;

import io.lethe.domain.JobId;
import io.lethe.domain.consent.Purpose;
import io.lethe.domain.video.JobState;
import io.lethe.domain.video.UploadRole;
import io.lethe.storage.consent.Consents;
import io.lethe.storage.egress.AttemptToken;
import io.lethe.storage.egress.EgressId;
import io.lethe.storage.vault.Media;
import io.lethe.storage.vault.MediaKind;
import io.lethe.storage.vault.Vault;
import io.lethe.storage.video.LockedJob;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;

/**
 * Addresses under which the provider may fetch a sanitised file: each for one file of one
 * submission, impossible to guess, and good only while the job renders and the consent stands. What
 * ends the one or the other ends the address in the same moment; there is nothing to be revoked
 * later. Each fetch is a row of the journal, written before the first byte leaves.
 */
public final class HandOffs {
  private final Jdbi jdbi;
  private final Consents consents;
  private final Vault vault;
  private final Clock clock;

  public HandOffs(Jdbi jdbi, Consents consents, Vault vault, Clock clock) {
    this.jdbi = jdbi;
    this.consents = consents;
    this.vault = vault;
    this.clock = clock;
  }

  /**
   * @param lifetime over the provider's queue and retries; after it the address is dead in any case
   */
  public AttemptToken open(EgressId egress, UploadRole role, Duration lifetime) {
    AttemptToken token = AttemptToken.random();
    jdbi.useExtension(
        HandOffsDao.class,
        dao -> dao.insert(token.digest(), egress.value(), role, clock.instant().plus(lifetime)));
    return token;
  }

  /** The file behind an address, without handing it over; absent if the address is not good. */
  public Optional<Media> look(AttemptToken token) {
    return jdbi.inTransaction(handle -> good(handle, token))
        .flatMap(good -> vault.find(good.job(), MediaKind.SANITISED, good.role()));
  }

  /**
   * Leave to send a part of the file.
   *
   * @param bytes how many are about to be sent
   * @return whether the address is good still; only then may anything be sent
   */
  public boolean fetch(AttemptToken token, long bytes) {
    return jdbi.inTransaction(
        handle -> {
          Optional<Good> good = good(handle, token);
          good.ifPresent(
              leave ->
                  handle
                      .attach(HandOffsDao.class)
                      .insertFetch(
                          UUID.randomUUID(),
                          leave.egress(),
                          leave.consent(),
                          bytes,
                          clock.instant()));
          return good.isPresent();
        });
  }

  private record Good(UUID egress, JobId job, UploadRole role, long consent) {}

  private Optional<Good> good(Handle handle, AttemptToken token) {
    Optional<HandOffsDao.Row> row =
        handle.attach(HandOffsDao.class).find(token.digest(), clock.instant());
    if (row.isEmpty()) {
      return Optional.empty();
    }
    return LockedJob.find(handle, row.get().jobId())
        .filter(locked -> locked.state() == JobState.RENDERING)
        .flatMap(locked -> consents.inForce(handle, locked.subject(), Purpose.AI_PROCESSING))
        .map(
            consent ->
                new Good(row.get().egressId(), row.get().jobId(), row.get().role(), consent.id()));
  }

  /**
   * @return how many addresses were deleted that are good no more
   */
  public long deleteOver(int atMost) {
    return jdbi.withExtension(HandOffsDao.class, dao -> dao.deleteOver(clock.instant(), atMost));
  }
}
