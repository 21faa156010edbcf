package io.lethe.fal;

import java.net.URI;
import java.time.Clock;

/**
 * fal.ai's queue: submit a job, follow it, fetch its result. Every call blocks, for as long as
 * {@link FalSettings} lets it and no longer, and fails with {@link FalFailure} alone. Nothing is
 * repeated here: whether to try again is the caller's decision, because a second submit is a second
 * bill.
 *
 * <p>The key goes to the configured queue and to no other host; no redirect is followed with it.
 */
public final class FalQueue {
  private final FalSettings settings;
  private final Clock clock;

  public FalQueue(FalSettings settings, Clock clock) {
    this.settings = settings;
    this.clock = clock;
  }

  /**
   * Starts a job, which is billed. There is no idempotency key on fal.ai's side: on {@link
   * FalFailure.Acceptance#UNKNOWN} it may exist all the same, so never submit again.
   */
  public Accepted submit(FalSubmission submission) {
    throw new UnsupportedOperationException(settings.toString() + clock);
  }

  /** Where the job stands. */
  public FalStatus status(FalRequest request) {
    throw new UnsupportedOperationException();
  }

  /** The result of a completed job; there for an hour at most. */
  public FalResult result(FalRequest request) {
    throw new UnsupportedOperationException();
  }

  /** Asks to stop a job. */
  public CancelAnswer cancel(FalRequest request) {
    throw new UnsupportedOperationException();
  }

  /**
   * Fetches a video, without the key, from an allowed host only.
   *
   * @param video from {@link FalResult#video}
   */
  public Download download(URI video) {
    throw new UnsupportedOperationException();
  }
}
