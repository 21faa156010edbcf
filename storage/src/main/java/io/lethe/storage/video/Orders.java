package io.lethe.storage.video;

import io.lethe.domain.JobId;
import io.lethe.domain.consent.Purpose;
import io.lethe.domain.video.JobState;
import io.lethe.domain.video.ModelOff;
import io.lethe.domain.video.UploadRole;
import io.lethe.storage.consent.Consents;
import io.lethe.storage.consent.Notices;
import io.lethe.storage.key.DigestKey;
import io.lethe.storage.key.JobKey;
import io.lethe.storage.key.JobKeys;
import io.lethe.storage.key.SubjectKeysDao;
import io.lethe.storage.ledger.SubjectForgotten;
import io.lethe.storage.model.ModelFacts;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import javax.crypto.Mac;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;

/** How an order becomes a job, once, however often it is repeated. */
final class Orders {
  /**
   * An order takes tens of milliseconds. One whose guardian is not started after this long was
   * broken off, and whoever repeats it may finish it.
   */
  static final Duration IN_FLIGHT_AT_MOST = Duration.ofSeconds(30);

  /** Expired keys deleted with each order: more than come in. */
  private static final int EXPIRED_AT_A_TIME = 20;

  private final Jdbi jdbi;
  private final JobKeys keys;
  private final DigestKey digests;
  private final Consents consents;
  private final Notices notices;
  private final ModelFacts models;
  private final Quotas quotas;
  private final Duration idempotencyKept;
  private final Clock clock;

  Orders(
      Jdbi jdbi,
      JobKeys keys,
      DigestKey digests,
      Consents consents,
      Notices notices,
      ModelFacts models,
      Quotas quotas,
      Duration idempotencyKept,
      Clock clock) {
    this.jdbi = jdbi;
    this.keys = keys;
    this.digests = digests;
    this.consents = consents;
    this.notices = notices;
    this.models = models;
    this.quotas = quotas;
    this.idempotencyKept = idempotencyKept;
    this.clock = clock;
  }

  OrderResult order(NewJob order, @Nullable IdempotencyKey key, Quota quota) {
    byte[] keyDigest = key == null ? null : digest(order, key);
    return jdbi.inTransaction(handle -> order(handle, order, keyDigest, quota));
  }

  private OrderResult order(Handle handle, NewJob order, byte @Nullable [] keyDigest, Quota quota) {
    Instant now = clock.instant();
    // Before any look at what was ordered: of two at once the second sees the first.
    handle.attach(QuotaDao.class).lock(order.subject());
    if (handle.attach(SubjectKeysDao.class).lockKnown(order.subject()).isEmpty()) {
      throw new SubjectForgotten(order.subject());
    }
    if (keyDigest != null) {
      Optional<OrderResult> earlier = earlier(handle, order, keyDigest, now);
      if (earlier.isPresent()) {
        return earlier.get();
      }
    }
    if (consents.inForce(handle, order.subject(), Purpose.AI_PROCESSING).isEmpty()) {
      return new OrderResult.ConsentMissing(notices.current(Purpose.AI_PROCESSING));
    }
    Optional<ModelOff> off = models.offBecause(handle, order.model());
    if (off.isPresent()) {
      return new OrderResult.ModelIsOff(off.get());
    }
    Optional<OrderResult.QuotaReached> reached =
        quotas.reached(handle, order.subject(), quota, now);
    if (reached.isPresent()) {
      return reached.get();
    }
    JobKey jobKey = keys.draw();
    if (keyDigest != null && !take(handle, order, keyDigest, jobKey, now)) {
      // Someone ordered with this key since we looked.
      return earlier(handle, order, keyDigest, now).orElseGet(OrderResult.OrderInFlight::new);
    }
    insert(handle, order, jobKey, now);
    return new OrderResult.Ordered(find(handle, order.id()));
  }

  private Optional<OrderResult> earlier(
      Handle handle, NewJob order, byte[] keyDigest, Instant now) {
    return handle
        .attach(IdempotencyDao.class)
        .find(keyDigest, now)
        .map(row -> compare(handle, order, row, now));
  }

  private OrderResult compare(Handle handle, NewJob order, IdempotencyDao.Row row, Instant now) {
    Job job = find(handle, row.jobId());
    // Once the key is gone nothing is left to compare with: the answer is the erased job.
    if (isReadable(job, now) && row.requestDigest() != null) {
      byte[] digest = requestDigest(keys.unwrap(handle, job.id()), order);
      if (!MessageDigest.isEqual(digest, row.requestDigest())) {
        return new OrderResult.KeyUsedForAnotherOrder();
      }
    }
    boolean mayBeUnderWay = row.createdAt().plus(IN_FLIGHT_AT_MOST).isAfter(now);
    if (!job.guarded() && !job.state().isForgotten() && mayBeUnderWay) {
      return new OrderResult.OrderInFlight();
    }
    return new OrderResult.SameOrder(job);
  }

  private static boolean isReadable(Job job, Instant now) {
    return !job.state().isForgotten() && job.eraseBy().isAfter(now);
  }

  private boolean take(Handle handle, NewJob order, byte[] keyDigest, JobKey jobKey, Instant now) {
    IdempotencyDao dao = handle.attach(IdempotencyDao.class);
    dao.deleteExpired(now, EXPIRED_AT_A_TIME);
    byte[] requestDigest = requestDigest(jobKey, order);
    return dao.take(keyDigest, order.id(), requestDigest, now, now.plus(idempotencyKept)) == 1;
  }

  private void insert(Handle handle, NewJob order, JobKey jobKey, Instant now) {
    handle
        .attach(JobsDao.class)
        .insert(
            order.id(),
            order.subject(),
            order.model(),
            order.durationSeconds(),
            jobKey.seal(Jobs.PROMPT, order.prompt().words()),
            names(order.roles()),
            order.parameters().isEmpty()
                ? null
                : jobKey.seal(Jobs.PARAMETERS, SealedParameters.text(order.parameters())),
            now,
            order.eraseBy());
    keys.keep(handle, order.id(), jobKey);
    handle.attach(LockedJobDao.class).event(order.id(), JobState.AWAITING_UPLOAD, now);
  }

  private static Job find(Handle handle, JobId job) {
    return handle.attach(JobsDao.class).find(job).orElseThrow().toJob();
  }

  private byte[] digest(NewJob order, IdempotencyKey key) {
    return digests.digest("idempotency", order.subject().toString(), key.value());
  }

  private static byte[] requestDigest(JobKey key, NewJob order) {
    Mac mac = key.digest("order");
    // None of these can hold a line break: names, numbers, and JSON, which escapes it.
    mac.update(
        String.join(
                "\n",
                order.model().value(),
                String.valueOf(order.durationSeconds()),
                String.join(",", names(order.roles())),
                SealedParameters.text(order.parameters()),
                "")
            .getBytes(StandardCharsets.UTF_8));
    return mac.doFinal(order.prompt().words().getBytes(StandardCharsets.UTF_8));
  }

  private static List<String> names(Set<UploadRole> roles) {
    return roles.stream().sorted().map(UploadRole::name).toList();
  }
}
