package io.lethe.workers.provider;

import io.lethe.storage.provider.Block;
import io.lethe.storage.provider.BlockReason;
import io.lethe.storage.provider.ProviderBlocks;
import java.time.Duration;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Whether the account at fal.ai takes orders. That it does not is a state of the whole system, not
 * of a job: it is told once in the log, and as long as it lasts by health check and metric.
 */
public final class FalAccount {
  /** As the notice names it. */
  public static final String RECIPIENT = "fal.ai";

  private static final Logger log = LoggerFactory.getLogger(FalAccount.class);

  private final ProviderBlocks blocks;

  public FalAccount(ProviderBlocks blocks) {
    this.blocks = blocks;
  }

  /** How long nothing may be sent; absent for the job that may try again. */
  public Optional<Duration> mustWait() {
    return blocks.mustWait(RECIPIENT);
  }

  /** fal.ai refused an order because of the account. */
  public void refused(BlockReason reason) {
    if (blocks.block(RECIPIENT, reason)) {
      log.error(
          "fal.ai takes no orders: {}. Jobs wait, and are erased at their deadlines. {}; sending"
              + " goes on by itself after that",
          reason,
          remedy(reason));
    }
  }

  /** fal.ai looked at an order. */
  public void takesOrders() {
    if (blocks.unblock(RECIPIENT)) {
      log.warn("fal.ai takes orders again: jobs that waited are sent");
    }
  }

  public Optional<Block> block() {
    return blocks.find(RECIPIENT);
  }

  public static String remedy(BlockReason reason) {
    return switch (reason) {
      case ACCOUNT_LOCKED -> "Top up the account in fal.ai's dashboard";
      case KEY_REFUSED -> "Set FAL_KEY to a key of the scope API";
    };
  }
}
