package io.lethe.storage.holding;

import io.lethe.domain.JobId;
import io.lethe.domain.SubjectId;
import io.lethe.storage.holding.LedgerHolding.Export;
import io.lethe.storage.vault.Vault;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;

/**
 * The bytes of uploads and videos. Exported are their names and sizes; the videos themselves go
 * beside. Each object is erased with its job, by the job's guardian; what is left here is an object
 * whose job is forgotten.
 */
final class VaultHolding implements Holding {
  private static final String JOBS =
      """
      SELECT id
      FROM jobs
      WHERE subject_id = :subject
      ORDER BY ordered_at
      """;

  private static final Export STORED =
      new Export(
          "files",
          """
          SELECT job_id AS job, kind, content_type, size, stored_at
          FROM media
          WHERE status = 'STORED' AND job_id IN (SELECT id FROM jobs WHERE subject_id = :subject)
          ORDER BY stored_at
          """);

  private final Jdbi jdbi;
  private final Vault vault;

  VaultHolding(Jdbi jdbi, Vault vault) {
    this.jdbi = jdbi;
    this.vault = vault;
  }

  @Override
  public String name() {
    return "vault";
  }

  @Override
  public String what() {
    return "Uploads and videos, encrypted under a key for each job, until the job is erased.";
  }

  @Override
  public List<String> tables() {
    return List.of("media");
  }

  @Override
  public void export(SubjectId subject, ExportedRows out) throws IOException {
    List<Map<String, @Nullable Object>> stored =
        jdbi.withHandle(
            handle ->
                handle
                    .createQuery(STORED.query())
                    .bind("subject", subject)
                    .map((row, context) -> LedgerHolding.read(row, STORED, Optional.empty()))
                    .list());
    for (Map<String, @Nullable Object> row : stored) {
      out.add(STORED.list(), row);
    }
  }

  @Override
  public long erase(SubjectId subject) {
    long erased = 0;
    for (JobId job : jobs(subject)) {
      erased += vault.eraseAll(job);
      jdbi.useTransaction(handle -> vault.forgetRows(handle, job));
    }
    return erased;
  }

  @Override
  public long count(SubjectId subject) {
    return jobs(subject).stream().filter(job -> !vault.isEmpty(job)).count();
  }

  private List<JobId> jobs(SubjectId subject) {
    return jdbi.withHandle(
        handle -> handle.createQuery(JOBS).bind("subject", subject).mapTo(JobId.class).list());
  }
}
