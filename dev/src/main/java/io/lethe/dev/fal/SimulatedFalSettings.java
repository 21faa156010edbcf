package io.lethe.dev.fal;

import io.lethe.dev.fal.knob.SimulatedFalKnobs;
import java.nio.file.Path;
import java.time.Clock;

/**
 * Where the simulated fal.ai stands and what it starts with.
 *
 * @param port on 127.0.0.1; 0 for any that is free
 * @param key the one it accepts in {@code Authorization: Key}
 * @param adminKey one that may delete payloads, too
 * @param account the user id that webhooks are sent for
 * @param folder its disk: requests and videos, which survive a restart. It writes nowhere else but
 *     in {@code tools}
 * @param tools where the ffmpeg binary is unpacked once, 77 MB
 * @param keepWhatWasSent for tests: keep files in memory to be compared, and every request in the
 *     folder; otherwise only what {@code /_sim} shows of them
 * @param clock for what expires; latencies pass in real time
 */
public record SimulatedFalSettings(
    int port,
    String key,
    String adminKey,
    String account,
    Path folder,
    Path tools,
    boolean keepWhatWasSent,
    SimulatedFalKnobs knobs,
    Clock clock) {

  /** Leaves the keys out. */
  @Override
  public String toString() {
    return "SimulatedFalSettings[port=" + port + ", folder=" + folder + "]";
  }
}
