package io.lethe.bench.crash;

import io.lethe.bench.crash.Inspection.Found;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * A run's table. A job counts in each row that it was struck in, and once in the last row, which
 * holds those that nothing ever struck too.
 */
record CrashReport(List<Round> rounds, List<Found> found) {

  boolean isClean() {
    return found.stream().allMatch(job -> job.faults().isEmpty());
  }

  List<String> lines() {
    List<String> lines = new ArrayList<>();
    lines.add(row("struck when", words(Blow.values()), "jobs", words(Fault.values())));
    lines.add("|---|" + "--:|".repeat(Blow.values().length + 1 + Fault.values().length));
    for (Point point : Point.values()) {
      Set<Integer> numbers = numbers(point);
      if (!numbers.isEmpty()) {
        lines.add(
            line(point.words(), round -> round.kind() == point, job -> wasStruckIn(job, numbers)));
      }
    }
    lines.add(line("**all**", round -> true, job -> true));
    lines.add("");
    lines.add("How the jobs ended: " + endings());
    found.stream()
        .filter(job -> !job.faults().isEmpty())
        .forEach(job -> lines.add("Wrong: " + sentence(job)));
    return lines;
  }

  private Set<Integer> numbers(Point point) {
    return rounds.stream()
        .filter(round -> round.kind() == point)
        .map(Round::number)
        .collect(Collectors.toSet());
  }

  private static boolean wasStruckIn(Found job, Set<Integer> rounds) {
    return job.wish() != null && job.wish().strikes().stream().anyMatch(rounds::contains);
  }

  private String line(String name, Predicate<Round> ofRounds, Predicate<Found> ofJobs) {
    List<Found> jobs = found.stream().filter(ofJobs).toList();
    List<String> blows =
        Arrays.stream(Blow.values())
            .map(blow -> count(rounds, ofRounds.and(round -> round.blow() == blow)))
            .toList();
    List<String> faults =
        Arrays.stream(Fault.values())
            .map(fault -> count(jobs, job -> job.faults().contains(fault)))
            .toList();
    return row(name, blows, Integer.toString(jobs.size()), faults);
  }

  private static <T> String count(List<T> things, Predicate<T> which) {
    return Long.toString(things.stream().filter(which).count());
  }

  private static String row(String name, List<String> blows, String jobs, List<String> faults) {
    return "| %s | %s | %s | %s |"
        .formatted(name, String.join(" | ", blows), jobs, String.join(" | ", faults));
  }

  private static List<String> words(Blow[] blows) {
    return Arrays.stream(blows).map(Blow::words).toList();
  }

  private static List<String> words(Fault[] faults) {
    return Arrays.stream(faults).map(Fault::words).toList();
  }

  private String endings() {
    Map<String, Long> counts =
        found.stream()
            .collect(
                Collectors.groupingBy(CrashReport::ending, TreeMap::new, Collectors.counting()));
    return counts.entrySet().stream()
        .map(entry -> entry.getKey() + " " + entry.getValue())
        .collect(Collectors.joining(", "));
  }

  private static String ending(Found job) {
    if (job.ledger() == null) {
      return "never ordered";
    }
    String outcome = String.valueOf(job.ledger().outcome());
    return job.ledger().reason() == null ? outcome : outcome + " " + job.ledger().reason();
  }

  private static String sentence(Found job) {
    String id = job.ledger() == null ? "no job" : "job " + job.ledger().id();
    String state = job.ledger() == null ? "" : job.ledger().state() + " ";
    String wish =
        job.wish() == null
            ? "nobody's"
            : "%s, struck in rounds %s%s"
                .formatted(
                    job.wish().plan(),
                    job.wish().strikes(),
                    job.wish().trouble() == null ? "" : ", " + job.wish().trouble());
    return "%s, %s%s: %s (%s)".formatted(id, state, ending(job), job.faults(), wish);
  }
}
