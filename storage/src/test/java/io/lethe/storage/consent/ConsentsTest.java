package io.lethe.storage.consent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lethe.domain.SubjectId;
import io.lethe.domain.consent.Consent;
import io.lethe.domain.consent.Decision;
import io.lethe.domain.consent.Notice;
import io.lethe.domain.consent.Purpose;
import io.lethe.storage.testing.LedgerExtension;
import io.lethe.storage.testing.TestStorage;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.jdbi.v3.core.JdbiException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ConsentsTest {
  @RegisterExtension static final LedgerExtension LEDGER = new LedgerExtension();
  @TempDir Path folder;
  private TestStorage storage;
  private Consents consents;
  private Notice notice;

  @BeforeEach
  void open() {
    storage = new TestStorage(LEDGER, folder);
    consents = storage.stores().consents();
    notice = storage.stores().notices().current(Purpose.AI_PROCESSING);
  }

  @Test
  void nothingIsConsentedToByDefault() {
    SubjectId subject = storage.newSubject();

    assertThat(consents.history(subject)).isEmpty();
    for (Purpose purpose : Purpose.values()) {
      assertThat(consents.inForce(subject, purpose)).isEmpty();
    }
  }

  @Test
  void aGrantRecordsWhatWasAgreedTo() {
    SubjectId subject = storage.newSubject();

    Consent consent = consents.grant(subject, notice, ConsentChannel.API);

    assertThat(consent.decision()).isEqualTo(Decision.GRANTED);
    assertThat(consent.noticeVersion()).isEqualTo(notice.version());
    assertThat(consent.noticeHash()).isEqualTo(notice.hash());
    assertThat(consent.recipients()).containsExactly("fal.ai", "Kling");
    assertThat(consent.decidedAt()).isEqualTo(TestStorage.START);
    assertThat(consents.find(subject, Purpose.AI_PROCESSING)).contains(consent);
    assertThat(consents.inForce(subject, Purpose.AI_PROCESSING)).contains(consent);
    assertThat(consents.inForce(subject, Purpose.MARKETING)).isEmpty();
  }

  @Test
  void grantingTwiceIsOneRecord() {
    SubjectId subject = storage.newSubject();
    Consent first = consents.grant(subject, notice, ConsentChannel.API);

    assertThat(consents.grant(subject, notice, ConsentChannel.API)).isEqualTo(first);
    assertThat(consents.history(subject)).hasSize(1);
  }

  @Test
  void aWithdrawalCountsFromNowOnAndTheHistoryStays() {
    SubjectId subject = storage.newSubject();
    Consent grant = consents.grant(subject, notice, ConsentChannel.API);

    Consent withdrawal = consents.withdraw(subject, Purpose.AI_PROCESSING, ConsentChannel.API);
    consents.withdraw(subject, Purpose.AI_PROCESSING, ConsentChannel.API);

    assertThat(withdrawal.decision()).isEqualTo(Decision.WITHDRAWN);
    assertThat(consents.inForce(subject, Purpose.AI_PROCESSING)).isEmpty();
    assertThat(consents.find(subject, Purpose.AI_PROCESSING)).contains(withdrawal);
    assertThat(consents.history(subject)).containsExactly(grant, withdrawal);
  }

  @Test
  void aGrantUnderAnotherNoticeIsNotInForce() {
    SubjectId subject = storage.newSubject();
    Notice outdated =
        new Notice(Purpose.AI_PROCESSING, 1, "0".repeat(64), List.of("fal.ai"), "Another text");

    Consent consent = consents.grant(subject, outdated, ConsentChannel.API);

    assertThat(consents.isInForce(consent)).isFalse();
    assertThat(consents.inForce(subject, Purpose.AI_PROCESSING)).isEmpty();
    consents.grant(subject, notice, ConsentChannel.API);
    assertThat(consents.inForce(subject, Purpose.AI_PROCESSING)).isPresent();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "UPDATE consents SET decision = 'GRANTED'",
        "DELETE FROM consents",
        "TRUNCATE consents CASCADE"
      })
  void noStatementChangesARecord(String statement) {
    storage.consentingSubject();

    assertThatThrownBy(() -> LEDGER.jdbi().useHandle(handle -> handle.execute(statement)))
        .isInstanceOf(JdbiException.class)
        .hasMessageContaining("only ever added");
  }

  @Test
  void aWithdrawalWaitsForWhoeverReliesOnTheConsent() throws Exception {
    SubjectId subject = storage.consentingSubject();
    CompletableFuture<Consent> withdrawal =
        LEDGER
            .jdbi()
            .inTransaction(
                handle -> {
                  assertThat(consents.inForce(handle, subject, Purpose.AI_PROCESSING)).isPresent();
                  CompletableFuture<Consent> asked =
                      CompletableFuture.supplyAsync(
                          () ->
                              consents.withdraw(
                                  subject, Purpose.AI_PROCESSING, ConsentChannel.API));
                  awaitSomeoneWaitingForALock();
                  assertThat(asked).isNotDone();
                  return asked;
                });

    withdrawal.get(10, TimeUnit.SECONDS);
    assertThat(consents.inForce(subject, Purpose.AI_PROCESSING)).isEmpty();
  }

  private static void awaitSomeoneWaitingForALock() {
    LEDGER
        .jdbi()
        .useHandle(
            handle -> {
              long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(10);
              while (handle
                      .select("SELECT count(*) FROM pg_locks WHERE NOT granted")
                      .mapTo(Long.class)
                      .one()
                  == 0) {
                assertThat(System.nanoTime()).isLessThan(deadline);
                Thread.onSpinWait();
              }
            });
  }
}
