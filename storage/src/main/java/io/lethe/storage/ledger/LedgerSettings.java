package io.lethe.storage.ledger;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.dropwizard.db.DataSourceFactory;
import jakarta.validation.constraints.NotNull;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The section {@code ledger} of the configuration: how to reach PostgreSQL 15 or later. Takes what
 * Dropwizard's data source takes; the driver and the validation query are known.
 */
public final class LedgerSettings extends DataSourceFactory {
  @NotNull private Duration connectWait = Duration.ofSeconds(60);

  /** The driver's exceptions then say which constraint refused, and not which value. */
  private static final Map<String, String> DISCREET = Map.of("logServerErrorDetail", "false");

  public LedgerSettings() {
    setProperties(Map.of());
    setDriverClass("org.postgresql.Driver");
    setValidationQuery("SELECT 1");
  }

  @Override
  @JsonProperty
  public void setProperties(Map<String, String> properties) {
    Map<String, String> all = new LinkedHashMap<>(properties);
    all.putAll(DISCREET);
    super.setProperties(all);
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
