package io.lethe.dev.fal.knob;

import java.time.Duration;
import java.util.List;

/**
 * How the simulated fal.ai behaves from now on. Also read and written as JSON at {@code
 * /_sim/knobs}; a PUT changes what it names and leaves the rest.
 *
 * @param queueLatency how long a request waits at least before a runner takes it
 * @param renderLatency how long a render takes at least
 * @param concurrency requests rendered at the same time; a new account at fal.ai has two
 * @param queueLengthLimit a submit that finds as many waiting is refused with 429; 0 for no limit
 * @param renderNothing serve a tiny video made beforehand, so that a benchmark measures us and not
 *     ffmpeg
 * @param retryAfter what a 429 says
 * @param timeCompression results and files are kept so many times shorter than asked for or
 *     promised
 * @param nextFailures used up one by one, the first that fits a call first
 */
public record SimulatedFalKnobs(
    Duration queueLatency,
    Duration renderLatency,
    int concurrency,
    int queueLengthLimit,
    boolean renderNothing,
    Duration retryAfter,
    int timeCompression,
    AccountKnobs account,
    FileKnobs files,
    WebhookKnobs webhooks,
    List<SimulatedFailure> nextFailures) {

  public SimulatedFalKnobs {
    nextFailures = List.copyOf(nextFailures);
    if (queueLatency.isNegative() || renderLatency.isNegative() || retryAfter.isNegative()) {
      throw new IllegalArgumentException("A latency is not below zero");
    }
    if (concurrency < 1 || queueLengthLimit < 0) {
      throw new IllegalArgumentException("At least one runner, and no queue shorter than nothing");
    }
    if (timeCompression < 1) {
      throw new IllegalArgumentException("Time can be compressed, not stretched");
    }
  }

  /** No latency, no failures, real videos. */
  public static SimulatedFalKnobs calm() {
    return new SimulatedFalKnobs(
        Duration.ZERO,
        Duration.ZERO,
        2,
        0,
        false,
        Duration.ofSeconds(2),
        1,
        AccountKnobs.open(),
        FileKnobs.real(),
        WebhookKnobs.real(),
        List.of());
  }

  public SimulatedFalKnobs withLatency(Duration queue, Duration render) {
    return new SimulatedFalKnobs(
        queue,
        render,
        concurrency,
        queueLengthLimit,
        renderNothing,
        retryAfter,
        timeCompression,
        account,
        files,
        webhooks,
        nextFailures);
  }

  public SimulatedFalKnobs withQueue(int runners, int lengthLimit) {
    return new SimulatedFalKnobs(
        queueLatency,
        renderLatency,
        runners,
        lengthLimit,
        renderNothing,
        retryAfter,
        timeCompression,
        account,
        files,
        webhooks,
        nextFailures);
  }

  public SimulatedFalKnobs withRenderNothing() {
    return new SimulatedFalKnobs(
        queueLatency,
        renderLatency,
        concurrency,
        queueLengthLimit,
        true,
        retryAfter,
        timeCompression,
        account,
        files,
        webhooks,
        nextFailures);
  }

  public SimulatedFalKnobs withTimeCompression(int times) {
    return new SimulatedFalKnobs(
        queueLatency,
        renderLatency,
        concurrency,
        queueLengthLimit,
        renderNothing,
        retryAfter,
        times,
        account,
        files,
        webhooks,
        nextFailures);
  }

  public SimulatedFalKnobs with(AccountKnobs state) {
    return with(state, files, webhooks, nextFailures);
  }

  public SimulatedFalKnobs with(FileKnobs manners) {
    return with(account, manners, webhooks, nextFailures);
  }

  public SimulatedFalKnobs with(WebhookKnobs manners) {
    return with(account, files, manners, nextFailures);
  }

  public SimulatedFalKnobs withFailures(SimulatedFailure... failures) {
    return withFailures(List.of(failures));
  }

  SimulatedFalKnobs withFailures(List<SimulatedFailure> failures) {
    return with(account, files, webhooks, failures);
  }

  private SimulatedFalKnobs with(
      AccountKnobs state,
      FileKnobs fileManners,
      WebhookKnobs webhookManners,
      List<SimulatedFailure> failures) {
    return new SimulatedFalKnobs(
        queueLatency,
        renderLatency,
        concurrency,
        queueLengthLimit,
        renderNothing,
        retryAfter,
        timeCompression,
        state,
        fileManners,
        webhookManners,
        failures);
  }

  /** How long something is kept that was to be kept so long. */
  public Duration compressed(Duration real) {
    return real.dividedBy(timeCompression);
  }
}
