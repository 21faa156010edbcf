package io.lethe.storage.holding;

import io.lethe.domain.SubjectId;
import io.lethe.storage.key.SubjectKeys;
import io.lethe.storage.vault.Vault;
import io.lethe.storage.video.Jobs;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jdbi.v3.core.Jdbi;

/**
 * The one list of places where data about a subject lies, in the order in which they are erased: a
 * place comes before what it refers to, and the subject itself comes last. A test fails when a
 * personal column of the ledger belongs to none.
 */
public record Holdings(List<Holding> all) {
  public Holdings {
    all = List.copyOf(all);
  }

  /**
   * @param packages the copies that people asked for
   */
  public static Holdings of(Jdbi jdbi, SubjectKeys keys, Jobs jobs, Vault vault, Holding packages) {
    return new Holdings(
        Stream.concat(
                Stream.of(packages, new VaultHolding(jdbi, vault)),
                LedgerTables.inOrderOfErasure().stream()
                    .map(tables -> new LedgerHolding(jdbi, keys, tables)))
            .map(holding -> holding.name().equals("jobs") ? new Prompts(holding, jobs) : holding)
            .toList());
  }

  /** The first that still has something of the subject, and how much. */
  public Optional<Remains> remains(SubjectId subject) {
    return all.stream()
        .map(holding -> new Remains(holding.name(), holding.count(subject)))
        .filter(remains -> remains.count() > 0)
        .findFirst();
  }

  public record Remains(String holding, long count) {}
}
