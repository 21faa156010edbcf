package io.lethe.workflows.erasure.protocol;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Every world that a protocol can come to, breadth first, so that the way to each is a shortest
 * one.
 */
final class Exploration {
  /** In the order of discovery: whoever comes first has a shortest way. */
  private final Map<World, @Nullable Arrival> arrivals = new LinkedHashMap<>();

  private final Map<World, List<World>> certainlyBefore = new HashMap<>();

  private final Set<String> moves = new HashSet<>();

  private record Arrival(World from, String step) {}

  private Exploration() {}

  static Exploration of(Protocol protocol) {
    Exploration found = new Exploration();
    Deque<World> toVisit = new ArrayDeque<>();
    found.arrivals.put(World.ORDERED, null);
    toVisit.add(World.ORDERED);
    while (!toVisit.isEmpty()) {
      World world = toVisit.remove();
      for (Step step : protocol.steps(world)) {
        found.moves.add(step.name());
        if (step.certain()) {
          found.certainlyBefore.computeIfAbsent(step.next(), w -> new ArrayList<>(2)).add(world);
        }
        if (!found.arrivals.containsKey(step.next())) {
          found.arrivals.put(step.next(), new Arrival(world, step.name()));
          toVisit.add(step.next());
        }
      }
    }
    return found;
  }

  int size() {
    return arrivals.size();
  }

  /** The names of all steps that were taken anywhere. */
  Set<String> moves() {
    return moves;
  }

  /** The way to a world that is not as it must be; absent if all are. */
  Optional<List<String>> violationOf(Predicate<World> invariant) {
    return arrivals.keySet().stream().filter(invariant.negate()).findFirst().map(this::wayTo);
  }

  /**
   * The way to a world from which no chain of certain steps leads to the goal; absent if there is
   * none. Where steps that stay possible are taken at some time, the goal is then reached on every
   * path.
   */
  Optional<List<String>> trapBefore(Predicate<World> goal) {
    Set<World> leadsThere = new HashSet<>();
    Deque<World> toVisit = new ArrayDeque<>();
    arrivals.keySet().stream().filter(goal).forEach(toVisit::add);
    leadsThere.addAll(toVisit);
    while (!toVisit.isEmpty()) {
      for (World before : certainlyBefore.getOrDefault(toVisit.remove(), List.of())) {
        if (leadsThere.add(before)) {
          toVisit.add(before);
        }
      }
    }
    return violationOf(leadsThere::contains);
  }

  private List<String> wayTo(World world) {
    List<String> steps = new ArrayList<>();
    Arrival arrival = arrivals.get(world);
    while (arrival != null) {
      steps.add(arrival.step());
      arrival = arrivals.get(arrival.from());
    }
    Collections.reverse(steps);
    return steps;
  }
}
