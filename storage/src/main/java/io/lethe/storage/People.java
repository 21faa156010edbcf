package io.lethe.storage;

import io.lethe.storage.account.Accounts;
import io.lethe.storage.campaign.Campaigns;
import io.lethe.storage.consent.Consents;
import io.lethe.storage.consent.OptOutWords;
import io.lethe.storage.consent.Suppressions;
import io.lethe.storage.consent.Withdrawals;
import io.lethe.storage.erasure.ReceiptSigner;
import io.lethe.storage.holding.Holdings;
import io.lethe.storage.holding.Retention;
import io.lethe.storage.identifier.Identifiers;
import io.lethe.storage.key.KeyFolder;
import io.lethe.storage.key.SubjectKeys;
import io.lethe.storage.mail.Outbox;
import io.lethe.storage.mail.PromotionGate;
import io.lethe.storage.mail.ReadyVideos;
import io.lethe.storage.rights.OptOuts;
import io.lethe.storage.rights.PackagesHolding;
import io.lethe.storage.rights.Rights;
import io.lethe.storage.staff.AuditLog;
import io.lethe.storage.usage.UsageEvents;
import io.lethe.storage.vault.ObjectStore;
import io.lethe.storage.vault.Tombstones;
import io.lethe.storage.vault.Vault;
import io.lethe.storage.video.Jobs;
import java.time.Clock;
import org.jdbi.v3.core.Jdbi;

/** The stores of what is kept of people beside their jobs. */
public record People(
    Accounts accounts,
    Identifiers identifiers,
    UsageEvents usage,
    Suppressions suppressions,
    Holdings holdings,
    Retention retention,
    Outbox outbox,
    PromotionGate promotions,
    Campaigns campaigns,
    Withdrawals withdrawals,
    ReadyVideos readyVideos,
    OptOuts optOuts,
    Rights rights) {

  static People assemble(
      Jdbi jdbi,
      KeyFolder keys,
      Jobs jobs,
      Consents consents,
      Vault vault,
      ObjectStore objects,
      Tombstones tombstones,
      PeopleSettings settings,
      Clock clock) {
    SubjectKeys subjectKeys = new SubjectKeys(jdbi, keys.master(), clock);
    Outbox outbox = new Outbox(jdbi, subjectKeys, keys.tickets(), clock);
    Accounts accounts =
        new Accounts(jdbi, subjectKeys, keys.digests(), outbox, settings.linkFor(), clock);
    Suppressions suppressions = new Suppressions(jdbi, keys.digests(), clock);
    Identifiers identifiers =
        new Identifiers(jdbi, subjectKeys, keys.digests(), settings.identifiersFor(), clock);
    Holdings holdings =
        Holdings.of(
            new Holdings.Foundation(
                jdbi, subjectKeys, jobs, vault, accounts, suppressions, identifiers),
            new PackagesHolding(jdbi, objects));
    Rights.Foundation foundation =
        new Rights.Foundation(
            jdbi,
            subjectKeys,
            keys.digests(),
            accounts,
            outbox,
            consents,
            suppressions,
            vault,
            objects,
            tombstones,
            new ReceiptSigner(keys.receiptKey()),
            settings.linkFor(),
            settings.mailFor(),
            clock);
    Rights rights = Rights.assemble(foundation, holdings, settings.rights());
    OptOutWords words = new OptOutWords(keys.tickets(), suppressions);
    AuditLog log = new AuditLog(jdbi, keys.digests(), clock);
    return new People(
        accounts,
        identifiers,
        new UsageEvents(jdbi, settings.usageFor(), settings.fewestPeople(), clock),
        suppressions,
        holdings,
        new Retention(jdbi, settings.mailFor(), clock),
        outbox,
        new PromotionGate(jdbi, outbox, accounts, consents, suppressions),
        new Campaigns(jdbi, accounts, outbox, words, keys.digests(), log, clock),
        new Withdrawals(jdbi, consents, accounts, outbox),
        new ReadyVideos(jdbi, accounts, outbox, clock),
        new OptOuts(jdbi, words, consents, rights.requests(), clock),
        rights);
  }
}
