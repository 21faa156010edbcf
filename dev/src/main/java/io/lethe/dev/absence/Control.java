package io.lethe.dev.absence;

import io.lethe.dev.ExplainedFailure;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;

/** Shows, before anything else, that the search finds what does lie among a system's files. */
final class Control {
  private static final String MARKER = "control";

  private Control() {}

  /**
   * Writes a marker into a file in every encoding, searches for it, and removes the file.
   *
   * @throws ExplainedFailure if it is not found in each
   */
  static void check(Path root, WrittenFiles files, Random random) throws IOException {
    Markers markers = new Markers(random);
    String text = markers.words(MARKER, "Contrôle: %s + control");
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    for (Encoding encoding : Encoding.values()) {
      for (byte[] form : encoding.of(text)) {
        all.writeBytes(form);
        all.write(0);
      }
    }
    Path file = root.resolve("control");
    Files.write(file, all.toByteArray());
    Tally tally = new Tally();
    files.searchAll(new ByteSearch(markers.needles()), new ProcessHandle[0], tally);
    Files.delete(file);
    Set<Encoding> found = tally.hits().stream().map(Hit::encoding).collect(Collectors.toSet());
    if (!found.equals(EnumSet.allOf(Encoding.class))) {
      throw new ExplainedFailure("The search is blind: of a marker in a file it found " + found);
    }
  }
}
