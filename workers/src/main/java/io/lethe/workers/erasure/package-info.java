/**
 * How each step of an erasure is carried out ({@link io.lethe.workers.erasure.LedgerErasure}), and
 * what erases where no workflow does: read {@link io.lethe.workers.erasure.Sweeper} first, then
 * {@link io.lethe.workers.erasure.Sweeps}.
 */
@NullMarked
package io.lethe.workers.erasure;

import org.jspecify.annotations.NullMarked;
