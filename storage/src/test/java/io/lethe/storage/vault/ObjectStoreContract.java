package io.lethe.storage.vault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.channels.Channels;
import java.nio.channels.SeekableByteChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.NoSuchFileException;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What every object store does; each store's test implements this. */
interface ObjectStoreContract {

  ObjectStore store();

  @Test
  default void givesBackWhatWasPut() throws IOException {
    put("jobs/a/one", "some bytes");

    assertThat(read("jobs/a/one", 0)).isEqualTo("some bytes");
  }

  @Test
  default void readsFromAnyPlace() throws IOException {
    put("jobs/a/one", "0123456789");

    assertThat(read("jobs/a/one", 4)).isEqualTo("456789");
  }

  @Test
  default void putsAllOrNothing() throws IOException {
    ObjectStore.Content breakingOff =
        out -> {
          out.write(new byte[100_000]);
          throw new IOException("the source broke off");
        };

    assertThatThrownBy(() -> store().put("jobs/a/one", breakingOff))
        .hasMessage("the source broke off");
    assertThatThrownBy(() -> store().open("jobs/a/one")).isInstanceOf(NoSuchFileException.class);
    assertThat(store().list("jobs/a/")).isEmpty();
  }

  @Test
  default void deletingWhatIsGoneSucceeds() throws IOException {
    put("jobs/a/one", "x");

    assertThat(store().delete("jobs/a/one")).isTrue();
    assertThat(store().delete("jobs/a/one")).isFalse();
    assertThatThrownBy(() -> store().open("jobs/a/one")).isInstanceOf(NoSuchFileException.class);
  }

  @Test
  default void listsAJobAndNotItsNeighbours() throws IOException {
    put("jobs/a/one", "x");
    put("jobs/a/two", "x");
    put("jobs/ab/three", "x");

    assertThat(store().list("jobs/a/")).containsExactlyInAnyOrder("jobs/a/one", "jobs/a/two");
    assertThat(store().list("jobs/nobody/")).isEmpty();
  }

  @Test
  default void tellsWhatWasWrittenBefore() throws IOException {
    put("jobs/a/one", "x");

    assertThat(store().listWrittenBefore("jobs/", Instant.now().minusSeconds(600))).isEmpty();
    assertThat(store().listWrittenBefore("jobs/", Instant.now().plusSeconds(600)))
        .containsExactly("jobs/a/one");
    assertThat(store().exists("jobs/a/one")).isTrue();
    assertThat(store().exists("jobs/a/two")).isFalse();
  }

  @Test
  default void takesNoNameThatLeadsElsewhere() {
    for (String name : List.of("../outside", "/etc/passwd", "jobs/../../outside", "jobs//a", "")) {
      assertThatThrownBy(() -> put(name, "x"))
          .as(name)
          .isInstanceOf(IllegalArgumentException.class);
    }
  }

  private void put(String name, String content) throws IOException {
    store().put(name, out -> out.write(content.getBytes(StandardCharsets.UTF_8)));
  }

  private String read(String name, long from) throws IOException {
    try (SeekableByteChannel channel = store().open(name).position(from)) {
      return new String(Channels.newInputStream(channel).readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
