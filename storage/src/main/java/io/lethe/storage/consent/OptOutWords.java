package io.lethe.storage.consent;

import io.lethe.domain.SubjectId;
import io.lethe.domain.account.EmailAddress;
import io.lethe.storage.key.TicketKey;
import java.time.Instant;
import java.util.Base64;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/**
 * The words in the links that end promotional mail. A word is sealed, and the ledger keeps none: so
 * the link in a mail works for as long as the keys of the installation, also when the mail is years
 * old, the account has another address by now, or all of it was erased. Nobody else can make one,
 * and nobody can read from it whom it is about.
 */
public final class OptOutWords {
  /** Where the links lead, without their word. */
  public static final String PATH = "/v1/public/opt-outs/";

  private static final String PURPOSE = "opt-out";

  /** Of a subject's id in text form. */
  private static final int ID_LENGTH = 36;

  private final TicketKey tickets;
  private final Suppressions suppressions;

  public OptOutWords(TicketKey tickets, Suppressions suppressions) {
    this.tickets = tickets;
    this.suppressions = suppressions;
  }

  /** For a mail to this subject at this address; letters, digits, dashes and underscores. */
  public String draw(SubjectId subject, EmailAddress address) {
    return tickets.seal(
        PURPOSE, subject + Base64.getEncoder().encodeToString(suppressions.digest(address)));
  }

  /** Empty for what was not drawn here. */
  public Optional<Meant> open(String word) {
    return tickets
        .open(PURPOSE, word)
        .map(
            text ->
                new Meant(
                    SubjectId.of(text.substring(0, ID_LENGTH)),
                    Base64.getDecoder().decode(text.substring(ID_LENGTH))));
  }

  /** Whom a word is about, and which address the mail went to. */
  public final class Meant {
    private final SubjectId subject;
    private final byte[] address;

    private Meant(SubjectId subject, byte[] address) {
      this.subject = subject;
      this.address = address;
    }

    public SubjectId subject() {
      return subject;
    }

    /** From now on no promotional mail goes to the address, whoever has it. */
    public void suppress(Handle transaction) {
      suppressions.suppress(transaction, address);
    }

    /** Whether that was done already. */
    public boolean isSuppressed(Handle transaction) {
      return suppressions.isSuppressed(transaction, address, Instant.EPOCH);
    }
  }
}
