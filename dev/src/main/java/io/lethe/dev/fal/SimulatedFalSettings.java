package io.lethe.dev.fal;

import java.nio.file.Path;
import java.time.Clock;

/**
 * Where the simulated fal.ai stands and what it starts with.
 *
 * @param port on 127.0.0.1; 0 for any that is free
 * @param key the one it accepts in {@code Authorization: Key}
 * @param folder its disk: requests and videos, which survive a restart. It writes nowhere else but
 *     in {@code tools}
 * @param tools where the ffmpeg binary is unpacked once, 77 MB
 * @param keepWhatWasSent for tests: keep inputs in memory to be looked at; otherwise a photo is
 *     deleted once it has been rendered, and of prompts only the length is noted
 * @param clock for what expires; latencies pass in real time
 */
public record SimulatedFalSettings(
    int port,
    String key,
    Path folder,
    Path tools,
    boolean keepWhatWasSent,
    SimulatedFalKnobs knobs,
    Clock clock) {

  /** Leaves the key out. */
  @Override
  public String toString() {
    return "SimulatedFalSettings[port=" + port + ", folder=" + folder + "]";
  }
}
