package io.lethe.workers.mail;

import io.lethe.storage.mail.OutgoingMail;
import jakarta.mail.SendFailedException;
import java.net.URI;
import org.eclipse.angus.mail.smtp.SMTPAddressFailedException;
import org.eclipse.angus.mail.smtp.SMTPSendFailedException;
import org.simplejavamail.MailException;
import org.simplejavamail.api.email.Email;
import org.simplejavamail.api.email.EmailPopulatingBuilder;
import org.simplejavamail.api.mailer.Mailer;
import org.simplejavamail.api.mailer.config.TransportStrategy;
import org.simplejavamail.email.EmailBuilder;
import org.simplejavamail.mailer.MailerBuilder;

/** Hands mails over to the mail server, one connection for each. */
final class SmtpServer {
  private final MailSettings settings;
  private final Mailer mailer;

  SmtpServer(MailSettings settings) {
    this.settings = settings;
    this.mailer =
        MailerBuilder.withSMTPServer(
                settings.host(),
                settings.port(),
                settings.hasLogin() ? settings.username() : null,
                settings.hasLogin() ? settings.password() : null)
            .withTransportStrategy(
                switch (settings.security()) {
                  case TLS -> TransportStrategy.SMTPS;
                  case STARTTLS -> TransportStrategy.SMTP_TLS;
                  case NONE -> TransportStrategy.SMTP;
                })
            .withProperty("mail.smtp.ssl.checkserveridentity", "true")
            .withSessionTimeout((int) settings.timeout().toMillis())
            .buildMailer();
  }

  /** What the server said. */
  enum Answer {
    TAKEN,
    /** Not now: it is away, or it said so (4yz). */
    LATER,
    /** Never (5yz), as where there is no such mailbox. */
    REFUSED
  }

  /**
   * Sends it now. A mail that is sent twice carries the same Message-ID both times; a promotional
   * one carries the address at which mail programs end it with one click (RFC 8058).
   */
  Answer send(OutgoingMail mail, WrittenMail written) {
    EmailPopulatingBuilder letter =
        EmailBuilder.startingBlank()
            .fixingMessageId("<" + mail.id() + "@" + domain(settings.from()) + ">")
            .from(settings.from())
            .to(mail.recipient().value())
            .withSubject(written.subject())
            .withPlainText(written.text())
            .withHTMLText(written.html())
            // RFC 3834, 5: nobody's out-of-office answer is wanted.
            .withHeader("Auto-Submitted", "auto-generated");
    URI optOut = written.optOut();
    if (optOut != null) {
      letter
          .withHeader("List-Unsubscribe", "<" + optOut + ">")
          .withHeader("List-Unsubscribe-Post", "List-Unsubscribe=One-Click");
    }
    return send(letter.buildEmail());
  }

  private Answer send(Email letter) {
    try {
      mailer.sendMail(letter).join();
      return Answer.TAKEN;
    } catch (MailException failed) {
      return isFinal(failed) ? Answer.REFUSED : Answer.LATER;
    }
  }

  /** RFC 5321, 4.2.1: the first digit tells. */
  private static boolean isFinal(Throwable failed) {
    for (Throwable cause = failed; cause != null; cause = cause.getCause()) {
      if (cause instanceof SMTPAddressFailedException address) {
        return address.getReturnCode() >= 500;
      }
      if (cause instanceof SMTPSendFailedException send && send.getReturnCode() >= 500) {
        return true;
      }
      if (cause instanceof SendFailedException several
          && several.getNextException() instanceof SMTPAddressFailedException address) {
        return address.getReturnCode() >= 500;
      }
    }
    return false;
  }

  private static String domain(String address) {
    return address.substring(address.indexOf('@') + 1);
  }
}
