/**
 * What leaves the building: the client of fal.ai. Read {@link io.lethe.fal.FalClient} first, then
 * {@link io.lethe.fal.FalQueue}; {@link io.lethe.fal.FalSubmission} says what goes out with every
 * job, {@link io.lethe.fal.FalFailure} how it can go wrong.
 *
 * <p>It knows nothing of subjects, jobs or consent, only endpoints, model inputs and request ids,
 * so that nothing of the kind can be sent by accident.
 */
@NullMarked
package io.lethe.fal;

import org.jspecify.annotations.NullMarked;
