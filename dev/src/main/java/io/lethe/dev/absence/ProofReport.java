package io.lethe.dev.absence;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * What was planted, what was done, where it was looked for, and what was found.
 *
 * @param markers what was planted, in words
 * @param sequences how many different byte sequences were searched for at the end
 * @param jobs how each job ended, by what was done to it
 * @param places how many different files and answers were searched
 * @param looks how often any of them was searched
 * @param rounds how often the files were gone through
 * @param sent how many requests the simulated fal.ai got
 * @param excess what was sent to it beyond what may be
 * @param missed rules of what is answered that were broken
 */
public record ProofReport(
    Instant from,
    Instant to,
    List<String> markers,
    int sequences,
    Map<String, String> jobs,
    int workflows,
    int answers,
    int places,
    long looks,
    int rounds,
    long bytes,
    int sent,
    List<String> excess,
    List<String> missed,
    List<Hit> hits) {

  /** Whether nothing was found where nothing may be. */
  public boolean clean() {
    return hits.isEmpty() && excess.isEmpty() && missed.isEmpty();
  }

  /** For people. */
  public List<String> lines() {
    List<String> lines = new ArrayList<>();
    lines.add("");
    lines.add(
        "Searched from %s to %s (%d s), while the system ran, after it was killed, and after it stopped."
            .formatted(second(from), second(to), Duration.between(from, to).toSeconds()));
    lines.add(
        "First, a marker was written into a file in every encoding below: the search found each.");
    lines.add("");
    lines.add("What was done:");
    jobs.forEach((done, outcome) -> lines.add("  %-52s %s".formatted(done, outcome)));
    lines.add("");
    lines.add("Planted: %d markers, in".formatted(markers.size()));
    lines.addAll(wrapped(String.join(", ", markers)));
    lines.add("Each as:");
    lines.addAll(
        wrapped(
            Arrays.stream(Encoding.values()).map(Encoding::words).collect(Collectors.joining("; "))
                + ": %s byte sequences in all".formatted(grouped(sequences))));
    lines.add("");
    lines.add("Searched, byte by byte:");
    lines.add(
        "  %s files and answers, %s bytes in all. %d rounds, each over all files that had changed"
            .formatted(grouped(places), grouped(bytes), rounds));
    lines.add("  since the one before: %s looks into a file".formatted(grouped(looks)));
    lines.add(
        "  PostgreSQL's data with its write-ahead log, Temporal's database, the vault, keys,");
    lines.add("  temporary files, logs and output of every process, files open without a name;");
    lines.add(
        "  the histories, memos and search attributes of %d workflows; %d answers of the API,"
            .formatted(workflows, answers));
    lines.add("  among them every problem, the metrics, the health pages and the list of threads");
    lines.add("");
    lines.add("Hits: " + hits.size());
    hits.forEach(hit -> lines.add("  " + hit));
    lines.add("");
    lines.add(
        "The simulated fal.ai stands for the world outside: its folder was not searched, but its %d"
            .formatted(sent));
    lines.add(
        "requests were read. Beyond the sanitised photo, the prompt, the model's parameters and known");
    lines.add("headers it was sent: " + (excess.isEmpty() ? "nothing" : ""));
    excess.forEach(one -> lines.add("  " + one));
    missed.forEach(one -> lines.add("Not as promised: " + one));
    lines.add("");
    lines.add(
        "Not searched: the memory of the processes, and what is compressed or encrypted. The key of each");
    lines.add("erased job is destroyed; see its receipt.");
    return lines;
  }

  private static List<String> wrapped(String text) {
    List<String> lines = new ArrayList<>();
    StringBuilder line = new StringBuilder("  ");
    for (String word : text.split(" ")) {
      if (line.length() + word.length() > 98) {
        lines.add(line.toString().stripTrailing());
        line = new StringBuilder("  ");
      }
      line.append(word).append(' ');
    }
    lines.add(line.toString().stripTrailing());
    return lines;
  }

  private static Instant second(Instant instant) {
    return instant.truncatedTo(ChronoUnit.SECONDS);
  }

  private static String grouped(long number) {
    return String.format(Locale.ROOT, "%,d", number);
  }
}
