package io.lethe.storage.egress;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lethe.domain.JobId;
import io.lethe.domain.SubjectId;
import io.lethe.domain.video.Ending;
import io.lethe.domain.video.JobState;
import io.lethe.domain.video.Outcome;
import io.lethe.storage.ledger.JobForgotten;
import io.lethe.storage.testing.LedgerExtension;
import io.lethe.storage.testing.TestStorage;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

class EgressJournalTest {
  private static final ProviderHandle HANDLE =
      new ProviderHandle("request-1", "https://r", "https://s", "https://c");

  @RegisterExtension static final LedgerExtension LEDGER = new LedgerExtension();

  @TempDir Path folder;
  private TestStorage storage;
  private EgressJournal journal;

  @BeforeEach
  void open() {
    storage = new TestStorage(LEDGER, folder);
    journal = storage.stores().egress();
  }

  @Test
  void recordsWhatIsAboutToLeave() {
    JobId job = preparing();

    assertThat(journal.begin(egress(job))).isInstanceOf(BeginResult.Begun.class);
    assertThat(journal.attempts(job)).hasSize(1);
    assertThat(storage.stores().jobs().find(job).orElseThrow().state())
        .isEqualTo(JobState.RENDERING);
  }

  @Test
  void beginsOnceHoweverManyAskAtOnce() {
    JobId job = preparing();
    List<CompletableFuture<BeginResult>> asked =
        IntStream.range(0, 8)
            .mapToObj(i -> CompletableFuture.supplyAsync(() -> journal.begin(egress(job))))
            .toList();

    assertThat(asked.stream().map(CompletableFuture::join))
        .filteredOn(BeginResult.Begun.class::isInstance)
        .hasSize(1);
    assertThat(journal.attempts(job)).hasSize(1);
  }

  @Test
  void anAttemptWhoseProcessDiedKeepsOthersFromTheirTurnForMinutesOnly() {
    begun(preparing());
    JobId next = preparing();

    assertThat(journal.begin(egress(next), 1)).isInstanceOf(BeginResult.NotYet.class);
    storage.clock().advance(Duration.ofMinutes(11));
    assertThat(journal.begin(egress(next), 1)).isInstanceOf(BeginResult.Begun.class);
  }

  @Test
  void nothingLeavesForSomebodyWhomTheNoticeDoesNotName() {
    JobId job = preparing();

    assertThatThrownBy(
            () ->
                journal.begin(
                    new NewEgress(
                        job, "else.ai", "some/endpoint", List.of(EgressContent.FILE), 10)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("nobody consented to this recipient");
    assertThat(journal.attempts(job)).isEmpty();
    assertThat(storage.stores().jobs().find(job).orElseThrow().state())
        .isEqualTo(JobState.PREPARING);
  }

  @Test
  void nothingLeavesOnceConsentIsWithdrawn() {
    SubjectId subject = storage.consentingSubject();
    JobId job = storage.guardedJob(subject);
    storage.stores().jobs().requireConsent(job);
    storage.withdraw(subject);

    assertThat(journal.begin(egress(job))).isInstanceOf(BeginResult.ConsentMissing.class);
    assertThat(journal.attempts(job)).isEmpty();
  }

  @Test
  void nothingLeavesAfterTheTombstone() {
    JobId job = preparing();
    storage.stores().erasures().begin(job, Ending.of(Outcome.CANCELLED));

    assertThatThrownBy(() -> journal.begin(egress(job))).isInstanceOf(JobForgotten.class);
    assertThat(journal.attempts(job)).isEmpty();
  }

  @Test
  void whatWasCertainlyNotAcceptedMayBeSentAgain() {
    JobId job = preparing();
    journal.notAccepted(begun(job));

    assertThat(journal.begin(egress(job))).isInstanceOf(BeginResult.Begun.class);
    assertThat(journal.attempts(job)).hasSize(2);
  }

  @Test
  void whatWasAcceptedIsNotSentAgain() {
    JobId job = preparing();
    journal.accepted(begun(job), HANDLE);

    assertThat(journal.begin(egress(job))).isInstanceOf(BeginResult.AlreadySubmitted.class);
    assertThat(journal.find(job).orElseThrow().handle()).isEqualTo(HANDLE);
  }

  @Test
  void whatMayHaveBeenAcceptedIsNotSentAgain() {
    JobId unknown = preparing();
    journal.unknown(begun(unknown));
    JobId brokenOff = preparing();
    begun(brokenOff);

    assertThat(journal.begin(egress(unknown))).isInstanceOf(BeginResult.FateUnknown.class);
    assertThat(journal.begin(egress(brokenOff))).isInstanceOf(BeginResult.FateUnknown.class);
  }

  private EgressId begun(JobId job) {
    return ((BeginResult.Begun) journal.begin(egress(job))).id();
  }

  private JobId preparing() {
    return storage.preparingJob(new byte[10]);
  }

  private static NewEgress egress(JobId job) {
    return new NewEgress(
        job, "fal.ai", "some/endpoint", List.of(EgressContent.FILE, EgressContent.PROMPT), 10);
  }
}
