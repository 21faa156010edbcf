package io.lethe.storage.testing;

import io.lethe.domain.JobId;
import io.lethe.domain.SubjectId;
import io.lethe.domain.account.EmailAddress;
import io.lethe.domain.usage.UsageEventName;
import io.lethe.domain.video.Ending;
import io.lethe.domain.video.Outcome;
import io.lethe.domain.video.UploadRole;
import io.lethe.storage.Stores;
import io.lethe.storage.account.AccountEdit;
import io.lethe.storage.account.Accounts;
import io.lethe.storage.egress.EgressContent;
import io.lethe.storage.egress.NewEgress;
import io.lethe.storage.identifier.Identifier;
import io.lethe.storage.key.LinkWord;
import io.lethe.storage.usage.UsageEvent;
import io.lethe.storage.vault.NewMedia;
import io.lethe.storage.video.IdempotencyKey;
import io.lethe.storage.video.Quota;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.UUID;

/** Subjects of whom something is kept. */
public final class People {
  private People() {}

  /** The subject has the address from now on; mail about it waits in the outbox. */
  public static void confirmEmail(
      TestStorage storage,
      LedgerExtension ledger,
      Path folder,
      SubjectId subject,
      EmailAddress address) {
    Accounts accounts = storage.stores().people().accounts();
    accounts.change(subject, List.of(new AccountEdit.Email(address)));
    String path = new MailSeen(ledger.jdbi(), folder.resolve("keys")).newest(subject).get("path");
    accounts.confirm(new LinkWord(path.substring(Accounts.CONFIRMATION_PATH.length())));
    storage.clock().advance(Duration.ofMinutes(1));
  }

  /** Has something in every place, with an erased job and the evidence of it. */
  public static SubjectId knownByEverything(
      TestStorage storage, LedgerExtension ledger, Path folder) {
    Stores stores = storage.stores();
    SubjectId subject = storage.consentingSubject();
    confirmEmail(storage, ledger, folder, subject, new EmailAddress("planted-ada@example.org"));
    stores
        .people()
        .accounts()
        .change(
            subject,
            List.of(
                new AccountEdit.Email(new EmailAddress("planted-new@example.org")),
                new AccountEdit.DisplayName("planted-name"),
                new AccountEdit.Locale("pt-BR")));
    stores.people().identifiers().seen(subject, new Identifier.Device("planted-device"));
    stores
        .people()
        .usage()
        .report(
            subject,
            List.of(
                new UsageEvent(
                    UUID.randomUUID(), UsageEventName.HOME_SEEN, 3, storage.clock().instant())));
    erasedJob(storage, subject);
    return subject;
  }

  private static void erasedJob(TestStorage storage, SubjectId subject) {
    Stores stores = storage.stores();
    var order = storage.order(subject);
    stores.jobs().order(order, new IdempotencyKey(UUID.randomUUID().toString()), Quota.UNLIMITED);
    stores.jobs().guarded(order.id());
    storage.store(
        NewMedia.upload(order.id(), UploadRole.PHOTO, "image/jpeg"), new byte[] {1, 2, 3});
    stores.jobs().requireConsent(order.id());
    stores
        .egress()
        .begin(new NewEgress(order.id(), "fal.ai", "e/p", List.of(EgressContent.FILE), 3));
    erase(storage, order.id());
  }

  public static void erase(TestStorage storage, JobId job) {
    storage.stores().erasures().begin(job, Ending.of(Outcome.CANCELLED));
    storage.stores().erasures().eraseBytes(job);
    storage.stores().erasures().issueReceipt(job);
  }
}
