package io.lethe.domain.video;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The page is drawn from the enums that enforce it. A failure prints the page as it should be. */
class StatesPageTest {

  @Test
  void thePageSaysWhatTheEnumsSay() throws Exception {
    assertThat(Files.readString(Path.of("../docs/states.md"))).isEqualTo(page());
  }

  private static String page() {
    StringBuilder page = new StringBuilder("# States and outcomes of a job\n\n");
    page.append(
        "Drawn from `JobState`, `Outcome` and `Reason`, which enforce it; a test holds this page to them.\n\n");
    page.append("| state | means | the client should | may become |\n|---|---|---|---|\n");
    for (JobState state : JobState.values()) {
      String next = state.next().stream().map(Enum::name).collect(Collectors.joining(", "));
      page.append(
          "| `%s` | %s | %s | %s |\n"
              .formatted(
                  state,
                  state.meaning(),
                  state.whatComesNext(),
                  next.isEmpty() ? "(the end)" : next));
    }
    page.append(
        "\nThe outcome is decided once, when the erasure begins.\n\n| outcome | means |\n|---|---|\n");
    for (Outcome outcome : Outcome.values()) {
      page.append("| `%s` | %s |\n".formatted(outcome, outcome.meaning()));
    }
    page.append("\nWhere the outcome alone does not say why:\n\n| reason | means |\n|---|---|\n");
    for (Reason reason : Reason.values()) {
      page.append("| `%s` | %s |\n".formatted(reason, reason.meaning()));
    }
    return page.toString();
  }
}
