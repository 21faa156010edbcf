package io.lethe.storage.video;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lethe.domain.JobId;
import io.lethe.domain.SubjectId;
import io.lethe.domain.video.JobState;
import io.lethe.storage.ledger.JobForgotten;
import io.lethe.storage.testing.LedgerExtension;
import io.lethe.storage.testing.TestStorage;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.postgresql.PGConnection;
import org.postgresql.PGNotification;

class JobsTest {
  @RegisterExtension static final LedgerExtension LEDGER = new LedgerExtension();
  @TempDir Path folder;
  private TestStorage storage;
  private Jobs jobs;

  @BeforeEach
  void open() {
    storage = new TestStorage(LEDGER, folder);
    jobs = storage.stores().jobs();
  }

  @Test
  void anotherSubjectsJobIsNotFound() {
    JobId job = storage.guardedJob();

    assertThat(jobs.find(storage.newSubject(), job)).isEmpty();
    assertThat(jobs.find(job)).isPresent();
  }

  @Test
  void pagesThroughASubjectsJobsNewestFirstWithoutGapOrRepeat() {
    SubjectId subject = storage.consentingSubject();
    List<JobId> ordered = new ArrayList<>();
    for (int i = 0; i < 5; i++) {
      ordered.add(0, storage.guardedJob(subject));
      storage.clock().advance(Duration.ofSeconds(1));
    }
    storage.guardedJob();

    JobPage first = jobs.list(subject, null, 2);
    JobPage second = jobs.list(subject, reread(first.next()), 2);
    storage.guardedJob(subject);
    JobPage third = jobs.list(subject, reread(second.next()), 2);

    List<JobId> seen = new ArrayList<>();
    for (JobPage page : List.of(first, second, third)) {
      page.jobs().forEach(job -> seen.add(job.id()));
    }
    assertThat(seen).isEqualTo(ordered);
    assertThat(third.next()).isNull();
  }

  @Test
  void jobsOrderedInTheSameInstantAreAllListed() {
    SubjectId subject = storage.consentingSubject();
    JobId one = storage.guardedJob(subject);
    JobId other = storage.guardedJob(subject);

    JobPage first = jobs.list(subject, null, 1);
    JobPage second = jobs.list(subject, first.next(), 1);

    assertThat(List.of(first.jobs().get(0).id(), second.jobs().get(0).id()))
        .containsExactlyInAnyOrder(one, other);
  }

  @Test
  void aMadeUpCursorIsNone() {
    assertThat(JobCursor.parse("made-up")).isEmpty();
    assertThat(JobCursor.parse("*")).isEmpty();
    assertThat(JobCursor.parse("f".repeat(38))).isEmpty();
  }

  @Test
  void goesOnOnlyWithConsentInForce() {
    SubjectId subject = storage.consentingSubject();
    JobId job = storage.guardedJob(subject);
    storage.withdraw(subject);

    assertThat(jobs.requireConsent(job)).isFalse();
    assertThat(state(job)).isEqualTo(JobState.AWAITING_UPLOAD);

    storage.grant(subject);
    assertThat(jobs.requireConsent(job)).isTrue();
    assertThat(jobs.requireConsent(job)).isTrue();
    assertThat(state(job)).isEqualTo(JobState.PREPARING);
    assertThat(jobs.events(job, 0))
        .extracting(JobEvent::state)
        .containsExactly(JobState.AWAITING_UPLOAD, JobState.PREPARING);
  }

  @Test
  void eventsGoOnWhereAReaderStopped() {
    JobId job = storage.guardedJob();
    long known = jobs.events(job, 0).get(0).id();
    jobs.requireConsent(job);

    assertThat(jobs.events(job, known))
        .extracting(JobEvent::state)
        .containsExactly(JobState.PREPARING);
  }

  @Test
  void nothingCanBeCollectedBeforeItIsReady() {
    JobId job = storage.guardedJob();

    assertThat(jobs.collected(job)).isFalse();
    assertThat(jobs.collected(JobId.random())).isFalse();
  }

  @Test
  void aForgottenJobGivesItsPromptToNobodyAndMovesNoMore() {
    JobId job = storage.guardedJob();
    storage.stores().erasures().begin(job, null);

    assertThatThrownBy(() -> jobs.prompt(job)).isInstanceOf(JobForgotten.class);
    assertThatThrownBy(() -> jobs.requireConsent(job)).isInstanceOf(JobForgotten.class);
  }

  @Test
  void unfinishedJobsAreThoseWhoseErasureHasNotBegun() {
    SubjectId subject = storage.consentingSubject();
    JobId running = storage.guardedJob(subject);
    JobId erasing = storage.guardedJob(subject);
    storage.stores().erasures().begin(erasing, null);

    assertThat(jobs.unfinished(subject)).containsExactly(running);
  }

  @Test
  void noColumnHoldsThePromptInClear() {
    storage.guardedJob();
    String hex = HexFormat.of().formatHex(TestStorage.PROMPT.getBytes(StandardCharsets.UTF_8));

    List<String> tables =
        LEDGER
            .jdbi()
            .withHandle(
                handle ->
                    handle
                        .select(
                            "SELECT relname FROM pg_class WHERE relkind = 'r'"
                                + " AND relnamespace = 'public'::regnamespace")
                        .mapTo(String.class)
                        .list());

    assertThat(tables).contains("jobs", "idempotency_keys");
    for (String table : tables) {
      List<String> rows =
          LEDGER
              .jdbi()
              .withHandle(
                  handle ->
                      handle
                          .select("SELECT t::text FROM " + table + " t")
                          .mapTo(String.class)
                          .list());
      assertThat(rows).noneMatch(row -> row.contains(TestStorage.PROMPT) || row.contains(hex));
    }
  }

  @Test
  void whoeverWaitsForAJobHearsOfEachChange() throws Exception {
    JobId job = storage.guardedJob();
    try (Connection connection = LEDGER.dataSource().getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute("LISTEN lethe_job");

      jobs.requireConsent(job);

      PGNotification[] heard = connection.unwrap(PGConnection.class).getNotifications(10_000);
      assertThat(heard).extracting(PGNotification::getParameter).contains(job.toString());
    }
  }

  private JobState state(JobId job) {
    return jobs.find(job).orElseThrow().state();
  }

  private static JobCursor reread(@Nullable JobCursor cursor) {
    return JobCursor.parse(Objects.requireNonNull(cursor).encode()).orElseThrow();
  }
}
