package io.lethe.workers.provider;

import io.lethe.domain.erasure.Place;
import io.lethe.domain.erasure.Receipt.Finding;
import io.lethe.domain.erasure.ResidualKind;
import io.lethe.fal.CancelAnswer;
import io.lethe.fal.FalClient;
import io.lethe.fal.FalFailure;
import io.lethe.fal.FalRequest;
import io.lethe.fal.FalStatus;
import io.lethe.fal.PayloadDeletion;
import io.lethe.fal.Presence;
import io.lethe.storage.egress.Egress;
import io.lethe.storage.erasure.Erasures;
import io.lethe.storage.provider.CancelOutcome;
import io.lethe.storage.provider.ProviderTraces;
import io.lethe.storage.provider.Trace;
import io.lethe.storage.provider.TraceEnd;
import io.lethe.workers.model.Bills;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Follows one request until nothing of it can be read at fal.ai: stops it if nobody waits for it
 * any more, waits for its end, has its payloads deleted, and looks whether the file and the record
 * of the result are gone. What was seen to be gone is added to the job's receipt. Each step may be
 * repeated at any time.
 */
public final class FalTraces {
  private static final Logger log = LoggerFactory.getLogger(FalTraces.class);

  /**
   * fal.ai forgets within the hour by itself; what is still there after this is a broken promise.
   */
  private static final Duration OVERDUE = Duration.ofHours(3);

  private static final Duration SOON = Duration.ofSeconds(20);
  private static final Duration LATER = Duration.ofMinutes(10);

  private final FalClient fal;
  private final ProviderTraces traces;
  private final Erasures erasures;
  private final Bills bills;
  private final Clock clock;

  public FalTraces(
      FalClient fal, ProviderTraces traces, Erasures erasures, Bills bills, Clock clock) {
    this.fal = fal;
    this.traces = traces;
    this.erasures = erasures;
    this.bills = bills;
    this.clock = clock;
  }

  /**
   * Asks to stop, and keeps the answer.
   *
   * @throws FalFailure if fal.ai did not answer
   */
  public void cancel(Egress egress) {
    Optional<FalRequest> request = AcceptedRequest.of(egress);
    if (request.isPresent()) {
      traces.cancelled(egress.id(), outcome(fal.queue().cancel(request.get())));
    }
  }

  private static CancelOutcome outcome(CancelAnswer answer) {
    return switch (answer) {
      case REQUESTED -> CancelOutcome.REQUESTED;
      case ALREADY_COMPLETED -> CancelOutcome.TOO_LATE;
      case NOT_FOUND -> CancelOutcome.NOT_FOUND;
    };
  }

  /**
   * Has everything deleted that fal.ai keeps of a request that has ended, where there is a key for
   * it.
   *
   * @throws FalFailure if fal.ai did not answer
   */
  public void delete(Egress egress) {
    Optional<FalRequest> request = AcceptedRequest.of(egress);
    if (request.isEmpty() || !fal.platform().canDelete()) {
      return;
    }
    PayloadDeletion deletion = fal.platform().deletePayloads(request.get().id());
    if (deletion.kept() > 0) {
      log.warn("fal.ai kept {} file(s) of egress {}; asks again", deletion.kept(), egress.id());
      return;
    }
    traces.deleted(egress.id(), deletion.deleted());
  }

  /**
   * Deletes and looks at once, for a video that was just fetched: so that a receipt can say that
   * nothing is left there.
   *
   * @throws FalFailure if fal.ai did not answer
   */
  public void forget(Egress egress) {
    if (fal.platform().canDelete()) {
      delete(egress);
      lookFor(traces.find(egress.job()).orElseThrow(), AcceptedRequest.of(egress).orElseThrow());
    }
  }

  /**
   * Goes as far as it can today.
   *
   * @throws FalFailure if fal.ai did not answer
   */
  void follow(Trace trace) {
    if (trace.isAbsent()) {
      amend(trace);
      return;
    }
    Egress egress = trace.egress();
    FalRequest request = AcceptedRequest.of(egress).orElseThrow();
    if (!trace.hasEnded()) {
      if (trace.forgotten() && trace.cancelOutcome().isEmpty()) {
        cancel(egress);
      }
      if (!end(egress, request)) {
        traces.lookAgainIn(egress.id(), SOON);
        return;
      }
    } else if (!trace.isDeleted()) {
      delete(egress);
    }
    lookFor(trace, request);
  }

  /**
   * @return whether it has ended
   */
  private boolean end(Egress egress, FalRequest request) {
    try {
      if (!(fal.queue().status(request) instanceof FalStatus.Completed over)) {
        return false;
      }
      if (over.failure().isPresent()) {
        traces.ended(egress.id(), TraceEnd.NO_VIDEO, null);
        bills.failed(egress.job(), over.failure().get());
      } else {
        URI video = fal.queue().result(request).video();
        traces.ended(egress.id(), TraceEnd.VIDEO, video.toString());
        bills.made(egress.job());
      }
    } catch (FalFailure failure) {
      if (!failure.permanent()) {
        throw failure;
      }
      traces.ended(
          egress.id(),
          failure.kind() == FalFailure.Kind.GONE ? TraceEnd.NOT_FOUND : TraceEnd.NO_VIDEO,
          null);
      bills.failed(egress.job(), failure);
    }
    delete(egress);
    return true;
  }

  private void lookFor(Trace before, FalRequest request) {
    Trace trace = traces.find(before.egress().job()).orElse(before);
    if (isGone(trace.outputAddress()) && isRecordGone(request)) {
      traces.absent(trace.egress().id());
      amend(traces.find(trace.egress().job()).orElseThrow());
      return;
    }
    Instant overdueAt = Optional.ofNullable(trace.endedAt()).orElseThrow().plus(OVERDUE);
    boolean overdue = clock.instant().isAfter(overdueAt);
    if (overdue) {
      log.error(
          "fal.ai still has something of egress {}, hours after the rendering ended: delete it in"
              + " fal.ai's dashboard, and ask its support why",
          trace.egress().id());
    }
    traces.lookAgainIn(trace.egress().id(), overdue ? Duration.ofHours(1) : LATER);
  }

  /** A file that is shown to nobody says no more to strangers; only its owner can tell. */
  private boolean isGone(Optional<String> output) {
    if (output.isEmpty()) {
      return true;
    }
    URI file = URI.create(output.get());
    return switch (fal.files().probe(file)) {
      case GONE -> true;
      case READABLE -> false;
      case FORBIDDEN -> fal.files().probeAsOwner(file) != Presence.READABLE;
    };
  }

  private boolean isRecordGone(FalRequest request) {
    try {
      fal.queue().result(request);
      return false;
    } catch (FalFailure failure) {
      if (!failure.permanent()) {
        throw failure;
      }
      return failure.kind() == FalFailure.Kind.GONE;
    }
  }

  /** Before there is a receipt there is nothing to amend: looked at again until there is. */
  private void amend(Trace trace) {
    Egress egress = trace.egress();
    if (erasures.receipt(egress.job()).isEmpty()) {
      traces.lookAgainIn(egress.id(), SOON);
      return;
    }
    Instant seen = Optional.ofNullable(trace.absentAt()).orElseThrow();
    erasures.confirmGone(
        egress.job(),
        new Finding(Place.PROVIDER, trace.filesDeleted(), seen),
        Set.of(ResidualKind.PROVIDER_RESULT));
    traces.receiptAmended(egress.id());
  }
}
