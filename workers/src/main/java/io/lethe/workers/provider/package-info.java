/**
 * What is done at fal.ai beside making videos: finding out what became of a submission whose answer
 * got lost ({@link io.lethe.workers.provider.FalReconciliation}), and following each request until
 * nothing of it is left there ({@link io.lethe.workers.provider.FalTraces}).
 */
@NullMarked
package io.lethe.workers.provider;

import org.jspecify.annotations.NullMarked;
