package io.lethe.dev.absence;

import io.lethe.dev.ExplainedFailure;
import io.lethe.dev.system.SystemAddresses;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;

/**
 * Looks for what is left of an erased job, in the places themselves: the vault's folder and the
 * ledger's tables. It asks in SQL of its own, because asking through the stores would only repeat
 * what they believe.
 */
public final class AbsenceCheck {
  private static final String REMAINS =
      """
      SELECT
        (SELECT count(*) FROM keys WHERE job_id = jobs.id AND wrapped IS NOT NULL) AS keys,
        (SELECT max(destroyed_at)::text FROM keys WHERE job_id = jobs.id) AS destroyed_at,
        (SELECT count(*) FROM media WHERE job_id = jobs.id AND status <> 'ERASED') AS media,
        (prompt IS NOT NULL)::int AS prompts,
        (SELECT count(*) FROM idempotency_keys
         WHERE job_id = jobs.id AND request_digest IS NOT NULL) AS digests
      FROM jobs
      WHERE id = ?
      """;

  private final SystemAddresses at;
  private final Path vault;

  public AbsenceCheck(SystemAddresses at, Path vault) {
    this.at = at;
    this.vault = vault;
  }

  /**
   * Returns what was looked at and what was found, in sentences.
   *
   * @throws ExplainedFailure if anything is left
   */
  public List<String> of(String job) {
    long files = filesInVault();
    List<Path> left = filesOf(job);
    Remains remains = remains(job);
    if (!left.isEmpty() || remains.isAny()) {
      throw new ExplainedFailure(
          "Something is left of job %s: %d files; in the ledger %s."
              .formatted(job, left.size(), remains));
    }
    requireTombstone(job);
    return List.of(
        "Looked for what is left of job " + job + ":",
        "  photo and video  gone: no file of the job in %s (%d other files there), no medium in the ledger"
            .formatted(vault, files),
        "  their key        gone: destroyed at %s, the ledger holds no key of the job"
            .formatted(remains.destroyedAt()),
        "  prompt           gone: the ledger's column is empty, and so is the digest of the order",
        "  A tombstone of one byte is set, so that no older backup brings the job back.");
  }

  private void requireTombstone(String job) {
    Path tombstone = vault.resolve("tombstones/job").resolve(job);
    if (!Files.isRegularFile(tombstone)) {
      throw new ExplainedFailure(
          "Job %s has no tombstone %s: an older backup could bring it back."
              .formatted(job, tombstone));
    }
  }

  private long filesInVault() {
    try (Stream<Path> files = walk()) {
      return files.filter(Files::isRegularFile).count();
    } catch (IOException e) {
      throw unreadable(e);
    }
  }

  private List<Path> filesOf(String job) {
    try (Stream<Path> files = walk()) {
      return files
          .filter(Files::isRegularFile)
          .filter(file -> file.toString().contains(job))
          .toList();
    } catch (IOException e) {
      throw unreadable(e);
    }
  }

  /** Tombstones, which lie beside it, bear the jobs' numbers and nothing else. */
  private Stream<Path> walk() throws IOException {
    Path jobs = vault.resolve("jobs");
    return Files.exists(jobs) ? Files.walk(jobs) : Stream.empty();
  }

  private ExplainedFailure unreadable(IOException e) {
    return new ExplainedFailure("The vault's folder %s can't be read.".formatted(vault), e);
  }

  private Remains remains(String job) {
    try (Connection ledger = DriverManager.getConnection(at.ledger(), "postgres", "");
        PreparedStatement question = ledger.prepareStatement(REMAINS)) {
      question.setObject(1, UUID.fromString(job));
      try (ResultSet answer = question.executeQuery()) {
        if (!answer.next()) {
          throw new ExplainedFailure("The ledger does not know job " + job + ".");
        }
        return new Remains(
            answer.getLong("keys"),
            answer.getString("destroyed_at"),
            answer.getLong("media"),
            answer.getLong("prompts"),
            answer.getLong("digests"));
      }
    } catch (SQLException e) {
      throw new ExplainedFailure("The ledger at %s did not answer.".formatted(at.ledger()), e);
    }
  }

  private record Remains(long keys, String destroyedAt, long media, long prompts, long digests) {
    boolean isAny() {
      return keys + media + prompts + digests > 0;
    }
  }
}
