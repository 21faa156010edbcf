package io.lethe.workers.mail;

import com.codahale.metrics.MetricRegistry;
import io.dropwizard.lifecycle.Managed;
import io.lethe.storage.campaign.Campaigns;
import io.lethe.storage.mail.Outbox;
import io.lethe.storage.mail.OutgoingMail;
import io.lethe.storage.mail.PromotionGate;
import io.lethe.storage.mail.ReadyVideos;
import io.lethe.workers.SafeFailures;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sends what waits in the outbox, in every worker at once. A mail server that is down delays
 * nothing but the mail: each is tried again, ever more rarely, until the sweeper ends it.
 *
 * <p>Promotional mail goes one by one, through its gate, and only while nothing else is due: nobody
 * waits for a link because a campaign is under way.
 *
 * <p>Counted in {@code lethe.mail}: {@code sent}, {@code later}, {@code refused} and {@code
 * suppressed}. Logs hold ids and kinds, never an address.
 */
public final class MailDelivery implements Managed {
  private static final Logger LOG = LoggerFactory.getLogger(MailDelivery.class);

  private static final int AT_A_TIME = 20;

  /** The first pause after a failure; it doubles each time. */
  private static final Duration FIRST_PAUSE = Duration.ofSeconds(15);

  private static final Duration LONGEST_PAUSE = Duration.ofHours(1);
  private static final Duration STOP_WAIT = Duration.ofSeconds(10);

  private final Outbox outbox;
  private final PromotionGate gate;
  private final Campaigns campaigns;
  private final ReadyVideos ready;
  private final MailTemplates templates;
  private final SmtpServer server;
  private final MailSettings settings;
  private final MetricRegistry metrics;
  private final ScheduledExecutorService timer =
      Executors.newSingleThreadScheduledExecutor(task -> new Thread(task, "mail"));

  public MailDelivery(
      Outbox outbox,
      PromotionGate gate,
      Campaigns campaigns,
      ReadyVideos ready,
      MailSettings settings,
      MetricRegistry metrics) {
    this.outbox = outbox;
    this.gate = gate;
    this.campaigns = campaigns;
    this.ready = ready;
    this.templates = new MailTemplates(settings);
    this.server = new SmtpServer(settings);
    this.settings = settings;
    this.metrics = metrics;
  }

  @Override
  public void start() {
    long pause = settings.every().toMillis();
    timer.scheduleWithFixedDelay(this::round, pause, pause, TimeUnit.MILLISECONDS);
  }

  @Override
  public void stop() throws InterruptedException {
    timer.shutdownNow();
    timer.awaitTermination(STOP_WAIT.toMillis(), TimeUnit.MILLISECONDS);
  }

  private void round() {
    try {
      deliver();
    } catch (RuntimeException failed) {
      // The ledger is away: its own health check says so, and the next round tries again.
      LOG.warn("The outbox could not be read: {}", SafeFailures.inOneLine(failed));
    }
  }

  /** Sends all that is due now. Public for whoever wants no timer. */
  public void deliver() {
    ready.queueMails();
    do {
      deliverWhatIsWaitedFor();
    } while (promote() && !Thread.currentThread().isInterrupted());
  }

  private void deliverWhatIsWaitedFor() {
    List<OutgoingMail> due = take();
    while (!due.isEmpty()) {
      due.forEach(this::deliver);
      due = due.size() < AT_A_TIME ? List.of() : take();
    }
  }

  /** Deals with one promotional mail; returns whether there may be more to do now. */
  private boolean promote() {
    Optional<PromotionGate.Decision> next = gate.next(settings.timeout().multipliedBy(2));
    if (next.isEmpty()) {
      return campaigns.feed();
    }
    if (next.get() instanceof PromotionGate.Passed passed) {
      // A mail server that has no time for this one has none for the others.
      return deliver(passed.mail()) != SmtpServer.Answer.LATER;
    }
    count("suppressed");
    return true;
  }

  private List<OutgoingMail> take() {
    return outbox.take(AT_A_TIME, settings.timeout().multipliedBy(2L * AT_A_TIME));
  }

  private SmtpServer.Answer deliver(OutgoingMail mail) {
    Optional<WrittenMail> written = write(mail);
    if (written.isEmpty()) {
      outbox.later(mail.id(), pauseAfter(mail.attempts()));
      count("later");
      return SmtpServer.Answer.LATER;
    }
    SmtpServer.Answer answer = server.send(mail, written.get());
    switch (answer) {
      case TAKEN -> {
        outbox.sent(mail.id());
        count("sent");
      }
      case LATER -> {
        outbox.later(mail.id(), pauseAfter(mail.attempts()));
        count("later");
        LOG.warn(
            "Mail {} ({}) could not be sent at attempt {}; it is tried again. Look at the mail server"
                + " in the configuration.",
            mail.id(),
            mail.kind(),
            mail.attempts());
      }
      case REFUSED -> {
        outbox.refused(mail.id());
        count("refused");
        LOG.warn("The mail server refused mail {} ({}) for good.", mail.id(), mail.kind());
      }
    }
    return answer;
  }

  /** Empty for one that can't be written, which is a bug: it holds up none of the others. */
  private Optional<WrittenMail> write(OutgoingMail mail) {
    try {
      return Optional.of(templates.write(mail));
    } catch (RuntimeException unwritable) {
      LOG.error(
          "Mail {} ({}) can't be written: {}",
          mail.id(),
          mail.kind(),
          SafeFailures.inOneLine(unwritable));
      return Optional.empty();
    }
  }

  private static Duration pauseAfter(int attempts) {
    Duration pause = FIRST_PAUSE.multipliedBy(1L << Math.min(attempts - 1, 10));
    return pause.compareTo(LONGEST_PAUSE) < 0 ? pause : LONGEST_PAUSE;
  }

  private void count(String what) {
    metrics.counter(MetricRegistry.name("lethe.mail", what)).inc();
  }
}
