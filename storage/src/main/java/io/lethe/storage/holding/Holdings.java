package io.lethe.storage.holding;

import io.lethe.storage.account.Accounts;
import io.lethe.storage.consent.Suppressions;
import io.lethe.storage.identifier.Identifiers;
import io.lethe.storage.key.SubjectKeys;
import io.lethe.storage.vault.Vault;
import io.lethe.storage.video.Jobs;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jdbi.v3.core.Jdbi;

/**
 * The one list of places where data about a subject lies, in the order in which they are erased: a
 * place comes before what it refers to, and the subject itself comes last. A test fails when a
 * personal column of the ledger belongs to none.
 */
public record Holdings(List<Holding> all) {
  /** Tables about people that an erasure leaves as they are, on purpose. */
  static final List<String> OUTLIVING = List.of("suppressions");

  public Holdings {
    all = List.copyOf(all);
  }

  /** What they are put together from. */
  public record Foundation(
      Jdbi jdbi,
      SubjectKeys keys,
      Jobs jobs,
      Vault vault,
      Accounts accounts,
      Suppressions suppressions,
      Identifiers identifiers) {}

  /**
   * @param packages the copies that people asked for
   */
  public static Holdings of(Foundation on, Holding packages) {
    Map<String, Correcting> correctable =
        Map.of(
            "account", new AccountCorrecting(on.accounts()),
            "identifiers", new DeviceCorrecting(on.identifiers()));
    return new Holdings(
        Stream.concat(
                Stream.of(packages, new VaultHolding(on.jdbi(), on.vault())),
                LedgerTables.inOrderOfErasure().stream()
                    .map(
                        tables ->
                            new LedgerHolding(
                                on.jdbi(),
                                on.keys(),
                                tables,
                                correctable.getOrDefault(tables.name(), Correcting.NOTHING))))
            .map(holding -> withWhatNoQueryReads(holding, on))
            .toList());
  }

  private static Holding withWhatNoQueryReads(Holding holding, Foundation on) {
    return switch (holding.name()) {
      case "jobs" -> new Prompts(holding, on.jobs());
      case "consents" -> new Objections(holding, on.accounts(), on.suppressions());
      default -> holding;
    };
  }

  public List<String> names() {
    return all.stream().map(Holding::name).toList();
  }
}
