/**
 * Who carries out each step. Read {@code WorkersApplication} for what is running, {@link
 * io.lethe.workers.video} for what is done, and {@link io.lethe.workers.SafeFailures} for what a
 * history may say when it goes wrong.
 */
@NullMarked
package io.lethe.workers;

import org.jspecify.annotations.NullMarked;
