package io.lethe.storage.testing;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.lethe.domain.SubjectId;
import io.lethe.storage.key.KeyFolder;
import io.lethe.storage.key.SubjectKey;
import io.lethe.storage.key.SubjectKeys;
import io.lethe.storage.mail.MailKind;
import io.lethe.storage.mail.Outbox;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jdbi.v3.core.Jdbi;

/** Reads what waits in the outbox, as whoever sends it does. */
public final class MailSeen {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final Jdbi ledger;
  private final SubjectKeys keys;

  public MailSeen(Jdbi ledger, Path keys) {
    this.ledger = ledger;
    this.keys = new SubjectKeys(ledger, KeyFolder.open(keys, false).master(), Clock.systemUTC());
  }

  /** What became of every mail in the ledger, and whether it still says what it said. */
  public static List<String> states(Jdbi ledger) {
    return states(ledger, MailKind.values());
  }

  /** The same of mail of some kinds. */
  public static List<String> states(Jdbi ledger, MailKind... kinds) {
    return ledger.withHandle(
        handle ->
            handle
                .createQuery(
                    """
                    SELECT state || CASE WHEN variables IS NULL THEN ' without words'
                      ELSE ' with words' END
                    FROM outbox
                    WHERE kind IN (<kinds>)
                    """)
                .bindList("kinds", List.of(kinds))
                .mapTo(String.class)
                .list());
  }

  /** The newest mail about the subject. */
  public Map<String, String> newest(SubjectId subject) {
    List<Map<String, String>> all = of(subject);
    return all.get(all.size() - 1);
  }

  /** The newest mail of all. */
  public Map<String, String> newest() {
    return ledger.withHandle(
        handle ->
            newest(
                handle
                    .select(
                        "SELECT subject_id FROM outbox WHERE subject_id IS NOT NULL ORDER BY created_at DESC LIMIT 1")
                    .mapTo(SubjectId.class)
                    .one()));
  }

  /** The newest mail to that address, whomever it is about. */
  public Map<String, String> newest(String address) {
    List<SubjectId> subjects =
        ledger.withHandle(
            handle ->
                handle
                    .select(
                        "SELECT subject_id FROM outbox WHERE subject_id IS NOT NULL GROUP BY 1 ORDER BY max(created_at)")
                    .mapTo(SubjectId.class)
                    .list());
    return subjects.stream()
        .flatMap(subject -> of(subject).stream())
        .filter(mail -> address.equals(mail.get("to")))
        .reduce((older, newer) -> newer)
        .orElseThrow();
  }

  /** Every mail about the subject, oldest first: its variables, {@code kind} and {@code to}. */
  public List<Map<String, String>> of(SubjectId subject) {
    SubjectKey key = keys.find(subject).orElseThrow();
    return ledger.withHandle(
        handle ->
            handle
                .select(
                    """
                    SELECT kind, recipient, variables
                    FROM outbox
                    WHERE subject_id = ? AND variables IS NOT NULL
                    ORDER BY created_at, id
                    """,
                    subject)
                .map(
                    (row, context) -> {
                      Map<String, String> mail =
                          new TreeMap<>(
                              json(key.unseal(Outbox.VARIABLES, row.getBytes("variables"))));
                      mail.put("kind", row.getString("kind"));
                      mail.put("to", key.unseal(Outbox.RECIPIENT, row.getBytes("recipient")));
                      return (Map<String, String>) mail;
                    })
                .list());
  }

  private static Map<String, String> json(String text) {
    try {
      return JSON.readValue(text, new TypeReference<>() {});
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }
}
