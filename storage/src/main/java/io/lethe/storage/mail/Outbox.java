package io.lethe.storage.mail;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.lethe.domain.SubjectId;
import io.lethe.domain.account.EmailAddress;
import io.lethe.domain.campaign.CampaignId;
import io.lethe.storage.key.SubjectKey;
import io.lethe.storage.key.SubjectKeys;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;

/**
 * Mail is queued in the transaction that makes it necessary, and sent by others later: a mail
 * server that is down delays nothing but the mail. Address and variables are sealed under the key
 * of the subject the mail is about, so that an erasure forgets what was not sent yet.
 */
public final class Outbox {
  /** What {@link #queue} seals the recipient for. */
  public static final String RECIPIENT = "outbox.recipient";

  /** What {@link #queue} seals the variables for: a JSON object of texts. */
  public static final String VARIABLES = "outbox.variables";

  private static final JsonMapper JSON = JsonMapper.builder().build();

  private static final TypeReference<Map<String, String>> TEXTS = new TypeReference<>() {};

  private final Jdbi jdbi;
  private final SubjectKeys keys;
  private final Clock clock;

  public Outbox(Jdbi jdbi, SubjectKeys keys, Clock clock) {
    this.jdbi = jdbi;
    this.keys = keys;
    this.clock = clock;
  }

  /**
   * @param variables as {@link MailKind} says
   * @throws io.lethe.storage.ledger.SubjectForgotten if the subject's erasure has begun
   */
  public void queue(
      Handle transaction,
      SubjectId subject,
      MailKind kind,
      EmailAddress recipient,
      Map<String, String> variables) {
    SubjectKey key = keys.forWriting(transaction, subject);
    transaction
        .attach(OutboxDao.class)
        .insert(
            UUID.randomUUID(),
            subject,
            kind,
            key.seal(RECIPIENT, recipient.value()),
            key.seal(VARIABLES, json(variables)),
            clock.instant());
  }

  /**
   * Queues a mail of a campaign; the {@link PromotionGate} decides whether it is sent. Queued twice
   * under one id it is one mail.
   *
   * @param path where a POST ends all such mail
   * @return whether it was not there before
   * @throws io.lethe.storage.ledger.SubjectForgotten if the subject's erasure has begun
   */
  public boolean queuePromotion(
      Handle transaction,
      MailId id,
      SubjectId subject,
      CampaignId campaign,
      EmailAddress recipient,
      String path) {
    SubjectKey key = keys.forWriting(transaction, subject);
    return transaction
            .attach(OutboxDao.class)
            .insertPromotion(
                id.value(),
                subject,
                campaign,
                key.seal(RECIPIENT, recipient.value()),
                key.seal(VARIABLES, json(Map.of("path", path))),
                clock.instant())
        == 1;
  }

  /**
   * Takes mail that is due, but for promotions, oldest first, for this process alone: until the
   * lease ends nobody else gets it. Then say what became of each. A process that dies in between
   * may have sent one: it is sent again under the same id, by which mailboxes recognise it.
   *
   * @param limit most to take
   * @param lease longer than sending all of it takes
   */
  public List<OutgoingMail> take(int limit, Duration lease) {
    Instant now = clock.instant();
    return jdbi.inTransaction(
        handle -> {
          OutboxDao dao = handle.attach(OutboxDao.class);
          List<OutgoingMail> taken = new ArrayList<>();
          for (OutboxDao.Row row : dao.take(now, now.plus(lease), limit)) {
            Optional<SubjectKey> key = keys.find(handle, row.subjectId());
            if (key.isPresent()) {
              taken.add(open(key.get(), row));
            } else {
              // Its subject was erased: nobody can read it any more.
              dao.delete(row.id());
            }
          }
          return taken;
        });
  }

  /** The same for one mail of a campaign, which is not to be sent before it passed the gate. */
  Optional<OutgoingMail> takePromotion(Handle transaction, Duration lease) {
    Instant now = clock.instant();
    OutboxDao dao = transaction.attach(OutboxDao.class);
    Optional<OutboxDao.PromotionRow> taken = dao.takePromotion(now, now.plus(lease));
    while (taken.isPresent()) {
      OutboxDao.Row row = taken.get().mail();
      Optional<SubjectKey> key = keys.find(transaction, row.subjectId());
      if (key.isPresent()) {
        Map<String, String> words =
            Map.of("title", taken.get().title(), "text", taken.get().text());
        return Optional.of(open(key.get(), row).with(words));
      }
      dao.delete(row.id());
      taken = dao.takePromotion(now, now.plus(lease));
    }
    return Optional.empty();
  }

  /** A mail server took it. What it said is erased. */
  public void sent(MailId mail) {
    settle(mail, MailState.SENT);
  }

  /** No mail server will take it. What it said is erased. */
  public void refused(MailId mail) {
    settle(mail, MailState.REFUSED);
  }

  /** It must not be sent. What it said is erased. */
  void suppressed(Handle transaction, MailId mail) {
    transaction.attach(OutboxDao.class).settle(mail.value(), MailState.SUPPRESSED, clock.instant());
  }

  /** It could not be sent this time. */
  public void later(MailId mail, Duration pause) {
    jdbi.useExtension(OutboxDao.class, dao -> dao.later(mail.value(), clock.instant().plus(pause)));
  }

  /** How long the oldest mail has been waiting; zero where none waits. */
  public Duration longestWait() {
    return jdbi.withExtension(OutboxDao.class, OutboxDao::oldestWaiting)
        .map(since -> Duration.between(since, clock.instant()))
        .orElse(Duration.ZERO);
  }

  private void settle(MailId mail, MailState state) {
    jdbi.useExtension(OutboxDao.class, dao -> dao.settle(mail.value(), state, clock.instant()));
  }

  private static OutgoingMail open(SubjectKey key, OutboxDao.Row row) {
    return new OutgoingMail(
        new MailId(row.id()),
        row.subjectId(),
        row.kind(),
        new EmailAddress(requireNonNull(key.unseal(RECIPIENT, row.recipient()))),
        texts(requireNonNull(key.unseal(VARIABLES, row.variables()))),
        row.attempts());
  }

  private static Map<String, String> texts(String json) {
    try {
      return JSON.readValue(json, TEXTS);
    } catch (JsonProcessingException altered) {
      throw new IllegalStateException("a mail's variables are not what was queued", altered);
    }
  }

  private static String json(Map<String, String> variables) {
    try {
      return JSON.writeValueAsString(new TreeMap<>(variables));
    } catch (JsonProcessingException impossible) {
      throw new IllegalStateException("texts are always JSON", impossible);
    }
  }
}
