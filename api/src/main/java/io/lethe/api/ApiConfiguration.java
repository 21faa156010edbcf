package io.lethe.api;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.dropwizard.core.Configuration;
import io.dropwizard.core.server.ServerFactory;
import io.dropwizard.logging.common.LoggingFactory;
import io.dropwizard.validation.ValidationMethod;
import io.lethe.api.identity.IdentitySettings;
import io.lethe.api.provider.ProviderSection;
import io.lethe.api.staff.ConsoleSettings;
import io.lethe.api.video.VideoSettings;
import io.lethe.domain.video.Model;
import io.lethe.process.log.SafeLogging;
import io.lethe.process.log.WithoutRequestLog;
import io.lethe.storage.PeopleSettings;
import io.lethe.storage.ledger.LedgerSettings;
import io.lethe.storage.vault.VaultSettings;
import io.lethe.workflows.TemporalSettings;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import java.util.List;

/**
 * What the API reads of {@code config.yml}, which it shares with the workers. The workers' sections
 * are passed over by their names; a name that neither knows is an error.
 */
@JsonIgnoreProperties({"workerServer", "workers", "sweeper", "mail", "api"})
public final class ApiConfiguration extends Configuration {
  @Valid @NotNull private final LedgerSettings ledger;
  @Valid @NotNull private final VaultSettings vault;
  @Valid @NotNull private final TemporalSettings temporal;
  @Valid @NotNull private final IdentitySettings identity;
  @Valid @NotNull private final ConsoleSettings console;
  @Valid @NotNull private final VideoSettings videos;
  @Valid @NotNull private final PeopleSettings people;
  @Valid @NotNull private final ProviderSection fal;
  @Valid @NotEmpty private final List<Model> models;

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
    this.ledger = ledger;
    this.vault = vault;
    this.temporal = temporal;
    this.identity = identity;
    this.console = console;
    this.videos = videos;
    this.people = people;
    this.fal = fal;
    this.models = models;
  }

  @Override
  public ServerFactory getServerFactory() {
    return WithoutRequestLog.of(super.getServerFactory());
  }

  /** No appender without the layer that keeps personal values out. */
  @Override
  public synchronized LoggingFactory getLoggingFactory() {
    return new SafeLogging(super.getLoggingFactory());
  }

  @JsonIgnore
  @ValidationMethod(message = VaultSettings.EXPIRES_TOO_SOON)
  public boolean isStorageExpiringAfterErasure() {
    return vault.expiresAfter(videos.eraseBy());
  }

  public LedgerSettings ledger() {
    return ledger;
  }

  public VaultSettings vault() {
    return vault;
  }

  public TemporalSettings temporal() {
    return temporal;
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

  public PeopleSettings people() {
    return people;
  }

  public ProviderSection fal() {
    return fal;
  }

  public List<Model> models() {
    return List.copyOf(models);
  }
}
