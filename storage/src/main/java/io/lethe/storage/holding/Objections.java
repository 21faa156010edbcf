package io.lethe.storage.holding;

import io.lethe.domain.SubjectId;
import io.lethe.domain.account.EmailAddress;
import io.lethe.storage.account.Accounts;
import io.lethe.storage.consent.Suppressions;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The consents, and since when the person's address gets no promotional mail. That is found by the
 * address alone, and outlives the person: {@link Holdings#OUTLIVING}.
 */
final class Objections implements Holding {
  private final Holding consents;
  private final Accounts accounts;
  private final Suppressions suppressions;

  Objections(Holding consents, Accounts accounts, Suppressions suppressions) {
    this.consents = consents;
    this.accounts = accounts;
    this.suppressions = suppressions;
  }

  @Override
  public String name() {
    return consents.name();
  }

  @Override
  public String what() {
    return consents.what();
  }

  @Override
  public List<String> tables() {
    return consents.tables();
  }

  @Override
  public void export(SubjectId subject, ExportedRows out) throws IOException {
    consents.export(subject, out);
    EmailAddress address = accounts.find(subject).email();
    Optional<Instant> since = Optional.ofNullable(address).flatMap(suppressions::since);
    if (since.isPresent()) {
      out.add("objections", Map.of("since", since.get()));
    }
  }

  @Override
  public long erase(SubjectId subject) {
    return consents.erase(subject);
  }

  @Override
  public long count(SubjectId subject) {
    return consents.count(subject);
  }
}
