package io.lethe.workers;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.dropwizard.core.Configuration;
import io.dropwizard.core.server.ServerFactory;
import io.dropwizard.logging.common.LoggingFactory;
import io.dropwizard.validation.ValidationMethod;
import io.lethe.domain.video.Model;
import io.lethe.domain.video.ModelId;
import io.lethe.process.log.SafeLogging;
import io.lethe.process.log.WithoutRequestLog;
import io.lethe.storage.PeopleSettings;
import io.lethe.storage.ledger.LedgerSettings;
import io.lethe.storage.vault.VaultSettings;
import io.lethe.workers.erasure.SweeperSettings;
import io.lethe.workers.mail.MailSettings;
import io.lethe.workflows.TemporalSettings;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * What the workers read of {@code config.yml}, which they share with the API. The API's sections
 * are passed over by their names; a name that neither knows is an error.
 */
@JsonIgnoreProperties({"server", "identity", "console"})
public final class WorkersConfiguration extends Configuration {
  @Valid @NotNull private final LedgerSettings ledger;
  @Valid @NotNull private final VaultSettings vault;
  @Valid @NotNull private final TemporalSettings temporal;
  @Valid @NotNull private final ApiSection api;
  @Valid @NotNull private final ProviderSettings fal;
  @Valid @NotNull private final WorkerSettings workers;
  @Valid @NotNull private final SweeperSettings sweeper;
  @Valid @NotNull private final VideosSection videos;
  @Valid @NotNull private final PeopleSettings people;
  @Valid @NotNull private final MailSettings mail;
  @Valid @NotEmpty private final List<Model> models;

  @JsonCreator
  public WorkersConfiguration(
      @JsonProperty("ledger") LedgerSettings ledger,
      @JsonProperty("vault") VaultSettings vault,
      @JsonProperty("temporal") TemporalSettings temporal,
      @JsonProperty("api") ApiSection api,
      @JsonProperty("fal") ProviderSettings fal,
      @JsonProperty("workers") WorkerSettings workers,
      @JsonProperty("sweeper") SweeperSettings sweeper,
      @JsonProperty("videos") VideosSection videos,
      @JsonProperty("people") PeopleSettings people,
      @JsonProperty("mail") MailSettings mail,
      @JsonProperty("models") List<Model> models) {
    this.ledger = ledger;
    this.vault = vault;
    this.temporal = temporal;
    this.api = api;
    this.fal = fal;
    this.workers = workers;
    this.sweeper = sweeper;
    this.videos = videos;
    this.people = people;
    this.mail = mail;
    this.models = models;
  }

  @Override
  @JsonProperty("workerServer")
  public ServerFactory getServerFactory() {
    return WithoutRequestLog.of(super.getServerFactory());
  }

  @Override
  @JsonProperty("workerServer")
  public void setServerFactory(ServerFactory server) {
    super.setServerFactory(server);
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

  public ApiSection api() {
    return api;
  }

  public ProviderSettings fal() {
    return fal;
  }

  public WorkerSettings workers() {
    return workers;
  }

  public SweeperSettings sweeper() {
    return sweeper;
  }

  public VideosSection videos() {
    return videos;
  }

  public PeopleSettings people() {
    return people;
  }

  public MailSettings mail() {
    return mail;
  }

  public Map<ModelId, Model> models() {
    return models.stream().collect(Collectors.toUnmodifiableMap(Model::id, Function.identity()));
  }
}
