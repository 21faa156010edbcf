package io.lethe.storage.holding;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lethe.domain.JobId;
import io.lethe.domain.SubjectId;
import io.lethe.domain.rights.Right;
import io.lethe.storage.testing.LedgerExtension;
import io.lethe.storage.testing.People;
import io.lethe.storage.testing.Requests;
import io.lethe.storage.testing.TestStorage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

class HoldingsTest {
  @RegisterExtension static final LedgerExtension LEDGER = new LedgerExtension();
  @TempDir Path folder;
  private TestStorage storage;
  private Holdings holdings;

  @BeforeEach
  void open() {
    storage = new TestStorage(LEDGER, folder);
    holdings = storage.stores().people().holdings();
  }

  @Test
  void everyTableThatTellsSomethingAboutAPersonBelongsToExactlyOneOrOutlivesThemOnPurpose() {
    List<String> covered =
        Stream.concat(
                holdings.all().stream().flatMap(holding -> holding.tables().stream()),
                Holdings.OUTLIVING.stream())
            .toList();

    assertThat(covered).doesNotHaveDuplicates();
    assertThat(DataMap.of(LEDGER.jdbi()).tables().stream().filter(DataMap.Table::isPersonal))
        .extracting(DataMap.Table::name)
        .isNotEmpty()
        .allMatch(covered::contains);
  }

  @Test
  void givesOutAllThatIsKeptInWords() throws IOException {
    SubjectId subject = knownByEverything();
    JobId open = storage.guardedJob(subject);

    Map<String, List<Map<String, ?>>> exported = export(subject);

    assertThat(exported.keySet())
        .contains(
            "account",
            "mail",
            "usageEvents",
            "identifiers",
            "egress",
            "consents",
            "jobs",
            "receipts",
            "subject");
    assertThat(exported.get("account").get(0).toString())
        .contains("planted-ada@example.org", "planted-name", "pt-BR");
    assertThat(exported.get("identifiers").toString()).contains("planted-device");
    assertThat(exported.get("egress").toString()).contains("fal.ai", "FILE");
    assertThat(exported.get("prompts").toString()).contains(TestStorage.PROMPT, open.toString());
  }

  @Test
  void givesOutSinceWhenAPersonObjectsToPromotionalMail() throws IOException {
    SubjectId subject = knownByEverything();
    assertThat(export(subject)).doesNotContainKey("objections");

    Requests.ask(storage, subject, Right.MARKETING_OPT_OUT);

    assertThat(export(subject).get("objections"))
        .containsExactly(Map.of("since", storage.clock().instant()));
  }

  @Test
  void givesOutNothingOfOneWhoIsNotKnown() throws IOException {
    assertThat(export(SubjectId.random())).isEmpty();
  }

  @Test
  void erasesAllOfOneSubjectAndNothingOfAnother() {
    SubjectId subject = knownByEverything();
    List<JobId> jobs = jobsOf(subject);
    SubjectId other = knownByEverything();
    List<String> ofOther = rowsThatMention(other, jobsOf(other));
    beginErasing(subject);

    for (Holding holding : holdings.all()) {
      holding.erase(subject);
      assertThat(holding.count(subject)).as(holding.name()).isZero();
    }

    assertThat(rowsThatMention(subject, jobs)).isEmpty();
    assertThat(rowsThatMention(other, jobsOf(other))).isEqualTo(ofOther).isNotEmpty();
  }

  @Test
  void evidenceLeavesOnlyWithItsSubject() {
    SubjectId subject = knownByEverything();

    for (Holding holding : holdings.all()) {
      if (List.of("consents", "jobs").contains(holding.name())) {
        assertThatThrownBy(() -> holding.erase(subject)).hasMessageContaining("only ever added");
      }
    }
  }

  private SubjectId knownByEverything() {
    return People.knownByEverything(storage, LEDGER, folder);
  }

  private void beginErasing(SubjectId subject) {
    LEDGER
        .jdbi()
        .useHandle(
            handle ->
                handle.execute("UPDATE subjects SET erasing_at = now() WHERE id = ?", subject));
  }

  private Map<String, List<Map<String, ?>>> export(SubjectId subject) throws IOException {
    Map<String, List<Map<String, ?>>> exported = new TreeMap<>();
    for (Holding holding : holdings.all()) {
      holding.export(
          subject,
          (list, row) -> exported.computeIfAbsent(list, name -> new ArrayList<>()).add(row));
    }
    return exported;
  }

  private static List<JobId> jobsOf(SubjectId subject) {
    return LEDGER
        .jdbi()
        .withHandle(
            handle ->
                handle
                    .select("SELECT id FROM jobs WHERE subject_id = ? ORDER BY id", subject)
                    .mapTo(JobId.class)
                    .list());
  }

  /** Asks every table there is, not the holdings: they would only repeat what they believe. */
  private static List<String> rowsThatMention(SubjectId subject, List<JobId> jobs) {
    List<String> ids = new ArrayList<>(jobs.stream().map(JobId::toString).toList());
    ids.add(subject.toString());
    return LEDGER
        .jdbi()
        .withHandle(
            handle -> {
              List<String> rows = new ArrayList<>();
              for (DataMap.Table table : DataMap.of(LEDGER.jdbi()).tables()) {
                handle
                    .select("SELECT t::text FROM " + table.name() + " t ORDER BY 1")
                    .mapTo(String.class)
                    .filter(row -> ids.stream().anyMatch(row::contains))
                    .forEach(row -> rows.add(table.name() + " " + row));
              }
              return rows;
            });
  }
}
