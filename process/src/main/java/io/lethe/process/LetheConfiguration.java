package io.lethe.process;

import com.fasterxml.jackson.annotation.JsonIgnore;
import io.dropwizard.core.Configuration;
import io.dropwizard.core.server.ServerFactory;
import io.dropwizard.logging.common.LoggingFactory;
import io.dropwizard.validation.ValidationMethod;
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
import java.time.Duration;
import java.util.List;

/**
 * What either process reads of the {@code config.yml} that they share. Each passes over the other's
 * sections by their names; a name that neither knows is an error.
 *
 * <p>Whatever the file says, nothing is logged but through {@link SafeLogging}, and no request is
 * written down.
 */
public abstract class LetheConfiguration extends Configuration {
  @Valid @NotNull private final LedgerSettings ledger;
  @Valid @NotNull private final VaultSettings vault;
  @Valid @NotNull private final TemporalSettings temporal;
  @Valid @NotNull private final PeopleSettings people;
  @Valid @NotEmpty private final List<Model> models;

  protected LetheConfiguration(
      LedgerSettings ledger,
      VaultSettings vault,
      TemporalSettings temporal,
      PeopleSettings people,
      List<Model> models) {
    this.ledger = ledger;
    this.vault = vault;
    this.temporal = temporal;
    this.people = people;
    this.models = models;
  }

  /** How long after the order everything of a job is gone at the latest. */
  protected abstract Duration eraseBy();

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
    return vault.expiresAfter(eraseBy());
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

  public PeopleSettings people() {
    return people;
  }

  public List<Model> models() {
    return List.copyOf(models);
  }
}
