package io.lethe.dev.fal;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The knobs as they stand now; failures are taken out as they happen. */
final class LiveKnobs {
  private SimulatedFalKnobs now;

  LiveKnobs(SimulatedFalKnobs initial) {
    this.now = initial;
  }

  synchronized SimulatedFalKnobs now() {
    return now;
  }

  synchronized void turn(SimulatedFalKnobs knobs) {
    now = knobs;
  }

  synchronized Optional<SimulatedFailure> take(SimulatedFailure.At at) {
    Optional<SimulatedFailure> next =
        now.nextFailures().stream().filter(failure -> failure.at() == at).findFirst();
    next.ifPresent(
        failure -> {
          List<SimulatedFailure> left = new ArrayList<>(now.nextFailures());
          left.remove(failure);
          now = now.withFailures(left);
        });
    return next;
  }
}
