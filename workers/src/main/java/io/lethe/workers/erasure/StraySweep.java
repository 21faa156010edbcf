package io.lethe.workers.erasure;

import io.lethe.storage.erasure.Erasures;
import io.lethe.storage.vault.StrayObjects;
import io.lethe.storage.vault.StrayObjects.Stray;
import java.time.Clock;
import java.time.Duration;

/** Erases objects that no row owns. Of a job that has its receipt, the receipt is amended. */
public final class StraySweep implements Sweep {
  private final StrayObjects strays;
  private final Erasures erasures;
  private final Duration settled;
  private final Clock clock;

  /**
   * @param settled longer than any writer takes from its last byte to its row
   */
  public StraySweep(StrayObjects strays, Erasures erasures, Duration settled, Clock clock) {
    this.strays = strays;
    this.erasures = erasures;
    this.settled = settled;
    this.clock = clock;
  }

  @Override
  public String name() {
    return "stray-objects";
  }

  @Override
  public long sweep() {
    return OneByOne.each(strays.find(clock.instant().minus(settled)), this::erase);
  }

  private void erase(Stray stray) {
    if (stray.job().flatMap(erasures::receipt).isPresent()) {
      erasures.lookAgain(stray.job().orElseThrow());
    }
    strays.erase(stray);
  }
}
