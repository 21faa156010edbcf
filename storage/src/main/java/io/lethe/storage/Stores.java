package io.lethe.storage;

import io.lethe.storage.consent.Consents;
import io.lethe.storage.consent.Notices;
import io.lethe.storage.egress.EgressJournal;
import io.lethe.storage.erasure.Erasures;
import io.lethe.storage.erasure.OpenErasures;
import io.lethe.storage.erasure.ReceiptSigner;
import io.lethe.storage.erasure.Receipts;
import io.lethe.storage.key.JobKeys;
import io.lethe.storage.key.KeyFolder;
import io.lethe.storage.ledger.LedgerJdbi;
import io.lethe.storage.model.Costs;
import io.lethe.storage.model.MakingTimes;
import io.lethe.storage.model.ModelFacts;
import io.lethe.storage.provider.HandOffs;
import io.lethe.storage.provider.ProviderTraces;
import io.lethe.storage.subject.Subjects;
import io.lethe.storage.vault.ObjectStore;
import io.lethe.storage.vault.StrayObjects;
import io.lethe.storage.vault.Tombstones;
import io.lethe.storage.vault.Vault;
import io.lethe.storage.video.Jobs;
import java.time.Clock;
import java.time.Duration;
import org.jdbi.v3.core.Jdbi;

/** Every store of this module, put together. Both processes and the tests take them from here. */
public record Stores(
    Subjects subjects,
    Notices notices,
    Consents consents,
    Jobs jobs,
    Vault vault,
    Tombstones tombstones,
    StrayObjects strayObjects,
    EgressJournal egress,
    ProviderTraces providerTraces,
    HandOffs handOffs,
    Erasures erasures,
    OpenErasures openErasures,
    ReceiptSigner receiptSigner,
    People people,
    StaffStores staff,
    ModelFacts modelFacts,
    MakingTimes makingTimes,
    Costs costs) {

  /** With what counts where nothing about people is configured. */
  public static Stores assemble(
      Jdbi jdbi, KeyFolder keys, ObjectStore objects, Duration idempotencyKept, Clock clock) {
    return assemble(jdbi, keys, objects, idempotencyKept, PeopleSettings.usual(), clock);
  }

  /**
   * @param idempotencyKept how long a repeated order is recognised
   */
  public static Stores assemble(
      Jdbi jdbi,
      KeyFolder keys,
      ObjectStore objects,
      Duration idempotencyKept,
      PeopleSettings people,
      Clock clock) {
    LedgerJdbi.configure(jdbi);
    // PostgreSQL keeps microseconds: what is written is what is read back.
    Clock ledgerClock = Clock.tick(clock, Duration.ofNanos(1_000));
    Notices notices = Notices.load();
    Consents consents = new Consents(jdbi, notices, ledgerClock);
    JobKeys jobKeys = new JobKeys(jdbi, keys.master(), ledgerClock);
    Tombstones tombstones = new Tombstones(objects);
    Vault vault = new Vault(jdbi, jobKeys, objects, tombstones, ledgerClock);
    EgressJournal egress = new EgressJournal(jdbi, consents, notices, ledgerClock);
    ModelFacts models = new ModelFacts(jdbi, ledgerClock);
    MakingTimes times = new MakingTimes(jdbi, ledgerClock);
    ReceiptSigner signer = new ReceiptSigner(keys.receiptKey());
    Jobs jobs =
        new Jobs(
            jdbi,
            jobKeys,
            keys.digests(),
            consents,
            notices,
            models,
            times,
            idempotencyKept,
            ledgerClock);
    return new Stores(
        new Subjects(jdbi, keys.digests(), ledgerClock),
        notices,
        consents,
        jobs,
        vault,
        tombstones,
        new StrayObjects(jdbi, objects),
        egress,
        new ProviderTraces(jdbi, egress, ledgerClock),
        new HandOffs(jdbi, consents, vault, ledgerClock),
        new Erasures(
            jdbi,
            jobKeys,
            vault,
            tombstones,
            egress,
            new Receipts(signer, ledgerClock),
            ledgerClock),
        new OpenErasures(jdbi),
        signer,
        People.assemble(
            jdbi, keys, jobs, consents, vault, objects, tombstones, people, ledgerClock),
        StaffStores.assemble(jdbi, keys, ledgerClock),
        models,
        times,
        new Costs(jdbi, ledgerClock));
  }
}
