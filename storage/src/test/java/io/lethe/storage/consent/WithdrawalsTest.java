package io.lethe.storage.consent;

import static org.assertj.core.api.Assertions.assertThat;

import io.lethe.domain.JobId;
import io.lethe.domain.SubjectId;
import io.lethe.domain.account.EmailAddress;
import io.lethe.domain.consent.Purpose;
import io.lethe.storage.testing.LedgerExtension;
import io.lethe.storage.testing.MailSeen;
import io.lethe.storage.testing.People;
import io.lethe.storage.testing.TestStorage;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

class WithdrawalsTest {
  @RegisterExtension static final LedgerExtension LEDGER = new LedgerExtension();
  @TempDir Path folder;
  private TestStorage storage;
  private Withdrawals withdrawals;
  private SubjectId subject;

  @BeforeEach
  void open() {
    storage = new TestStorage(LEDGER, folder);
    withdrawals = storage.stores().people().withdrawals();
    subject = storage.consentingSubject();
    People.confirmEmail(storage, LEDGER, folder, subject, new EmailAddress("ada@example.org"));
  }

  @Test
  void namesTheJobsToEraseAndTellsTheSubjectOnce() {
    JobId one = storage.guardedJob(subject);
    JobId other = storage.guardedJob(subject);

    assertThat(withdraw(Purpose.AI_PROCESSING)).containsExactlyInAnyOrder(one, other);
    assertThat(withdraw(Purpose.AI_PROCESSING)).as("repeated").hasSize(2);

    assertThat(told()).hasSize(1);
    assertThat(told().get(0))
        .containsEntry("videos", "2 videos")
        .containsEntry("to", "ada@example.org");
  }

  @Test
  void whoHasNothingUnderWayIsToldNothing() {
    assertThat(withdraw(Purpose.AI_PROCESSING)).isEmpty();
    assertThat(told()).isEmpty();
  }

  @Test
  void marketingHasNoJobs() {
    storage.guardedJob(subject);

    assertThat(withdraw(Purpose.MARKETING)).isEmpty();
    assertThat(told()).isEmpty();
    assertThat(storage.stores().consents().inForce(subject, Purpose.AI_PROCESSING)).isPresent();
  }

  private List<JobId> withdraw(Purpose purpose) {
    return withdrawals.withdraw(subject, purpose, ConsentChannel.API);
  }

  private List<Map<String, String>> told() {
    return new MailSeen(LEDGER.jdbi(), folder.resolve("keys"))
        .of(subject).stream().filter(mail -> mail.get("kind").equals("CONSENT_WITHDRAWN")).toList();
  }
}
