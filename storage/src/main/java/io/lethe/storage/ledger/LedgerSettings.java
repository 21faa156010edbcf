package io.lethe.storage.ledger;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.dropwizard.db.DataSourceFactory;
import jakarta.validation.constraints.NotNull;
import java.time.Duration;

/**
 * The section {@code ledger} of the configuration: how to reach PostgreSQL 15 or later. Takes what
 * Dropwizard's data source takes; the driver and the validation query are known.
 */
public final class LedgerSettings extends DataSourceFactory {
  @NotNull private Duration connectWait = Duration.ofSeconds(60);

  public LedgerSettings() {
    setDriverClass("org.postgresql.Driver");
    setValidationQuery("SELECT 1");
  }

  /** How long a start-up waits for an answer before it gives up. */
  @JsonProperty
  public Duration getConnectWait() {
    return connectWait;
  }

  @JsonProperty
  public void setConnectWait(Duration connectWait) {
    this.connectWait = connectWait;
  }
}
