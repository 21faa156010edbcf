package io.lethe.bench.crash;

import io.lethe.bench.crash.Wish.Plan;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
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

  /**
   * One job and what is wrong with it.
   *
   * @param wish absent for a job whose order no app was ever told of
   * @param ledger absent for a wish that never became a job
   */
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
      found.add(new Found(wish, job, faults(wish, job, withBytes)));
    }
    for (LedgerJob nobodys : jobs.values()) {
      found.add(new Found(null, nobodys, faults(null, nobodys, withBytes)));
    }
    // What is left of jobs that the ledger does not know.
    withBytes.forEach(job -> found.add(new Found(null, null, EnumSet.of(Fault.BYTES_LEFT))));
    return found;
  }

  private Set<Fault> faults(@Nullable Wish wish, @Nullable LedgerJob job, Set<String> withBytes)
      throws IOException, InterruptedException {
    Set<Fault> faults = EnumSet.noneOf(Fault.class);
    if (wish != null) {
      List<String> submissions = world.submissions().of(wish.prompt());
      add(faults, Fault.DOUBLE_SUBMIT, submissions.size() > 1);
      boolean journalled = job != null && job.sent() > 0;
      add(faults, Fault.UNJOURNALLED_SUBMIT, !submissions.isEmpty() && !journalled);
      add(faults, Fault.FOREIGN_VIDEO, job != null && !submissions.containsAll(job.requests()));
      add(faults, Fault.LOST_VIDEO, isMade(submissions) && !accountsForVideo(wish, job));
      add(faults, Fault.APP_LEFT_ALONE, wish.trouble() != null || !wish.isOver());
    }
    if (job != null) {
      add(faults, Fault.BYTES_LEFT, withBytes.remove(job.id()));
      add(faults, Fault.KEY_OR_VALUE_LEFT, job.left() > 0);
      add(faults, Fault.OPEN, !job.state().equals("ERASED"));
      add(
          faults,
          Fault.NO_RECEIPT,
          job.receiptAt() == null || job.receiptAt().isAfter(job.eraseBy().plus(grace)));
    }
    return faults;
  }

  private static void add(Set<Fault> faults, Fault fault, boolean isThere) {
    if (isThere) {
      faults.add(fault);
    }
  }

  private boolean isMade(List<String> submissions) throws IOException, InterruptedException {
    for (String request : submissions) {
      if (world.isMade(request)) {
        return true;
      }
    }
    return false;
  }

  /** Whether the subject has the video, or was told truly why not. */
  private static boolean accountsForVideo(Wish wish, @Nullable LedgerJob job) {
    if (job == null) {
      return false;
    }
    if (job.endedAs("DELIVERED")) {
      return wish.isWhole();
    }
    if (job.endedAs("CANCELLED")) {
      return wish.plan() == Plan.CANCEL;
    }
    return job.endedAs("UNCOLLECTED") || job.endedAs("OVERDUE") || job.isReportedUnknown();
  }

  private Set<String> jobsWithBytes() throws IOException {
    Set<String> jobs = new HashSet<>();
    // Tombstones, which lie beside them, bear a job's number and none of its bytes.
    Path objects = vault.resolve("jobs");
    if (!Files.exists(objects)) {
      return jobs;
    }
    try (Stream<Path> files = Files.walk(objects)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        Matcher job = JOB.matcher(objects.relativize(file).toString());
        jobs.add(job.find() ? job.group() : file.toString());
      }
    }
    return jobs;
  }
}
