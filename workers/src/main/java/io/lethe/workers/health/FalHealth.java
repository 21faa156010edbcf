package io.lethe.workers.health;

import com.codahale.metrics.health.HealthCheck;
import io.lethe.storage.provider.Block;
import io.lethe.workers.provider.FalAccount;
import java.util.Optional;

/**
 * Says whether fal.ai takes orders, as far as the last one showed. fal.ai itself is not asked: each
 * question could be counted.
 */
public final class FalHealth extends HealthCheck {
  private final FalAccount account;

  public FalHealth(FalAccount account) {
    this.account = account;
  }

  @Override
  protected Result check() {
    Optional<Block> block = account.block();
    return block.isEmpty()
        ? Result.healthy("fal.ai took the last order, or none was sent yet")
        : Result.unhealthy(
            "fal.ai takes no orders since %s: %s. %s",
            block.get().since(), block.get().reason(), FalAccount.remedy(block.get().reason()));
  }
}
