package io.lethe.workers;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.dropwizard.core.server.ServerFactory;
import io.lethe.domain.video.Model;
import io.lethe.domain.video.ModelId;
import io.lethe.process.LetheConfiguration;
import io.lethe.storage.PeopleSettings;
import io.lethe.storage.ledger.LedgerSettings;
import io.lethe.storage.vault.VaultSettings;
import io.lethe.workers.erasure.SweeperSettings;
import io.lethe.workers.mail.MailSettings;
import io.lethe.workflows.TemporalSettings;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/** What the workers read of {@code config.yml}: both processes' sections, and their own. */
@JsonIgnoreProperties({"server", "identity", "console"})
public final class WorkersConfiguration extends LetheConfiguration {
  @Valid @NotNull private final ApiSection api;
  @Valid @NotNull private final ProviderSettings fal;
  @Valid @NotNull private final WorkerSettings workers;
  @Valid @NotNull private final SweeperSettings sweeper;
  @Valid @NotNull private final VideosSection videos;
  @Valid @NotNull private final MailSettings mail;

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
    super(ledger, vault, temporal, people, models);
    this.api = api;
    this.fal = fal;
    this.workers = workers;
    this.sweeper = sweeper;
    this.videos = videos;
    this.mail = mail;
  }

  @Override
  @JsonProperty("workerServer")
  public ServerFactory getServerFactory() {
    return super.getServerFactory();
  }

  @Override
  @JsonProperty("workerServer")
  public void setServerFactory(ServerFactory server) {
    super.setServerFactory(server);
  }

  @Override
  protected Duration eraseBy() {
    return videos.eraseBy();
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

  public MailSettings mail() {
    return mail;
  }

  public Map<ModelId, Model> modelsById() {
    return models().stream().collect(Collectors.toUnmodifiableMap(Model::id, Function.identity()));
  }
}
