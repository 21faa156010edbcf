package io.lethe.dev.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lethe.dev.ExplainedFailure;
import java.net.URI;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OccupancyTest {
  private static final SystemAddresses ADDRESSES =
      new SystemAddresses(
          URI.create("http://localhost:1"),
          URI.create("http://localhost:2"),
          URI.create("http://localhost:3"),
          URI.create("http://localhost:5"),
          "jdbc:postgresql://localhost:4/lethe",
          null,
          null);

  @TempDir Path root;

  @Test
  void isGivenToOneAtATime() {
    VarFolder folder = new VarFolder(root);
    try (Occupancy first = Occupancy.take(folder).orElseThrow()) {
      assertThat(Occupancy.take(folder)).isEmpty();
      assertThat(first).isNotNull();
    }
    Occupancy.take(folder).orElseThrow().close();
  }

  @Test
  void tellsOthersWhereTheSystemIsReached() {
    VarFolder folder = new VarFolder(root);
    assertThat(Occupancy.running(folder)).isEmpty();
    try (Occupancy occupancy = Occupancy.take(folder).orElseThrow()) {
      assertThatThrownBy(() -> Occupancy.running(folder))
          .isInstanceOf(ExplainedFailure.class)
          .hasMessageContaining("just starting");
      occupancy.announce(ADDRESSES);
      assertThat(Occupancy.running(folder)).contains(ADDRESSES);
    }
    assertThat(Occupancy.running(folder)).isEmpty();
  }
}
