package io.lethe.dev.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The code and the tests that the documents name are there. */
class LinksTest {
  private static final Path CHECKOUT = Path.of("..");
  private static final Pattern LINK = Pattern.compile("\\]\\((?!https?:|#)([^)#\\s]+)");

  @ParameterizedTest
  @MethodSource("documents")
  void leadSomewhere(Path document) throws IOException {
    assertThat(links(document)).allSatisfy(target -> assertThat(target).exists());
  }

  @Test
  void everyRowThatPromisesSomethingNamesWhatWouldFail() throws IOException {
    for (String document : List.of("README.md", "docs/privacy-policy.md")) {
      assertThat(guarantees(CHECKOUT.resolve(document)))
          .as(document)
          .hasSizeGreaterThan(20)
          .allSatisfy(row -> assertThat(lastCell(row)).containsPattern("(Test|IT)\\.java\\)"));
    }
  }

  private static List<String> guarantees(Path document) throws IOException {
    boolean inTable = false;
    Stream.Builder<String> rows = Stream.builder();
    for (String line : Files.readAllLines(document)) {
      if (line.endsWith("| the test that would fail |")) {
        inTable = true;
      } else if (!line.startsWith("|")) {
        inTable = false;
      } else if (inTable && !line.startsWith("|---")) {
        rows.add(line);
      }
    }
    return rows.build().toList();
  }

  private static String lastCell(String row) {
    String[] cells = row.split("\\|");
    return cells[cells.length - 1];
  }

  private static List<Path> links(Path document) throws IOException {
    Path folder = document.toAbsolutePath().getParent();
    return LINK.matcher(Files.readString(document))
        .results()
        .map(link -> folder.resolve(link.group(1)).normalize())
        .toList();
  }

  static List<Path> documents() throws IOException {
    try (Stream<Path> docs = Files.walk(CHECKOUT.resolve("docs"));
        Stream<Path> bench = Files.list(CHECKOUT.resolve("bench"))) {
      return Stream.of(Stream.of(CHECKOUT.resolve("README.md")), docs, bench)
          .flatMap(paths -> paths)
          .filter(path -> path.toString().endsWith(".md"))
          .sorted()
          .toList();
    }
  }
}
