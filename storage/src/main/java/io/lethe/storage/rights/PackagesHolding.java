package io.lethe.storage.rights;

import io.lethe.domain.SubjectId;
import io.lethe.storage.holding.ExportedRows;
import io.lethe.storage.holding.Holding;
import io.lethe.storage.vault.ObjectStore;
import io.lethe.storage.vault.VaultUnavailable;
import java.io.IOException;
import java.util.List;
import org.jdbi.v3.core.Jdbi;

/**
 * Access packages that wait to be downloaded. They are copies: nothing of them is given out again.
 */
public final class PackagesHolding implements Holding {
  private final Jdbi jdbi;
  private final ObjectStore objects;

  public PackagesHolding(Jdbi jdbi, ObjectStore objects) {
    this.jdbi = jdbi;
    this.objects = objects;
  }

  @Override
  public String name() {
    return "packages";
  }

  @Override
  public String what() {
    return "Copies of your data that you asked for and did not download yet.";
  }

  @Override
  public List<String> tables() {
    return List.of("packages");
  }

  @Override
  public void export(SubjectId subject, ExportedRows out) {}

  @Override
  public long erase(SubjectId subject) {
    long erased = 0;
    for (PackagesDao.Row row : rows(subject)) {
      erased += erase(row);
    }
    return erased;
  }

  private long erase(PackagesDao.Row row) {
    try {
      long erased = PackageObjects.erase(objects, row.requestId(), row.object());
      jdbi.useExtension(PackagesDao.class, dao -> dao.delete(row.requestId()));
      return erased;
    } catch (IOException e) {
      throw new VaultUnavailable(e);
    }
  }

  @Override
  public long count(SubjectId subject) {
    return rows(subject).size();
  }

  private List<PackagesDao.Row> rows(SubjectId subject) {
    return jdbi.withExtension(PackagesDao.class, dao -> dao.ofSubject(subject));
  }
}
