package io.lethe.storage.subject;

import static org.assertj.core.api.Assertions.assertThat;

import io.lethe.storage.testing.LedgerExtension;
import io.lethe.storage.testing.TestStorage;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

class SubjectsTest {
  @RegisterExtension static final LedgerExtension LEDGER = new LedgerExtension();
  @TempDir Path folder;
  private Subjects subjects;

  @BeforeEach
  void open() {
    subjects = new TestStorage(LEDGER, folder).stores().subjects();
  }

  @Test
  void theSamePersonIsTheSameSubject() {
    assertThat(subjects.recognise("https://idp.example", "ada"))
        .isEqualTo(subjects.recognise("https://idp.example", "ada"))
        .isNotEqualTo(subjects.recognise("https://idp.example", "grace"))
        .isNotEqualTo(subjects.recognise("https://other.example", "ada"));
  }

  @Test
  void issuerAndSubjectCanNotBeConfused() {
    assertThat(subjects.recognise("ab", "c")).isNotEqualTo(subjects.recognise("a", "bc"));
  }

  @Test
  void theNameTheIdentityProviderGivesIsNotStored() {
    subjects.recognise("https://idp.example", "recognisable-name");

    List<String> rows =
        LEDGER
            .jdbi()
            .withHandle(
                handle ->
                    handle
                        .select("SELECT s::text || encode(digest, 'escape') FROM subjects s")
                        .mapTo(String.class)
                        .list());

    assertThat(rows)
        .isNotEmpty()
        .noneMatch(row -> row.contains("recognisable") || row.contains("idp.example"));
  }
}
