package io.lethe.workers.mail;

import io.lethe.domain.account.EmailAddress;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import java.net.URI;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * The section {@code mail} of the configuration: through which server mail is sent, and as whom.
 *
 * @param host empty where no mail is to be sent: it then waits in the outbox, and a health check
 *     says so
 * @param username empty where the server asks for none
 * @param password by reference to the environment
 * @param from the sender's address
 * @param contact where people reach the controller, as every mail says
 * @param links what links in mails begin with: where browsers reach the API
 * @param every the pause between two looks at the outbox
 * @param timeout the longest that the server may be silent
 */
public record MailSettings(
    @Nullable String host,
    @Min(1) @Max(65535) int port,
    @NotNull Security security,
    @Nullable String username,
    @Nullable String password,
    String from,
    String contact,
    @NotNull URI links,
    @NotNull Duration every,
    @NotNull Duration timeout) {

  public MailSettings {
    requireAddress("from", from);
    requireAddress("contact", contact);
  }

  /** How the connection is protected. */
  public enum Security {
    /** From the first byte, as on port 465 (RFC 8314, 3.3). */
    TLS,
    /** After a greeting in clear; without it nothing is sent. */
    STARTTLS,
    /** Not at all: for a server on this machine. */
    NONE
  }

  public boolean isConfigured() {
    return host != null && !host.isBlank();
  }

  boolean hasLogin() {
    return username != null && !username.isBlank();
  }

  private static void requireAddress(String name, @Nullable String value) {
    if (value == null || EmailAddress.parse(value).isEmpty()) {
      throw new IllegalArgumentException("mail." + name + " must be an e-mail address");
    }
  }

  @Override
  public String toString() {
    return "MailSettings[" + host + ":" + port + "]";
  }
}
