package io.lethe.fal;

import java.time.Clock;
import okhttp3.Dns;

/**
 * All of fal.ai that we talk to. Every call blocks, for as long as {@link FalLimits} lets it and no
 * longer, and fails with {@link FalFailure} alone; nothing is repeated here but a download that
 * broke off. Safe for use by many threads.
 */
public final class FalClient {
  private final FalQueue queue;
  private final FalFiles files;
  private final FalPlatform platform;
  private final FalWebhooks webhooks;

  /**
   * @param clock to turn a date in {@code Retry-After} into a duration, and to judge the age of
   *     tokens, keys and webhooks
   */
  public FalClient(FalSettings settings, Clock clock) {
    this(settings, clock, Dns.SYSTEM);
  }

  FalClient(FalSettings settings, Clock clock, Dns names) {
    Wire wire = new Wire(settings, clock, names);
    this.queue = new FalQueue(wire);
    this.files = new FalFiles(wire, clock);
    this.platform = new FalPlatform(wire);
    this.webhooks = new FalWebhooks(wire, clock);
  }

  public FalQueue queue() {
    return queue;
  }

  public FalFiles files() {
    return files;
  }

  public FalPlatform platform() {
    return platform;
  }

  public FalWebhooks webhooks() {
    return webhooks;
  }
}
