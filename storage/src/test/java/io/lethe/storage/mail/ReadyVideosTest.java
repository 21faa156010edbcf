package io.lethe.storage.mail;

import static org.assertj.core.api.Assertions.assertThat;

import io.lethe.domain.JobId;
import io.lethe.domain.SubjectId;
import io.lethe.domain.account.EmailAddress;
import io.lethe.domain.video.UploadRole;
import io.lethe.storage.account.AccountEdit;
import io.lethe.storage.egress.EgressContent;
import io.lethe.storage.egress.NewEgress;
import io.lethe.storage.testing.LedgerExtension;
import io.lethe.storage.testing.MailSeen;
import io.lethe.storage.testing.People;
import io.lethe.storage.testing.TestStorage;
import io.lethe.storage.vault.NewMedia;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

class ReadyVideosTest {
  private static final byte[] PHOTO = {1, 2, 3};

  @RegisterExtension static final LedgerExtension LEDGER = new LedgerExtension();
  @TempDir Path folder;
  private TestStorage storage;
  private ReadyVideos ready;
  private SubjectId subject;

  @BeforeEach
  void open() {
    // Each test has keys of its own, which open nothing of another's.
    LEDGER
        .jdbi()
        .useHandle(handle -> handle.execute("UPDATE accounts SET mail_when_ready = false"));
    storage = new TestStorage(LEDGER, folder);
    ready = storage.stores().people().readyVideos();
    subject = storage.consentingSubject();
    People.confirmEmail(storage, LEDGER, folder, subject, new EmailAddress("ada@example.org"));
  }

  @Test
  void tellsWhoAskedAndTellsThemOnce() {
    wants(true);
    readyJob();
    afterAMinute();
    ready.queueMails();
    ready.queueMails();

    assertThat(mails()).hasSize(1);
    assertThat(mails().get(0))
        .containsOnly(Map.entry("kind", "VIDEO_READY"), Map.entry("to", "ada@example.org"));
  }

  @Test
  void tellsNobodyWhoDidNotAsk() {
    readyJob();
    afterAMinute();
    ready.queueMails();
    assertThat(mails()).isEmpty();

    wants(true);
    wants(false);
    ready.queueMails();
    assertThat(mails()).isEmpty();
  }

  @Test
  void whoHasTheAppOpenIsNotTold() {
    wants(true);
    JobId job = readyJob();
    ready.queueMails();
    assertThat(mails()).as("right away").isEmpty();

    storage.stores().jobs().collected(job);
    afterAMinute();
    ready.queueMails();
    assertThat(mails()).as("it was collected").isEmpty();
  }

  @Test
  void whoHasNoConfirmedAddressIsNotTold() {
    wants(true);
    storage.stores().people().accounts().change(subject, List.of(new AccountEdit.Email(null)));
    readyJob();
    afterAMinute();
    ready.queueMails();

    assertThat(mails()).isEmpty();
  }

  private void wants(boolean wanted) {
    storage
        .stores()
        .people()
        .accounts()
        .change(subject, List.of(new AccountEdit.MailWhenReady(wanted)));
  }

  private JobId readyJob() {
    JobId job = storage.guardedJob(subject);
    storage.store(NewMedia.upload(job, UploadRole.PHOTO, "image/jpeg"), PHOTO);
    storage.stores().jobs().requireConsent(job);
    storage
        .stores()
        .egress()
        .begin(new NewEgress(job, "fal.ai", "e/p", List.of(EgressContent.FILE), 1));
    storage.store(NewMedia.video(job, "video/mp4"), PHOTO);
    return job;
  }

  private void afterAMinute() {
    storage.clock().advance(ReadyVideos.COLLECTED_AT_ONCE);
  }

  private List<Map<String, String>> mails() {
    return new MailSeen(LEDGER.jdbi(), folder.resolve("keys"))
        .of(subject).stream().filter(mail -> mail.get("kind").equals("VIDEO_READY")).toList();
  }
}
