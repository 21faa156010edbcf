package io.lethe.storage;

import io.lethe.storage.account.Accounts;
import io.lethe.storage.holding.Holdings;
import io.lethe.storage.holding.Retention;
import io.lethe.storage.identifier.Identifiers;
import io.lethe.storage.key.KeyFolder;
import io.lethe.storage.key.SubjectKeys;
import io.lethe.storage.mail.Outbox;
import io.lethe.storage.usage.UsageEvents;
import io.lethe.storage.vault.Vault;
import io.lethe.storage.video.Jobs;
import java.time.Clock;
import org.jdbi.v3.core.Jdbi;

/** The stores of what is kept of people beside their jobs. */
public record People(
    Accounts accounts,
    Identifiers identifiers,
    UsageEvents usage,
    Holdings holdings,
    Retention retention,
    Outbox outbox) {

  static People assemble(
      Jdbi jdbi, KeyFolder keys, Jobs jobs, Vault vault, PeopleSettings settings, Clock clock) {
    SubjectKeys subjectKeys = new SubjectKeys(jdbi, keys.master(), clock);
    Outbox outbox = new Outbox(jdbi, subjectKeys, clock);
    return new People(
        new Accounts(jdbi, subjectKeys, keys.digests(), outbox, settings.linkFor(), clock),
        new Identifiers(jdbi, subjectKeys, keys.digests(), settings.identifiersFor(), clock),
        new UsageEvents(jdbi, settings.usageFor(), settings.fewestPeople(), clock),
        Holdings.of(jdbi, subjectKeys, jobs, vault),
        new Retention(jdbi, settings.mailFor(), clock),
        outbox);
  }
}
