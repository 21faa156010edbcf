package io.lethe.storage.mail;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.lethe.domain.SubjectId;
import io.lethe.domain.account.EmailAddress;
import io.lethe.storage.key.SubjectKey;
import io.lethe.storage.key.SubjectKeys;
import java.time.Clock;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.jdbi.v3.core.Handle;

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

  private final SubjectKeys keys;
  private final Clock clock;

  public Outbox(SubjectKeys keys, Clock clock) {
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

  private static String json(Map<String, String> variables) {
    try {
      return JSON.writeValueAsString(new TreeMap<>(variables));
    } catch (JsonProcessingException impossible) {
      throw new IllegalStateException("texts are always JSON", impossible);
    }
  }
}
