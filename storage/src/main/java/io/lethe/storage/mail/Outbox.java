package io.lethe.storage.mail;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.lethe.domain.SubjectId;
import io.lethe.domain.account.EmailAddress;
import io.lethe.domain.campaign.CampaignId;
import io.lethe.domain.rights.RequestId;
import io.lethe.storage.key.SubjectKey;
import io.lethe.storage.key.SubjectKeys;
import io.lethe.storage.key.TicketKey;
import java.nio.charset.StandardCharsets;
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
  private final TicketKey tickets;
  private final Clock clock;

  public Outbox(Jdbi jdbi, SubjectKeys keys, TicketKey tickets, Clock clock) {
    this.jdbi = jdbi;
    this.keys = keys;
    this.tickets = tickets;
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
    queue(transaction, new MailId(UUID.randomUUID()), subject, kind, recipient, variables);
  }

  /** The same under an id of the caller's; queued twice under one it is one mail. */
  public void queue(
      Handle transaction,
      MailId id,
      SubjectId subject,
      MailKind kind,
      EmailAddress recipient,
      Map<String, String> variables) {
    SubjectKey key = keys.forWriting(transaction, subject);
    transaction
        .attach(OutboxDao.class)
        .insert(
            id.value(),
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
   * Keeps an address beyond the erasure of its subject, for one mail and nothing else: sealed by
   * the master key, because the subject's is about to be destroyed, and not due before {@link
   * #tellErased}. The row is deleted once the mail is sent or refused, and by its age otherwise.
   */
  public void keepForTellingErased(Handle transaction, RequestId erasure, EmailAddress recipient) {
    transaction
        .attach(OutboxDao.class)
        .insertForLater(
            erasure.value(),
            seal(RECIPIENT, erasure.value(), recipient.value()),
            seal(VARIABLES, erasure.value(), json(Map.of())),
            clock.instant());
  }

  /**
   * The erasure is complete, and the person is told, if an address was kept for it.
   *
   * @return whether one was
   */
  public boolean tellErased(Handle transaction, RequestId erasure, Map<String, String> variables) {
    return transaction
            .attach(OutboxDao.class)
            .due(erasure.value(), seal(VARIABLES, erasure.value(), json(variables)))
        == 1;
  }

  /** A value that was moved to another row does not open. */
  private byte[] seal(String column, UUID mail, String text) {
    return tickets.seal(column + "/" + mail, text).getBytes(StandardCharsets.US_ASCII);
  }

  private Optional<String> unseal(String column, UUID mail, byte[] sealed) {
    return tickets.open(column + "/" + mail, new String(sealed, StandardCharsets.US_ASCII));
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
            Optional<OutgoingMail> mail = open(handle, row);
            mail.ifPresent(taken::add);
            if (mail.isEmpty()) {
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
      Optional<OutgoingMail> mail = open(transaction, row);
      if (mail.isPresent()) {
        return Optional.of(
            mail.get().with(Map.of("title", taken.get().title(), "text", taken.get().text())));
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
    jdbi.useTransaction(
        handle -> {
          OutboxDao dao = handle.attach(OutboxDao.class);
          if (dao.forget(mail.value()) == 0) {
            dao.settle(mail.value(), state, clock.instant());
          }
        });
  }

  private Optional<OutgoingMail> open(Handle transaction, OutboxDao.Row row) {
    SubjectId subject = row.subjectId();
    return subject == null
        ? openOfNobody(row)
        : keys.find(transaction, subject).map(key -> open(key, row));
  }

  private Optional<OutgoingMail> openOfNobody(OutboxDao.Row row) {
    Optional<String> recipient = unseal(RECIPIENT, row.id(), row.recipient());
    Optional<String> variables = unseal(VARIABLES, row.id(), row.variables());
    if (recipient.isEmpty() || variables.isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(
        new OutgoingMail(
            new MailId(row.id()),
            null,
            row.kind(),
            new EmailAddress(recipient.get()),
            texts(variables.get()),
            row.attempts()));
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
