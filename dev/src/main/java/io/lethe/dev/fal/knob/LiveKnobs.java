package io.lethe.dev.fal.knob;

import io.lethe.dev.fal.knob.SimulatedFailure.At;
import io.lethe.dev.fal.wire.Call;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/** The knobs as they stand now; failures are taken out as they happen. */
public final class LiveKnobs {
  private SimulatedFalKnobs now;

  public LiveKnobs(SimulatedFalKnobs initial) {
    this.now = initial;
  }

  public synchronized SimulatedFalKnobs now() {
    return now;
  }

  public synchronized void turn(SimulatedFalKnobs knobs) {
    now = knobs;
  }

  /** The next failure that strikes there, if any. */
  public Optional<SimulatedFailure> take(At at) {
    return take(failure -> failure.at() == at);
  }

  /** The next failure that spoils the answer to such a call, if any. */
  public Optional<SimulatedFailure> takeSpoiling(Call call) {
    return take(failure -> failure.spoils(call));
  }

  /** Whether this failure is next in line; then it is used up. */
  public boolean take(SimulatedFailure failure) {
    return take(next -> next == failure).isPresent();
  }

  private synchronized Optional<SimulatedFailure> take(Predicate<SimulatedFailure> fits) {
    Optional<SimulatedFailure> next = now.nextFailures().stream().filter(fits).findFirst();
    next.ifPresent(
        failure -> {
          List<SimulatedFailure> left = new ArrayList<>(now.nextFailures());
          left.remove(failure);
          now = now.withFailures(left);
        });
    return next;
  }
}
