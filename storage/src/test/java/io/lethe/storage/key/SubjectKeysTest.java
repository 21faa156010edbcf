package io.lethe.storage.key;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lethe.domain.SubjectId;
import io.lethe.storage.ledger.SubjectForgotten;
import io.lethe.storage.testing.LedgerExtension;
import io.lethe.storage.testing.TestStorage;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

class SubjectKeysTest {
  @RegisterExtension static final LedgerExtension LEDGER = new LedgerExtension();
  @TempDir Path folder;
  private TestStorage storage;
  private SubjectKeys keys;

  @BeforeEach
  void open() {
    storage = new TestStorage(LEDGER, folder);
    keys =
        new SubjectKeys(
            LEDGER.jdbi(), KeyFolder.open(folder.resolve("keys"), true).master(), storage.clock());
  }

  @Test
  void manyAtOnceGetTheSameKey() {
    SubjectId subject = storage.newSubject();
    var sealed =
        IntStream.range(0, 8)
            .mapToObj(i -> CompletableFuture.supplyAsync(() -> seal(subject, "x")))
            .toList()
            .stream()
            .map(CompletableFuture::join)
            .toList();

    SubjectKey key = keys.find(subject).orElseThrow();

    assertThat(sealed).allSatisfy(one -> assertThat(key.unseal("a.b", one)).isEqualTo("x"));
  }

  @Test
  void aValueThatWasMovedToAnotherColumnOrSubjectDoesNotOpen() {
    SubjectId subject = storage.newSubject();
    SubjectId other = storage.newSubject();
    byte[] sealed = seal(subject, "x");
    seal(other, "y");

    assertThatThrownBy(() -> keys.find(subject).orElseThrow().unseal("a.c", sealed))
        .isInstanceOf(IllegalStateException.class);
    assertThatThrownBy(() -> keys.find(other).orElseThrow().unseal("a.b", sealed))
        .isInstanceOf(IllegalStateException.class);
  }

  @Test
  void onceItIsDestroyedThereIsNoOther() {
    SubjectId subject = storage.newSubject();
    seal(subject, "x");

    int destroyed = LEDGER.jdbi().inTransaction(handle -> keys.destroy(handle, subject));

    assertThat(destroyed).isOne();
    assertThat(keys.find(subject)).isEmpty();
    assertThatThrownBy(() -> seal(subject, "x")).isInstanceOf(SubjectForgotten.class);
  }

  @Test
  void nothingIsSealedForASubjectThatIsBeingErased() {
    SubjectId subject = storage.newSubject();
    LEDGER
        .jdbi()
        .useHandle(
            handle ->
                handle.execute("UPDATE subjects SET erasing_at = now() WHERE id = ?", subject));

    assertThatThrownBy(() -> seal(subject, "x")).isInstanceOf(SubjectForgotten.class);
  }

  private byte[] seal(SubjectId subject, String text) {
    return LEDGER
        .jdbi()
        .inTransaction(handle -> keys.forWriting(handle, subject).seal("a.b", text));
  }
}
