package io.lethe.dev.system;

import java.net.URI;
import org.jspecify.annotations.Nullable;

/**
 * Where the parts of a running system are reached.
 *
 * @param ledger JDBC address
 * @param temporalUi absent where the Temporal server is not ours or has no Web UI
 */
public record SystemAddresses(
    URI api, URI apiAdmin, URI identity, String ledger, @Nullable URI temporalUi) {}
