package io.lethe.storage.vault;

import com.fasterxml.jackson.annotation.JsonProperty;
import jakarta.validation.constraints.NotNull;
import java.nio.file.Path;
import java.time.Duration;

/**
 * The section {@code vault} of the configuration.
 *
 * @param folder where encrypted objects lie
 * @param keys the folder of the master key, the digest key and the receipts' signing key; never on
 *     the disk that {@code folder} is on, nor in its backups
 * @param createMissingKeys whether keys that are missing are made at start-up: for development;
 *     elsewhere a missing key is a mistake, and making a new one would hide it
 * @param expireAfter objects of jobs are deleted at this age, whatever ledger and workflows say
 * @param tombstonesKept as long as the oldest backup of the ledger
 */
public record VaultSettings(
    @NotNull @JsonProperty Path folder,
    @NotNull @JsonProperty Path keys,
    @JsonProperty boolean createMissingKeys,
    @NotNull @JsonProperty Duration expireAfter,
    @NotNull @JsonProperty Duration tombstonesKept) {

  /** What to say when {@link #expiresAfter} is false. */
  public static final String EXPIRES_TOO_SOON =
      "vault.expireAfter must be longer than videos.eraseBy: it would delete what jobs still need."
          + " Raise it, or shorten videos.eraseBy";

  /** Whether objects live long enough for a job that is erased by then. */
  public boolean expiresAfter(Duration eraseBy) {
    return expireAfter.compareTo(eraseBy) > 0;
  }
}
