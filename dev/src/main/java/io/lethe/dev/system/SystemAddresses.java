package io.lethe.dev.system;

import java.net.URI;
import org.jspecify.annotations.Nullable;

/**
 * Where the parts of a running system are reached.
 *
 * @param ledger JDBC address
 * @param temporalUi absent where the Temporal server is not ours or has no Web UI
 * @param sentToFal shows what left for fal.ai; absent where that is the real one
 */
public record SystemAddresses(
    URI api,
    URI apiAdmin,
    URI identity,
    URI mailbox,
    String ledger,
    @Nullable URI temporalUi,
    @Nullable URI sentToFal) {}
