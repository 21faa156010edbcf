package io.lethe.dev.fal.knob;

import java.util.Collections;
import java.util.Set;
import java.util.TreeSet;

/**
 * The state of the account, and what nobody has seen of the real one: either answer can be had.
 *
 * @param locked every submit is refused for want of balance; all else goes on
 * @param cancelStopsRendering whether a cancel stops what a runner has begun
 * @param deletesUnstored whether the payloads of a request with {@code X-Fal-Store-IO: 0} can be
 *     deleted; otherwise they are not found
 * @param listsUnfinished whether the list of requests has those that are not over
 * @param unready endpoints that fal.ai does not call enterprise-ready
 * @param silent endpoints of which fal.ai does not say whether they are enterprise-ready
 */
public record AccountKnobs(
    boolean locked,
    boolean cancelStopsRendering,
    boolean deletesUnstored,
    boolean listsUnfinished,
    Set<String> unready,
    Set<String> silent) {

  public AccountKnobs {
    unready = sorted(unready);
    silent = sorted(silent);
  }

  /** So that whoever looks at the knobs sees them alike each time. */
  private static Set<String> sorted(Set<String> endpoints) {
    return Collections.unmodifiableSet(new TreeSet<>(endpoints));
  }

  public static AccountKnobs open() {
    return new AccountKnobs(false, false, true, true, Set.of(), Set.of());
  }

  public AccountKnobs withLocked(boolean yes) {
    return new AccountKnobs(
        yes, cancelStopsRendering, deletesUnstored, listsUnfinished, unready, silent);
  }

  public AccountKnobs withCancelStopsRendering(boolean yes) {
    return new AccountKnobs(locked, yes, deletesUnstored, listsUnfinished, unready, silent);
  }

  public AccountKnobs withDeletesUnstored(boolean yes) {
    return new AccountKnobs(locked, cancelStopsRendering, yes, listsUnfinished, unready, silent);
  }

  public AccountKnobs withUnready(String... endpoints) {
    return new AccountKnobs(
        locked, cancelStopsRendering, deletesUnstored, listsUnfinished, Set.of(endpoints), silent);
  }
}
