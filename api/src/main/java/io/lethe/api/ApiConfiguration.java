package io.lethe.api;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.lethe.api.identity.IdentitySettings;
import io.lethe.api.provider.ProviderSection;
import io.lethe.api.staff.ConsoleSettings;
import io.lethe.api.video.VideoSettings;
import io.lethe.domain.video.Model;
import io.lethe.process.LetheConfiguration;
import io.lethe.storage.PeopleSettings;
import io.lethe.storage.ledger.LedgerSettings;
import io.lethe.storage.vault.VaultSettings;
import io.lethe.workflows.TemporalSettings;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import java.time.Duration;
import java.util.List;

/** What the API reads of {@code config.yml}: both processes' sections, and its own. */
@JsonIgnoreProperties({"workerServer", "workers", "sweeper", "mail", "api"})
public final class ApiConfiguration extends LetheConfiguration {
  @Valid @NotNull private final IdentitySettings identity;
  @Valid @NotNull private final ConsoleSettings console;
  @Valid @NotNull private final VideoSettings videos;
  @Valid @NotNull private final ProviderSection fal;

  @JsonCreator
  public ApiConfiguration(
      @JsonProperty("ledger") LedgerSettings ledger,
      @JsonProperty("vault") VaultSettings vault,
      @JsonProperty("temporal") TemporalSettings temporal,
      @JsonProperty("identity") IdentitySettings identity,
      @JsonProperty("console") ConsoleSettings console,
      @JsonProperty("videos") VideoSettings videos,
      @JsonProperty("people") PeopleSettings people,
      @JsonProperty("fal") ProviderSection fal,
      @JsonProperty("models") List<Model> models) {
    super(ledger, vault, temporal, people, models);
    this.identity = identity;
    this.console = console;
    this.videos = videos;
    this.fal = fal;
  }

  @Override
  protected Duration eraseBy() {
    return videos.eraseBy();
  }

  public IdentitySettings identity() {
    return identity;
  }

  public ConsoleSettings console() {
    return console;
  }

  public VideoSettings videos() {
    return videos;
  }

  public ProviderSection fal() {
    return fal;
  }
}
