/**
 * What holds when anything dies at any moment. {@link io.lethe.bench.crash.CrashRun} kills the
 * processes of a whole installation with SIGKILL, one after the other, while apps order videos;
 * {@link io.lethe.bench.crash.Inspection} then looks into the places themselves. The world outside
 * (fal.ai, the identity provider, the apps) lives in the process that kills, and is never killed.
 */
@NullMarked
package io.lethe.bench.crash;

import org.jspecify.annotations.NullMarked;
