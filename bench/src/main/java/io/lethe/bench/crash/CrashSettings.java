package io.lethe.bench.crash;

import io.lethe.dev.system.Ports;
import java.nio.file.Path;
import java.time.Duration;

/**
 * What a run is told.
 *
 * @param home the checkout, where config.yml and {@code var/tools} lie
 * @param folder takes all data and logs; empty before
 * @param rounds kills, at most
 * @param seed of everything that is left to chance; the machine's own timing is not
 * @param limit no round begins later than this after the start
 * @param apps that order at the same time, one video after the other
 * @param eraseBy how long after its order a job is to be gone at the latest
 * @param deliveryWindow how long a video waits to be collected
 * @param secondLook how long after the receipt a guardian looks again
 * @param grace what a dead worker's step, or a restart, may add to a deadline
 */
record CrashSettings(
    Path home,
    Path folder,
    Ports ports,
    int rounds,
    long seed,
    Duration limit,
    int apps,
    Duration eraseBy,
    Duration deliveryWindow,
    Duration secondLook,
    Duration grace) {}
