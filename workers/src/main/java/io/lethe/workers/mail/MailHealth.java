package io.lethe.workers.mail;

import com.codahale.metrics.health.HealthCheck;
import io.lethe.storage.mail.Outbox;
import java.time.Duration;

/** Does mail leave? The mail server itself is not asked: the outbox tells. */
public final class MailHealth extends HealthCheck {
  /** Longer than greylisting keeps a first mail waiting. */
  private static final Duration LONGEST_USUAL_WAIT = Duration.ofMinutes(30);

  private final Outbox outbox;
  private final MailSettings settings;

  public MailHealth(Outbox outbox, MailSettings settings) {
    this.outbox = outbox;
    this.settings = settings;
  }

  @Override
  protected Result check() {
    Duration wait = outbox.longestWait();
    if (wait.compareTo(LONGEST_USUAL_WAIT) < 0) {
      return Result.healthy();
    }
    return Result.unhealthy(
        "The oldest mail has been waiting for %d minutes: %s",
        wait.toMinutes(),
        settings.isConfigured()
            ? "look at the mail server at " + settings.host() + ":" + settings.port()
            : "set mail.host in the configuration");
  }
}
