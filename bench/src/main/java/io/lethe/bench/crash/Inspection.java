package io.lethe.bench.crash;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Looks into the places themselves when all is over: the vault's folder, the ledger's tables, what
 * fal.ai took and made, and what the apps were left with.
 */
final class Inspection {
  private static final Pattern JOB = Pattern.compile("[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}");

  /** One job and what is wrong with it. */
  record Found(@Nullable Wish wish, @Nullable LedgerJob ledger, Set<Fault> faults) {}

  private final World world;
  private final String ledger;
  private final Path vault;
  private final Duration grace;

  Inspection(World world, String ledger, Path vault, Duration grace) {
    this.world = world;
    this.ledger = ledger;
    this.vault = vault;
    this.grace = grace;
  }

  List<Found> of(List<Wish> wishes) throws IOException, SQLException, InterruptedException {
    Map<String, LedgerJob> jobs = new HashMap<>(LedgerJob.all(ledger));
    Set<String> withBytes = jobsWithBytes();
    List<Found> found = new ArrayList<>();
    for (Wish wish : wishes) {
      LedgerJob job = wish.job() == null ? null : jobs.remove(wish.job());
      List<String> submissions = world.submissions().of(wish.prompt());
      found.add(
          judged(new Evidence(wish, job, submissions, isMade(submissions), claim(withBytes, job))));
    }
    for (LedgerJob nobodys : jobs.values()) {
      found.add(judged(new Evidence(null, nobodys, List.of(), false, claim(withBytes, nobodys))));
    }
    // What is left of jobs that the ledger does not know.
    withBytes.forEach(
        unknown -> found.add(judged(new Evidence(null, null, List.of(), false, true))));
    return found;
  }

  private Found judged(Evidence evidence) {
    return new Found(evidence.wish(), evidence.job(), evidence.faults(grace));
  }

  private static boolean claim(Set<String> withBytes, @Nullable LedgerJob job) {
    return job != null && withBytes.remove(job.id());
  }

  private boolean isMade(List<String> submissions) throws IOException, InterruptedException {
    for (String request : submissions) {
      if (world.isMade(request)) {
        return true;
      }
    }
    return false;
  }

  /** One byte says that a job is erased: evidence that outlives a ledger that was restored. */
  private boolean isNoTombstone(Path file) {
    return !file.startsWith(vault.resolve("tombstones")) || file.toFile().length() > 1;
  }

  private Set<String> jobsWithBytes() throws IOException {
    Set<String> jobs = new HashSet<>();
    if (!Files.exists(vault)) {
      return jobs;
    }
    try (Stream<Path> files = Files.walk(vault)) {
      for (Path file : files.filter(Files::isRegularFile).filter(this::isNoTombstone).toList()) {
        Matcher job = JOB.matcher(vault.relativize(file).toString());
        jobs.add(job.find() ? job.group() : file.toString());
      }
    }
    return jobs;
  }
}
