package io.lethe.storage.vault;

import com.fasterxml.jackson.annotation.JsonProperty;
import jakarta.validation.constraints.NotNull;
import java.nio.file.Path;

/**
 * The section {@code vault} of the configuration.
 *
 * @param folder where encrypted objects lie
 * @param keys the folder of the master key, the digest key and the receipts' signing key; never on
 *     the disk that {@code folder} is on, nor in its backups
 * @param createMissingKeys whether keys that are missing are made at start-up: for development;
 *     elsewhere a missing key is a mistake, and making a new one would hide it
 */
public record VaultSettings(
    @NotNull @JsonProperty Path folder,
    @NotNull @JsonProperty Path keys,
    @JsonProperty boolean createMissingKeys) {}
