package io.lethe.storage.mail;

import io.lethe.domain.SubjectId;
import io.lethe.domain.account.EmailAddress;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A mail that is to be sent now. Personal: its text form says only which one it is.
 *
 * @param subject whom it is about; absent where nothing of them is left
 * @param variables as its {@link MailKind} says
 * @param attempts how often it was tried, this one included
 */
public record OutgoingMail(
    MailId id,
    @Nullable SubjectId subject,
    MailKind kind,
    EmailAddress recipient,
    Map<String, String> variables,
    int attempts) {

  public OutgoingMail {
    variables = Map.copyOf(variables);
  }

  /** The same mail with more to fill its template with. */
  OutgoingMail with(Map<String, String> more) {
    Map<String, String> all = new HashMap<>(variables);
    all.putAll(more);
    return new OutgoingMail(id, subject, kind, recipient, all, attempts);
  }

  @Override
  public String toString() {
    return "OutgoingMail[" + id + "]";
  }
}
